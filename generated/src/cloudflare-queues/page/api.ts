// Requests to the server that the page came from, and failures in words. Tokens are kept in the
// session of the tab and sent as headers, never in an address.
import type { MessagesView } from "../server/page-views.ts";

/** Why something did not happen, in words. */
export class Failure extends Error {
  /** Of HTTP; 0 where there was no answer. */
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

interface Answer {
  readonly error?: string;
  readonly errors?: readonly { readonly code: number; readonly message: string }[];
}

/** Keeps a token: the emulator's, or that of one queue. */
export function keepToken(token: string, queue = ""): void {
  sessionStorage.setItem(`token ${queue}`, token);
}

/** A queue's own token, or else the emulator's. */
function tokenFor(queue: string): string {
  const own = sessionStorage.getItem(`token ${queue}`);
  // Where no token is set, the emulator takes any credentials, but wants some.
  return own || sessionStorage.getItem("token ") || "page";
}

/** Sends a request; its answer is there when its header is. @throws Failure */
async function send(path: string, init: RequestInit, queue = ""): Promise<Response> {
  const authorization = `Bearer ${tokenFor(queue)}`;
  const headers = { authorization, "content-type": "application/json", ...init.headers };
  const response = await fetch(path, { ...init, headers }).catch(() => {
    throw new Failure("The emulator can’t be reached.", 0);
  });
  if (response.ok) return response;
  const { error, errors = [] } = (await response.json().catch(() => ({}))) as Answer;
  const told = errors.map(({ code, message }) => `${message.replace(/\.$/, "")} (${code}).`);
  const words = error ?? (told.join(" ") || `The answer was HTTP ${response.status}.`);
  throw new Failure(words, response.status);
}

async function valueOf<T>(response: Response): Promise<T> {
  return (await response.json().catch(() => {
    throw new Failure("The answer broke off.", 0);
  })) as T;
}

/** Some messages of a queue. @throws Failure */
export async function look(queue: string, query: URLSearchParams): Promise<MessagesView> {
  const path = `/api/queues/${encodeURIComponent(queue)}/messages?${query}`;
  return valueOf(await send(path, {}, queue));
}

/** Moves messages from a queue to another one, with the tokens of both; how many. @throws Failure */
export async function redrive(
  queue: string,
  to: string,
  ids: readonly string[] | "all",
): Promise<number> {
  const path = `/api/queues/${encodeURIComponent(queue)}/redrive`;
  const headers = { "x-target-token": tokenFor(to) };
  const init = { method: "POST", body: JSON.stringify({ to, ids }), headers };
  return (await valueOf<{ readonly moved: number }>(await send(path, init, queue))).moved;
}

/** One of the four operations that every client has. @throws Failure */
export async function operate<T>(queue: string, action: string, body: unknown): Promise<T> {
  const path = `/accounts/local/queues/${encodeURIComponent(queue)}/messages${action}`;
  const init = { method: "POST", body: JSON.stringify(body) };
  return (await valueOf<{ readonly result: T }>(await send(path, init, queue))).result;
}

/** Gives each event of the stream to `onEvent`, until the stream ends. @throws Failure */
export async function listen(onEvent: (data: string) => void, signal: AbortSignal): Promise<void> {
  const { body } = await send("/api/events", { signal });
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value = "" } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop()!;
    for (const event of events) onEvent(event.replace(/^data: /, ""));
  }
}

/** What went wrong, in words. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
