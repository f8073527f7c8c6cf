// Requests of operations whose parameters, or whose body, travel otherwise than openapi-fetch writes
// them. What others have in common with them stays in request.ts.
import type { CallIssue } from "./errors.ts";
import type { Encode, Payload, Styles, Validate, Wire } from "./operation.ts";
import type { CallOptions } from "./options.ts";
import { atKey, checkRequest, makeRequest, refuseDots } from "./request.ts";
import { encoderOf, headerOf, isPresent, segmentOf, styleOf, writePairs } from "./styles.ts";

type Cookies = { readonly cookies?: object };

/** How the query is written where it is one value. */
export interface WholeQuery {
  readonly encode: Encode;
  readonly required?: boolean;
}

/** How requests are made with these styles; other parameters are `simple` or exploded `form`. */
export function wired(styles: Styles = {}, whole?: WholeQuery): Wire {
  const { path: paths = {}, query: queries = {} } = styles;
  const segment = (template: string, name: string, value: unknown): string =>
    segmentOf(
      name,
      value,
      styleOf(paths, name) ?? { style: "simple" },
      template.includes(`{+${name}}`),
    );
  return {
    validate(operation, path, content, call, all) {
      const issues = Object.entries(operation.parameters).flatMap(([name, validate]) => {
        // A URL drops these segments or merges them with their neighbours, however they are encoded.
        const text = segment(operation.path, name, path[name]);
        if (text === "" || /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(text))
          return issuesOf("path", path[name], refuseDots, name);
        return all ? issuesOf("path", path[name], validate, name) : [];
      });
      const isLeftOut = whole && call.query === undefined && !whole.required;
      const query = isLeftOut ? undefined : operation.query;
      const { query: _, ...others } = { ...operation, parameters: {} };
      const rest = checkRequest({ ...others, ...(query && { query }) }, path, content, call, all);
      const { cookies = {} } = call as Cookies;
      const own = all ? issuesOf("cookies", cookies, operation.cookies) : [];
      return [...issues, ...rest, ...own];
    },
    encode({ body }, content) {
      if (content === undefined) return undefined;
      const { encode, mediaType = "application/json" } = body ?? {};
      return encode ? encode(content) : { body: JSON.stringify(content), type: mediaType };
    },
    make(options, operation, path, payload, call, authorisation, signal) {
      const own = whole ? {} : call.query;
      const pairs = writePairs({ ...own, ...authorisation.query }, queries, encoderOf(/[&#+]/g));
      const text =
        whole && call.query ? ((whole.encode(call.query) as Payload).body as string) : "";
      const search = [...(text === "" ? [] : [text]), ...pairs].join("&");
      const filled = operation.path.replace(/\{\+?([^{}]+)\}/g, (whole, name: string) =>
        Object.hasOwn(path, name) ? segment(operation.path, name, path[name]) : whole,
      );
      const request = makeRequest(
        options,
        { ...operation, path: filled + (search && `?${search}`) },
        {},
        undefined,
        { ...call, query: {}, headers: headersOf(styles, call, authorisation.headers) },
        { ...authorisation, query: {} },
        signal,
      );
      return payload ? withBody(request, payload as Payload) : request;
    },
  };
}

function issuesOf(
  place: CallIssue["in"] & string,
  value: unknown,
  validate: Validate | undefined,
  name?: string,
): readonly CallIssue[] {
  const issues = validate?.(value).issues ?? [];
  return issues.map((issue) => ({ ...issue, ...(name && atKey(name)), in: place }));
}

/** The headers of a call by their styles, and its cookies behind those that are there. */
function headersOf(
  { headers = {}, cookies = {} }: Styles,
  call: CallOptions & Cookies,
  before: Readonly<Record<string, string>>,
): NonNullable<CallOptions["headers"]> {
  const own = Object.entries(call.headers ?? {}).map(([name, value]) => {
    const style = styleOf(headers, name);
    return [name, style && isPresent(value) ? headerOf(value, style) : value] as const;
  });
  const pairs = writePairs(call.cookies ?? {}, cookies, () => encodeURIComponent);
  const cookie = [before["cookie"] ?? [], pairs].flat().join("; ");
  return { ...Object.fromEntries(own), ...(pairs.length > 0 && { cookie }) };
}

/** Whoever gives a `Content-Type` of their own knows better. */
function withBody(request: Request, { body, type, once }: Payload): Request {
  const headers = new Headers(request.headers);
  if (!headers.has("content-type")) headers.set("content-type", type);
  // The types of a request in a page do not know that its body may be a stream.
  const init = { body, headers, ...(once && { duplex: "half" }) };
  return new Request(request, init);
}
