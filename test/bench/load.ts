// A load on a server: keep-alive connections that send one request after the other, as fast as they
// are answered. Written on node:http, so that the client takes as little of the machine as it can.
import { Agent, request } from "node:http";

export interface Reply {
  readonly status: number;
  readonly text: string;
  /** From the first byte sent to the last one read, in milliseconds. */
  readonly ms: number;
}

export type Post = (path: string, body: string) => Promise<Reply>;

/** Posts over at most `connections` connections to one server. */
export function poster(url: string, connections: number): Post & { close(): void } {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { authorization: "Bearer any", "content-type": "application/json" };
  const post = (path: string, body: string): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const begin = performance.now();
      const length = Buffer.byteLength(body);
      const sent = request(
        {
          ...{ agent, hostname, port, path, method: "POST" },
          headers: { ...headers, "content-length": length },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString();
            resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - begin });
          });
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  return Object.assign(post, { close: () => agent.destroy() });
}

export interface Load {
  /** Calls of `step` that were finished, and the milliseconds of each. */
  readonly times: readonly number[];
  readonly seconds: number;
}

/** Runs `step` again and again on each of `lanes` until `isOver` says so. */
export async function load(
  lanes: number,
  isOver: () => boolean,
  step: (lane: number) => Promise<void>,
): Promise<Load> {
  const times: number[] = [];
  const begin = performance.now();
  const lane = async (index: number): Promise<void> => {
    while (!isOver()) {
      const start = performance.now();
      await step(index);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)));
  return { times, seconds: (performance.now() - begin) / 1000 };
}

/** The value below which the given share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
