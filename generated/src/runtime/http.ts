// Connections: an API, a server and credentials. Sends nothing by itself.
// What the caller gave stays in closures, so that printing a client shows no secret.
import type { Connection } from "./call.ts";
import { chooseCredentials } from "./credentials.ts";
import type { ApiDescription } from "./operation.ts";
import type { RuntimeOptions } from "./options.ts";
import { send } from "./send.ts";

/** A host without user information and a path; a browser takes a path alone. */
const SERVER = /^(https?:\/\/[^\s/?#@\\]+)?(\/[^\s?#\\]*)?$/i;

/**
 * Makes a connection. Sends nothing.
 *
 * @throws TypeError where credentials are missing or the baseUrl can't be used.
 */
export function connect<Bound extends string = never>(
  api: ApiDescription,
  options: RuntimeOptions,
): Connection<Bound> {
  const { baseUrl = api.baseUrl } = options;
  if (!SERVER.test(baseUrl)) {
    throw new TypeError("baseUrl must be an http(s) URL without user, query and fragment");
  }
  const given = { ...options, baseUrl: baseUrl.replace(/\/$/, "") };
  chooseCredentials(api.security, given, "createClient");
  return { "~send": (...call) => send(api, given, ...call) };
}
