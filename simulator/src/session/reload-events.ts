/** A message of the server over /berth-events. */
export interface ServerEvent {
  type: string;
  appId?: string;
}

/** Calls `onReload` when the server says that a program was compiled again; returns a function that stops it. */
export function listenForReload(onReload: (appId: string | undefined) => void): () => void {
  const source = new EventSource("/berth-events");
  source.onmessage = (message: MessageEvent<string>) => {
    let event: ServerEvent;
    try {
      event = JSON.parse(message.data) as ServerEvent;
    } catch {
      return;
    }
    if (event.type === "reload") onReload(event.appId);
  };
  return () => source.close();
}
