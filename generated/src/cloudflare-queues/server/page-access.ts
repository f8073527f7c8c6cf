// Who may use `/api`: whoever brings the token that is asked for. Compares in constant time, and tells
// no token.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Emulator } from "../emulator.ts";
import { PageRefusal } from "./page-send.ts";

/** Lets a token pass for a queue or, without one, for the page as a whole. @throws PageRefusal 401 */
export type Admit = (queue: string | undefined, token: string | undefined) => void;

/** A queue with a token of its own asks for that; all others for the page's, or the emulator's. */
export function admission(emulator: Emulator, own: string | undefined): Admit {
  return (queue, given) => {
    const hasToken = queue !== undefined && emulator.queue(queue)?.token !== undefined;
    const isAdmitted =
      own === undefined || hasToken ? emulator.admits(queue, given) : isSame(given, own);
    if (isAdmitted) return;
    const whose = queue === undefined ? "" : ` for the queue ${JSON.stringify(queue)}`;
    throw new PageRefusal(401, `The token${whose} is missing or wrong.`);
  };
}

/** The bearer token of a request: that for the queue in its path. */
export function tokenOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? "")?.[1];
}

/** The token for a queue that messages go to, where it is another one than that of the request. */
export function targetTokenOf(request: IncomingMessage): string | undefined {
  return request.headers["x-target-token"]?.toString() ?? tokenOf(request);
}

function isSame(given: string | undefined, token: string): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

/** Equally long, whatever the text. */
function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
