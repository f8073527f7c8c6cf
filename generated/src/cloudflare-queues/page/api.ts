// Requests to the server that the page came from, and failures in words. Tokens are kept in the
// session of the tab and sent as a header, never in an address.

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

function headersFor(queue: string): Record<string, string> {
  // Where no token is set, the emulator takes any credentials, but wants some.
  const own = queue && sessionStorage.getItem(`token ${queue}`);
  const token = own || sessionStorage.getItem("token ") || "page";
  return { authorization: `Bearer ${token}`, "content-type": "application/json" };
}

/** Sends a request; its answer is there when its header is. @throws Failure */
async function send(path: string, init: RequestInit, queue = ""): Promise<Response> {
  const request = { ...init, headers: headersFor(queue) };
  const response = await fetch(path, request).catch(() => {
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

/** What the page alone asks for. @throws Failure */
export async function ask<T>(path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return valueOf(await send(`/api/queues/${path}`, init));
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
