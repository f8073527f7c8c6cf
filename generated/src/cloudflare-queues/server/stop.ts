// A graceful stop: nothing new, an answer to what is under way, and a deadline for it.
import type { Server } from "node:http";
import type { Connections } from "./connections.ts";

/** Makes the function that stops a server; all its calls are one. `endPage` ends event streams. */
export function stopOf(
  server: Server,
  connections: Connections,
  deadlineMs: number,
  endPage: () => void,
): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());

  async function stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    endPage();
    connections.retire();
    const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
    await closed;
    clearTimeout(deadline);
  }
}
