/** "14:03:07.250" in the reader's time zone. */
export function clockTime(time: number): string {
  const date = new Date(time);
  const two = (n: number): string => String(n).padStart(2, "0");
  const ms = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}

/** "12 ms" or "1.4 s". */
export function duration(ms: number): string {
  return ms < 1000
    ? `${ms < 10 && ms > 0 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`
    : `${(ms / 1000).toFixed(1)} s`;
}

/** "9:05" of a time that is left, "2 d 3 h" when it is long. */
export function remaining(ms: number): string {
  const s = Math.ceil(ms / 1000);
  if (s >= 86_400) return `${Math.floor(s / 86_400)} d ${Math.floor((s % 86_400) / 3600)} h`;
  if (s >= 3600) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
}

/** "1.2 KB". */
export function bytes(n: number): string {
  if (n < 1024) return `${n} B`;
  if (n < 1024 * 1024) return `${(n / 1024).toFixed(1)} KB`;
  return `${(n / 1024 / 1024).toFixed(1)} MB`;
}
