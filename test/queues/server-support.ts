// What the tests of the server share: servers that are closed after each test, requests as bytes, and
// an emulator whose answers wait until they are let go.
import { once } from "node:events";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { connect, type Socket } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { afterEach } from "vitest";
import { emulator, type Emulator } from "../../templates/cloudflare-queues/emulator.ts";
import {
  type EmulatorServer,
  serve,
  type ServerOptions,
} from "../../templates/cloudflare-queues/server.ts";
import { ACCOUNT, type Answer, TOKEN } from "./emulator-support.ts";

export const MESSAGES: string = `/accounts/${ACCOUNT}/queues/q/messages`;

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** A server that is closed after the test; without a page where it is not asked for. */
export async function served(
  options: ServerOptions = {},
  made: Emulator = emulator(),
): Promise<EmulatorServer> {
  const server = await serve(made, { page: false, ...options });
  open.push(server);
  return server;
}

export interface Sent {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Undefined where it is not JSON. */
  readonly body: Answer["body"] | undefined;
}

/** One request over a connection of its own, with any headers: also those that fetch forbids. */
export async function send(
  { port }: EmulatorServer,
  path: string,
  body: string | undefined,
  headers: Readonly<Record<string, string>> = {},
  method = "POST",
): Promise<Sent> {
  const all = { authorization: `Bearer ${TOKEN}`, ...headers };
  const options = { host: "127.0.0.1", port, path, method, headers: all, agent: false };
  const outgoing = httpRequest(options);
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  const text = await textOf(incoming);
  return { status: incoming.statusCode, headers: incoming.headers, text, body: parsed(text) };
}

function parsed(text: string): Answer["body"] | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A connection on which bytes are written by hand. */
export interface Wire {
  readonly socket: Socket;
  write(text: string): void;
  /** All that came, as soon as it holds `part`. */
  until(part: string): Promise<string>;
  /** All that came, as soon as the other side has closed. */
  readonly closed: Promise<string>;
}

/** Connects. */
export async function wire({ port }: EmulatorServer): Promise<Wire> {
  const socket = connect(port, "127.0.0.1");
  open.push({ close: () => socket.destroy() });
  let received = "";
  socket.setEncoding("utf8").on("data", (text: string) => (received += text));
  socket.on("error", () => {});
  const closed = new Promise<string>((resolve) => socket.once("close", () => resolve(received)));
  await once(socket, "connect");
  return {
    socket,
    closed,
    write: (text) => void socket.write(text),
    async until(part) {
      while (!received.includes(part))
        await Promise.race([once(socket, "data"), fail(closed, part)]);
      return received;
    },
  };
}

async function fail(closed: Promise<string>, part: string): Promise<never> {
  throw new Error(`closed before ${JSON.stringify(part)}: ${await closed}`);
}

/** The head of a request; the body is somebody else's business. */
export function head(length: number | "chunked", path: string = MESSAGES): string {
  const size = length === "chunked" ? "transfer-encoding: chunked" : `content-length: ${length}`;
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer any\r\n${size}\r\n\r\n`;
}

export const PUSH = '{"body":"hello","content_type":"text"}';

export interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
}

/** A promise that is resolved from outside. */
export function deferred(): Deferred {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

export interface Held {
  readonly made: Emulator;
  /** Resolves when a request was read and waits for its answer. */
  readonly asked: Promise<void>;
  letGo(): void;
}

/** An emulator that carries out what it is asked for, and answers when it is let go. */
export function held(): Held {
  const inner = emulator();
  const gate = deferred();
  const asked = deferred();
  const made: Emulator = {
    ...inner,
    async answer(exchange) {
      const answer = await inner.answer(exchange);
      asked.resolve();
      await gate.promise;
      return answer;
    },
  };
  return { made, asked: asked.promise, letGo: gate.resolve };
}
