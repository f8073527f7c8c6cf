// The arguments of a call → a checked request. openapi-fetch makes the URL and merges the headers.
import { createQuerySerializer, defaultPathSerializer, mergeHeaders } from "openapi-fetch";
import type { PathValues } from "./call.ts";
import type { CallIssue } from "./errors.ts";
import type { ApiDescription, Authorisation, Operation, Sent, Validate } from "./operation.ts";
import type { Issue } from "./validate.ts";
import type { CallOptions, HeaderValues } from "./options.ts";

/** All path parameters by wire name. @throws TypeError that names a bound one that nobody gave. */
export function bindPath(
  { bound }: ApiDescription,
  { id, parameters }: Operation,
  path: PathValues,
  option: (name: string) => unknown,
): PathValues {
  const values: Record<string, unknown> = { ...path };
  for (const name in bound) {
    if (!parameters[name]) continue;
    values[name] = option(bound[name]!);
    if (values[name] === undefined) throw new TypeError(`${id} needs ${bound[name]}`);
  }
  return values as PathValues;
}

export type Place = NonNullable<CallIssue["in"]>;

/** What is wrong with a request; `all` is false where only the URL is to be kept safe. */
export function checkRequest(
  { parameters, query, headers, body }: Operation,
  path: PathValues,
  content: unknown,
  call: CallOptions,
  all: boolean,
): readonly CallIssue[] {
  const found: CallIssue[] = [];
  const check = (place: Place, value: unknown, validate?: Validate, name?: string): void => {
    for (const issue of validate?.(value).issues ?? [])
      found.push({ ...issue, ...(name && atKey(name)), in: place });
  };
  for (const name in parameters) {
    const value = path[name];
    // A URL drops these segments or merges them with their neighbours, however they are encoded.
    if (/^\.{0,2}$/.test(String(value ?? ""))) check("path", value, refuseDots, name);
    else if (all) check("path", value, parameters[name], name);
  }
  if (all) {
    check("query", call.query ?? {}, query);
    check("headers", call.headers ?? {}, headers);
    if (content !== undefined || body?.required) check("body", content, body?.validate);
  }
  return found;
}

/** Where an issue with one property is. */
export function atKey(name: string): Pick<Issue, "path" | "pointer"> {
  return { path: [name], pointer: `/${name}` };
}

/** Of a segment that a URL would drop. */
export const refuseDots: Validate = () => {
  const message = 'must not be empty, "." or ".."';
  return { issues: [{ ...atKey(""), keyword: "pattern", params: {}, message }] };
};

/** @throws TypeError that says nothing of the values: a header that can't be sent would be shown. */
export function makeRequest(
  { baseUrl, headers: defaults }: { readonly baseUrl: string; readonly headers?: HeaderValues },
  { id, method, path: template, body: wanted }: Operation,
  path: PathValues,
  body: Sent,
  call: CallOptions,
  { headers, query }: Authorisation,
  signal: AbortSignal,
): Request {
  const type = body === undefined ? undefined : (wanted?.mediaType ?? "application/json");
  try {
    const search = createQuerySerializer()({ ...call.query, ...query });
    const url = baseUrl + defaultPathSerializer(template, path) + (search && `?${search}`);
    return new Request(url, {
      method,
      body: (body as string | undefined) ?? null,
      headers: mergeHeaders({ "content-type": type }, defaults, headers, call.headers),
      signal,
      // One that is followed would take headers such as X-Api-Key along to another host.
      redirect: "manual",
    });
  } catch {
    throw new TypeError(`${id} has headers, a baseUrl or a path that can't be sent`);
  }
}
