// Where calls go, for documents with several servers, with variables, without a host, or with operations
// that have a server of their own.
import type { ApiDescription, Wire } from "./operation.ts";
import type { RuntimeOptions } from "./options.ts";
import { wired } from "./wire.ts";

/** One of the servers, by the address that the document writes, and its variables. */
export type ServerChoice = Readonly<Record<string, string | undefined>> & {
  readonly url?: string;
};

/** Set where nobody has given a base URL, so that operations may have their own. */
const STANDARD = "~standard";

/**
 * Options with the base URL of the chosen server; a `baseUrl` goes before it.
 *
 * @throws TypeError where it can't be used, or where there is no host.
 */
export function atServer<Options extends RuntimeOptions>(
  api: ApiDescription,
  options: Options & { readonly server?: ServerChoice },
): Options {
  if (options.baseUrl !== undefined) return options;
  const { servers = [{ url: api.baseUrl }] } = api;
  const { url = servers[0]!.url, ...values } = options.server ?? {};
  const server = servers.find((one) => one.url === url);
  if (!server) throw new TypeError("server.url must be one of the document's");
  const { variables = {} } = server;
  for (const name in values) {
    if (!Object.hasOwn(variables, name)) throw new TypeError(`server has no variable ${name}`);
  }
  const host = /^[a-z]+:\/\/[^/]*/i.exec(url)?.[0] ?? "";
  const fill = (text: string, fit: RegExp): string =>
    text.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      const [standard, ...allowed] = own(variables, name) ?? [whole];
      const value = own(values, name) ?? standard;
      const isAllowed = allowed.length === 0 ? fit.test(value) : allowed.includes(value);
      if (value !== standard && !isAllowed)
        throw new TypeError(`server.${name} is none of its values, or can't be in an address`);
      return value;
    });
  // What stands for a part of a host must not end it.
  const baseUrl = fill(host, /^[\w.:-]+$/) + fill(url.slice(host.length), /^[^\s?#\\]*$/);
  if (!/^https?:/i.test(baseUrl) && !("location" in globalThis))
    throw new TypeError("baseUrl is needed: the document names no host");
  return { ...options, baseUrl, [STANDARD]: true };
}

/** A variable may be called `constructor`. */
function own<Value>(from: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(from, name) ? from[name] : undefined;
}

/** How an operation with a server of its own is called: there, unless the client was given a `baseUrl`. */
export function ownServer(baseUrl: string, wire: Wire = wired()): Wire {
  const at = <Given extends { readonly baseUrl: string }>(options: Given): Given => {
    if (!(STANDARD in options)) return options;
    // A path alone stands on the host of the document's server.
    const host = baseUrl.startsWith("/")
      ? (/^https?:\/\/[^/]*/i.exec(options.baseUrl)?.[0] ?? "")
      : "";
    return { ...options, baseUrl: (host + baseUrl).replace(/\/$/, "") };
  };
  return { ...wire, make: (options, ...rest) => wire.make(at(options), ...rest) };
}
