/** The part of the Web Locks API that loading needs; null where there is none. */
export type Locks = Pick<LockManager, "request">;

/** Runs `work` while no other tab of this origin does the same under this name. Without locks it just runs. */
export function withLock<T>(
  locks: Locks | null,
  name: string,
  work: () => Promise<T>,
  options: { mode?: LockMode; signal?: AbortSignal } = {},
): Promise<T> {
  return locks === null ? work() : locks.request(name, options, work);
}
