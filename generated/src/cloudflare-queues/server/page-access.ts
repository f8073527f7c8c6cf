// Who may use `/api`: everybody, or whoever brings the token. Compares in constant time.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Whether a request carries the token as a bearer token. */
export function isAdmitted({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) return true;
  const [, given] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? "") ?? [];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

/** Equally long, whatever the text. */
function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
