/** `url("...")` with an address in which nothing can end the string. */
export function styleAddress(address: string): string {
  return `url("${address.replace(/["\\\n\r\f]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `)}")`;
}
