// The page of an emulator: its files, and what its script asks for under `/api`. Trusts that
// Host and Origin were checked before; lets all other paths pass.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Emulator } from "../emulator.ts";
import { admission, type Admit, targetTokenOf, tokenOf } from "./page-access.ts";
import { messagesOf, redrive } from "./page-api.ts";
import { fileAt, sendFile } from "./page-files.ts";
import { looking } from "./page-look.ts";
import { begin, messageOf, PageRefusal, readJson, sendJson } from "./page-send.ts";
import type { Overview } from "./page-views.ts";
import { type Watch, watching } from "./page-watch.ts";

/** The options of the page. */
export interface PageOptions {
  /**
   * What requests to `/api` must carry as a bearer token, but for queues with a token of their own.
   * Default: the emulator's.
   */
  readonly token?: string | undefined;
  /** The emulator's own clock. */
  now(): number | Promise<number>;
  /** Where the bundled script is. Default: `page.js` beside the module that this is bundled into. */
  readonly script?: string | URL;
  /** The least time between two looks at the queues, in milliseconds. Default: 1,000. */
  readonly intervalMs?: number;
}

/** Answers requests for the page. */
export interface PageHandler {
  /**
   * Answers, if the path (without query) belongs to the page; false: it does not, and nothing
   * happened. An event stream is answered as soon as it has begun.
   */
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>;
  /** Ends event streams. */
  close(): void;
}

/** One of what the page asks for. Method, pattern of the path, and what it does. */
interface Route {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  answer(request: IncomingMessage, response: ServerResponse, queue: string): Promise<unknown>;
}

/** Makes the handler of an emulator's page. */
export function pageHandler(emulator: Emulator, options: PageOptions): PageHandler {
  const { intervalMs = 1000 } = options;
  const script = options.script ?? new URL("./page.js", import.meta.url);
  const now = (): number | Promise<number> => options.now();
  const look = looking(emulator, now, intervalMs);
  const watch = watching(look, intervalMs);
  const admit = admission(emulator, options.token);
  const routes = routesOf(emulator, look, watch, admit, now);
  return {
    async handle(request, response, path) {
      const file = fileAt(path);
      if (file) await sendFile(request, response, file, script);
      const route = routes.find((one) => one.path.test(path));
      if (route) await answerRoute(route, request, response, path, admit);
      return file !== undefined || route !== undefined;
    },
    close: watch.close,
  };
}

function routesOf(
  emulator: Emulator,
  look: () => Promise<Overview>,
  watch: Watch,
  admit: Admit,
  now: () => number | Promise<number>,
): readonly Route[] {
  return [
    {
      method: "GET",
      path: /^\/api\/events$/,
      answer: async (_, response) => watch.add(begin(response, 200, "text/event-stream")),
    },
    { method: "GET", path: /^\/api\/queues$/, answer: look },
    {
      method: "GET",
      path: /^\/api\/queues\/([^/]+)\/messages$/,
      answer: ({ url = "" }, _, queue) =>
        messagesOf(emulator, queue, new URL(url, "http://page").searchParams, now),
    },
    {
      method: "POST",
      path: /^\/api\/queues\/([^/]+)\/redrive$/,
      answer: async (request, _, queue) =>
        redrive(emulator, queue, await readJson(request), (to) =>
          admit(to, targetTokenOf(request)),
        ),
    },
  ];
}

async function answerRoute(
  { method, path, answer }: Route,
  request: IncomingMessage,
  response: ServerResponse,
  asked: string,
  admit: Admit,
): Promise<void> {
  try {
    const [, named] = path.exec(asked) ?? [];
    const queue = named === undefined ? undefined : decoded(named);
    admit(queue, tokenOf(request));
    if (request.method !== method) throw new PageRefusal(405, `Only ${method}.`);
    const value = await answer(request, response, queue ?? "");
    if (!response.headersSent) sendJson(response, 200, value);
  } catch (error) {
    const { retryAfterSeconds: seconds } = Object(error) as { readonly retryAfterSeconds?: number };
    const other = seconds === undefined ? 500 : 503;
    const status = error instanceof PageRefusal ? error.status : other;
    if (!response.headersSent)
      sendJson(response, status, { error: messageOf(error) }, hint(status, method, seconds));
  }
}

/** What a refusal says in its header. */
function hint(
  status: number,
  method: string,
  seconds: number | undefined,
): Readonly<Record<string, string>> {
  if (status === 503) return { "retry-after": String(seconds) };
  if (status === 401) return { "www-authenticate": "Bearer" };
  return status === 405 ? { allow: method } : {};
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new PageRefusal(400, "The name of the queue is not well encoded.");
  }
}
