/** What may cross a port (S-MSG-8), besides ArrayBuffer and Blob where a message says so. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
