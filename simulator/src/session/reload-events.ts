/** A finding of the compiler as the server sends it. */
export interface CompileFinding {
  code: string;
  message: string;
  file: string;
  line: number;
  column: number;
  excerpt?: { line: number; text: string }[];
}

/** A message of the server over /berth-events. */
export interface ServerEvent {
  type: string;
  appId?: string;
  /** false: the sources did not compile; the last good program stays. */
  ok?: boolean;
  diagnostics?: CompileFinding[];
}

/** Calls `onReload` when the server says that a program was compiled again; returns a function that stops it. */
export function listenForReload(onReload: (event: ServerEvent) => void): () => void {
  const source = new EventSource("/berth-events");
  source.onmessage = (message: MessageEvent<string>) => {
    let event: ServerEvent;
    try {
      event = JSON.parse(message.data) as ServerEvent;
    } catch {
      return;
    }
    if (event.type === "reload") onReload(event);
  };
  return () => source.close();
}
