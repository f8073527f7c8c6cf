// The files that the page consists of: document, style, script and icon. They need no token and tell
// nothing of queues.
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { STYLE } from "./page-css.ts";
import { DOCUMENT, ICON } from "./page-html.ts";
import { begin } from "./page-send.ts";

/** A file: its media type and its text; the script is read when it is asked for. */
export type PageFile = readonly [type: string, text: string | undefined];

const FILES: Readonly<Record<string, PageFile>> = {
  "/": ["text/html", DOCUMENT],
  "/page.css": ["text/css", STYLE],
  "/page.svg": ["image/svg+xml", ICON],
  "/page.js": ["text/javascript", undefined],
};

/** The file of a path (without query); undefined: there is none. */
export function fileAt(path: string): PageFile | undefined {
  return Object.hasOwn(FILES, path) ? FILES[path] : undefined;
}

/** Answers with a file; `script` is where the script is. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  [type, text]: PageFile,
  script: string | URL,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    begin(response, 405, "text/plain", { allow: "GET, HEAD" }).end("Only GET and HEAD.\n");
    return;
  }
  const content = text ?? (await readFile(script, "utf8").catch(() => undefined));
  if (content === undefined) {
    begin(response, 503, "text/plain").end("The script of the page is not there: build it.\n");
  } else begin(response, 200, type).end(content);
}
