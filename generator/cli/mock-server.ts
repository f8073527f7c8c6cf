// A Fetch as an HTTP server: requests and answers pass through as they are, streams too. What the API is,
// it does not know.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";

export interface HttpOptions {
  readonly port: number;
  readonly host: string;
  /** Whether pages of any origin may call it. */
  readonly cors: boolean;
  /** Told of each answer. */
  readonly answered: (answer: Answered) => void;
}

export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface HttpServer {
  /** `http://127.0.0.1:4010` */
  readonly url: string;
  /** Ends what is under way. */
  readonly close: () => Promise<void>;
}

type Answer = (request: Request) => Promise<Response>;

/** Listens; `answer` is asked anew for each request, so that it may change. @throws what node says. */
export async function serveHttp(answer: () => Answer, options: HttpOptions): Promise<HttpServer> {
  const server = createServer((incoming, outgoing) => {
    respond(answer(), options, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, options.host, resolve);
  });
  return { url: addressOf(server, options.host), close: () => close(server) };
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

async function respond(
  answer: Answer,
  options: HttpOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  const request = requestOf(incoming, gone.signal);
  const isPreflight =
    options.cors &&
    request.method === "OPTIONS" &&
    request.headers.has("access-control-request-method");
  const response = isPreflight ? preflight(request) : await answer(request);
  const { pathname, search } = new URL(request.url);
  const { status } = response;
  options.answered({ method: request.method, path: pathname + search, status });
  const headers = new Headers(response.headers);
  if (options.cors) {
    headers.set("access-control-allow-origin", "*");
    headers.set("access-control-expose-headers", "*");
  }
  outgoing.writeHead(status, [...headers].flat());
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body as NodeStream), outgoing);
}

function preflight({ headers }: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": headers.get("access-control-request-method") ?? "*",
      "access-control-allow-headers": headers.get("access-control-request-headers") ?? "*",
      "access-control-max-age": "600",
    },
  });
}

function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = "GET", url = "/", rawHeaders } = incoming;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index]!, rawHeaders[index + 1]!);
  }
  const hasBody = method !== "GET" && method !== "HEAD";
  const address = new URL(url, `http://${headers.get("host") ?? "localhost"}`);
  // The types of a request in a page do not know that a body may be a stream.
  const body = hasBody ? { body: Readable.toWeb(incoming) as BodyInit, duplex: "half" } : {};
  return new Request(address, { method, headers, signal, ...body });
}
