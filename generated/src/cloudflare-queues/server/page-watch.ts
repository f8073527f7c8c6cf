// Tells everybody who watches of each look, as server-sent events. One timer for all watchers, and
// none where nobody watches. Whoever reads too slowly misses looks; nothing is kept for them.
import type { ServerResponse } from "node:http";
import { messageOf } from "./page-send.ts";
import type { Overview } from "./page-views.ts";

/** Those who watch. */
export interface Watch {
  /** Answers with a stream that goes on until it is closed at either end. */
  add(response: ServerResponse): void;
  /** Ends all streams; those that are added after it end at once. */
  close(): void;
}

/** Looks once an interval, or more seldom where `nextMs` of a look says so. */
export function watching(look: () => Promise<Overview>, intervalMs: number): Watch {
  const watchers = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isClosed = false;
  let latest: string | undefined;
  return {
    add(response) {
      if (isClosed) return void response.end();
      watchers.add(response);
      response.once("close", () => leave(response));
      if (latest !== undefined) response.write(latest);
      else response.flushHeaders();
      if (timer === undefined && !isLooking) void tick();
    },
    close() {
      isClosed = true;
      for (const response of watchers) response.end();
    },
  };

  async function tick(): Promise<void> {
    isLooking = true;
    const told = await look().catch((error: unknown) => ({ error: messageOf(error) }));
    isLooking = false;
    latest = `data: ${JSON.stringify(told)}\n\n`;
    for (const response of watchers) {
      if (!response.writableNeedDrain && !response.writableEnded) response.write(latest);
    }
    timer = setTimeout(() => void tick(), "error" in told ? intervalMs : told.nextMs);
    if (watchers.size === 0) rest();
  }

  function leave(response: ServerResponse): void {
    watchers.delete(response);
    if (watchers.size === 0 && !isLooking) rest();
  }

  function rest(): void {
    clearTimeout(timer);
    timer = undefined;
    latest = undefined;
  }
}
