// Whose requests are listened to. A server on this machine is within reach of every page that is open
// in a browser here: none of another site may push, and none may take the server for its own.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Answer, failure } from "../emulator/answers.ts";
import { Refusal } from "../emulator/codes.ts";
import { defaultSettings } from "../emulator/settings.ts";
import { hostCheck } from "./hosts.ts";
import type { Refused } from "./options.ts";

/** The answer to a request that is refused; undefined: it may pass. */
export type Guard = (request: IncomingMessage) => Answer | undefined;

/** Makes the guard of a server that listens on `host`. */
export function guardOf(
  host: string,
  allowedHosts: readonly string[],
  onRefused: (refused: Refused) => void,
): Guard {
  const isOwnHost = hostCheck(host, allowedHosts);
  return ({ method = "GET", headers }) => {
    const refused: Refused | undefined = isOwnHost(headers.host)
      ? siteProblem(method, headers)
      : { kind: "host", value: headers.host ?? "" };
    if (!refused) return undefined;
    onRefused(refused);
    return ANSWERS[refused.kind](refused.value);
  };
}

const ANSWERS: Readonly<Record<Refused["kind"], (value: string) => Answer>> = {
  host: (value) =>
    refusal(
      403,
      value === ""
        ? "The request has no Host."
        : `The host ${JSON.stringify(value)} is not one of this server's. Allow it with the option allowedHosts, or --allow-host.`,
    ),
  origin: () => refusal(403, "Pages of other sites may not send requests to this server."),
  contentType: () => refusal(415, "A browser must send application/json."),
};

function refusal(status: number, message: string): Answer {
  return { ...failure(new Refusal(10000, message), defaultSettings), status };
}

/** What only browsers send says where a request comes from. Other clients send none of it. */
function siteProblem(method: string, headers: IncomingHttpHeaders): Refused | undefined {
  const { origin, host = "", "content-type": type = "" } = headers;
  const site = headers["sec-fetch-site"];
  if (origin === undefined && site === undefined) return undefined;
  const isForeign =
    origin !== undefined && origin.replace(/^https?:\/\//, "") !== host.toLowerCase();
  const isOtherSite = site !== undefined && site !== "same-origin" && site !== "none";
  if (isForeign || (isOtherSite && !isLink(method, headers))) {
    return { kind: "origin", value: origin ?? "" };
  }
  const isJson = /^application\/json *(;|$)/i.test(type);
  return method === "POST" && !isJson ? { kind: "contentType", value: type } : undefined;
}

/** Somebody follows a link to the page; in a frame of another page it is not shown. */
function isLink(method: string, headers: IncomingHttpHeaders): boolean {
  const isPlain = method === "GET" && headers["sec-fetch-mode"] === "navigate";
  return isPlain && headers["sec-fetch-dest"] === "document";
}
