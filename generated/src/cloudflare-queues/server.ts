// The emulator behind a port, for clients in other processes and languages, and a page for people.
// Only node has what this needs. Keeps no messages: whoever makes the emulator chooses its store.
/// <reference types="node" />
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Emulator } from "./emulator.ts";
import { answerBadRequests } from "./server/bad-requests.ts";
import { type Connections, connectionsOf } from "./server/connections.ts";
import { faultsOf } from "./server/faults.ts";
import { guardOf } from "./server/guard.ts";
import { listen, urlOf } from "./server/listen.ts";
import { type Handle, messagesHandler } from "./server/messages.ts";
import { checkAddress, limitsOf, type ServerLimits, type ServerOptions } from "./server/options.ts";
import { type PageHandler, pageHandler } from "./server/page.ts";
import { respond } from "./server/respond.ts";
import { stopOf } from "./server/stop.ts";
import "./shared/disposable.ts";

export { type Fault, type FaultKind, parseFaults } from "./server/faults.ts";
export { faulty } from "./server/fault-fetch.ts";
export { ListenError } from "./server/listen-error.ts";
export type { Refused, ServerLimits, ServerOptions } from "./server/options.ts";

/** A server that listens. */
export interface EmulatorServer extends AsyncDisposable {
  /** Where clients on this machine find it: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops: no new connections, requests under way are answered, idle connections and event streams
   * are closed. What takes longer than `limits.stopMs` is cut. The emulator and its store stay.
   */
  close(): Promise<void>;
  /** How many requests are being answered. */
  underWay(): number;
}

/**
 * Puts an emulator behind a port. The paths are the service's, with or without `/client/v4`.
 *
 * @throws {TypeError} An option can't be used.
 * @throws {ListenError} The port can't be opened; the message says what to do.
 * @example
 * ```ts
 * import { createClient } from "@onespec/cloudflare-queues";
 * import { emulator } from "@onespec/cloudflare-queues/emulator";
 * import { serve } from "@onespec/cloudflare-queues/server";
 *
 * await using server = await serve(emulator(), { port: 4010 });
 * const client = createClient({ apiToken: "any", accountId: "any", baseUrl: server.url });
 * ```
 */
export async function serve(
  emulator: Emulator,
  options: ServerOptions = {},
): Promise<EmulatorServer> {
  const { host = "127.0.0.1", port = 0 } = options;
  checkAddress(host, port);
  const limits = limitsOf(options.limits);
  const server = createServer(httpOptions(limits));
  server.maxConnections = limits.connections;
  server.maxHeadersCount = limits.headers;
  const connections = connectionsOf(server);
  answerBadRequests(server, connections);
  const guard = guardOf(host, options.allowedHosts ?? [], options.onRefused ?? (() => {}));
  const { page, answer } = handlersOf(emulator, options, limits, connections);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    connections.begins(request, response);
    const refused = guard(request);
    if (refused) respond(response, refused);
    else void answer(request, response, pathOf(request));
  });
  const actual = await listen(server, host, port);
  const close = stopOf(server, connections, limits.stopMs, () => page?.close());
  const url = urlOf(host, actual);
  const { underWay } = connections;
  return { url, port: actual, close, underWay, [Symbol.asyncDispose]: close };
}

/** Who answers: the emulator, or the page, with the emulator for what is nobody's. */
function handlersOf(
  emulator: Emulator,
  { token, page: hasPage = true, clock, ...options }: ServerOptions,
  { bodyBytes }: ServerLimits,
  { abandon }: Connections,
): { readonly page: PageHandler | undefined; readonly answer: Handle } {
  const { random = Math.random } = options;
  const ways = { bodyBytes, random, abandon };
  const faults = faultsOf(options.faults ?? []);
  const messages = messagesHandler(emulator.answer, { ...ways, faults });
  const nobody = messagesHandler(emulator.answer, { ...ways, faults: [] });
  const now = async (): Promise<number> => clock?.now() ?? emulator.now();
  const page = hasPage ? pageHandler(emulator, { token, now }) : undefined;
  const answer: Handle = async (request, response, path) => {
    if (MESSAGES.test(path)) {
      if (request.method !== "OPTIONS") return messages(request, response, path);
      return void response.writeHead(204, { allow: "POST, OPTIONS" }).end();
    }
    const isDone = await page?.handle(request, response, path).catch(() => response.destroy());
    return isDone ? undefined : nobody(request, response, path);
  };
  return { page, answer };
}

/** The ends of the paths that are the emulator's own; the page has some of its own. */
const MESSAGES = /\/accounts\/[^/]+\/queues\/[^/]+\/messages(?:|\/batch|\/pull|\/ack)\/?$/;

function pathOf({ url = "/" }: IncomingMessage): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}

function httpOptions({ headersMs, requestMs, keepAliveMs }: ServerLimits): object {
  return {
    headersTimeout: Math.min(headersMs, requestMs),
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    // How often node looks at the two above.
    connectionsCheckingInterval: Math.min(5000, headersMs, requestMs),
  };
}
