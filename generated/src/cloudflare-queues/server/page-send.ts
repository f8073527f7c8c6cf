// Answers with the headers that hold for everything the page consists of, and reads what it sends.
// Nothing comes from elsewhere, nothing is shown in a frame, no text becomes script.
import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyTooLarge, readBody } from "./body.ts";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** Why a request to `/api` is refused; it becomes `{ "error": message }`. */
export class PageRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "PageRefusal";
    this.status = status;
  }
}

/** Begins an answer; `type` is the media type of a text. */
export function begin(
  response: ServerResponse,
  status: number,
  type: string,
  more: Readonly<Record<string, string>> = {},
): ServerResponse {
  return response.writeHead(status, {
    ...HEADERS,
    "content-type": `${type}; charset=utf-8`,
    ...more,
  });
}

/** Answers with a value. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  more: Readonly<Record<string, string>> = {},
): void {
  begin(response, status, "application/json", more).end(JSON.stringify(value));
}

/** More than a page of identifiers needs. */
const MOST_BYTES = 100_000;

/** The JSON of a body. @throws PageRefusal */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    throw new PageRefusal(415, "The request body must be sent as application/json.");
  }
  const text = await readBody(request, MOST_BYTES).catch((error: unknown) => {
    throw error instanceof BodyTooLarge ? new PageRefusal(413, error.message) : error;
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new PageRefusal(400, "The request body is not JSON.");
  }
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
