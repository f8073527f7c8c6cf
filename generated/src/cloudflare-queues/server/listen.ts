// Opens the port of a server, and knows how it is called from here.
import type { Server } from "node:http";
import { ListenError } from "./listen-error.ts";

/** Listens. Gives the port, which was chosen by the system where it is 0. @throws ListenError */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: unknown): void => reject(new ListenError(host, port, cause));
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

/** The address at which a client on this machine finds it. */
export function urlOf(host: string, port: number): string {
  const within = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return `http://${within.includes(":") ? `[${within}]` : within}:${port}`;
}
