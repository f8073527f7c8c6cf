// One call: proven values → the client → the mock server → what a handler was given. Whatever was
// received otherwise than it was given comes with a reason, or is a fault.
import type { Content, Operation, ParameterStyle } from "../../generator/model/model.ts";
import { contentsOf } from "../../generator/emit/shared/contents.ts";
import type { Received } from "../../templates/runtime/server.ts";
import type { Package } from "./load.ts";

/** What differs, and why it must; no reason: it is a fault. */
export interface Difference {
  readonly operation: string;
  readonly where: string;
  readonly reason: string | undefined;
  readonly given: unknown;
  readonly got: unknown;
}

type Kind = "minimal" | "full";
type Values = Readonly<Record<string, unknown>>;

export interface Trips {
  readonly calls: number;
  /** Calls with a difference. */
  readonly differing: number;
  readonly differences: readonly Difference[];
}

/** Every operation with its least and its full values, and with each media type of its body. */
export async function roundTrips(made: Package): Promise<Trips> {
  const differences: Difference[] = [];
  let [calls, differing] = [0, 0];
  for (const operation of made.api.operations) {
    const contents = operation.body ? contentsOf(operation.body) : [undefined];
    for (const content of contents) {
      for (const kind of ["minimal", "full"] as const) {
        calls++;
        const found = await trip(made, operation, content, kind);
        if (found.length > 0) differing++;
        differences.push(...found);
      }
    }
  }
  return { calls, differing, differences };
}

async function trip(
  made: Package,
  operation: Operation,
  content: Content | undefined,
  kind: Kind,
): Promise<readonly Difference[]> {
  const { api, fixtures, operations, mockServer } = made;
  const value = (schema: string | undefined): unknown =>
    schema === undefined ? undefined : fixtures[schema]?.[kind];
  const { pathParameters, query, headers, cookies, name, id } = operation;
  const path = pathParameters.map(
    (parameter) => [parameter.name, value(parameter.schema)] as const,
  );
  const own = pathParameters.filter(({ bound }) => !bound);
  const body = value(content?.schema);
  const given = {
    params: Object.fromEntries(path),
    query: value(query?.schema) ?? {},
    headers: value(headers?.schema) ?? {},
    cookies: value(cookies?.schema) ?? {},
    body,
  };
  const seen: Received[] = [];
  const handler = (received: Received): Response => {
    seen.push(received);
    return new Response(null, { status: 204 });
  };
  const mock = mockServer({ [name]: handler }, { baseUrl: "https://trip.test" });
  const secrets = Object.fromEntries(api.credentials.map(({ option }) => [option, "secret"]));
  const bound = Object.fromEntries(
    pathParameters.filter((one) => one.bound).map((one) => [one.argument, value(one.schema)]),
  );
  const report = (where: string, one: unknown, other: unknown, reason?: string): Difference => ({
    operation: id,
    where,
    given: one,
    got: other,
    reason,
  });
  try {
    const connection = operations.connect({
      baseUrl: "https://trip.test",
      ...secrets,
      fetch: mock.fetch,
      retry: false,
    });
    const result = await operations[name]!(
      connection,
      ...own.map(({ schema }) => value(schema)),
      ...(operation.body ? [body] : []),
      {
        ...(query && { query: given.query }),
        ...(headers && { headers: given.headers }),
        ...(cookies && { cookies: given.cookies }),
        ...(content && { contentType: content.mediaType }),
        ...bound,
      },
    ).result();
    if (seen.length === 0) {
      const told = result.ok ? "no handler was called" : String(result.error.message);
      const answer = `${result.status} ${told}`;
      return [report("call", given, answer, refusal(operation, given, answer))];
    }
  } catch (error) {
    return [report("call", given, String(error), refusal(operation, given, String(error)))];
  }
  const got = seen[0]!;
  const styles = { query: query?.styles, headers: headers?.styles, cookies: cookies?.styles };
  const found: Difference[] = [];
  for (const [key, one] of Object.entries(given.params)) {
    const style = pathParameters.find((each) => each.name === key)!.style;
    const other = got.params[key];
    if (!(await isSame(one, other)))
      found.push(report(`path ${key}`, one, other, await reasonOf(one, other, style)));
  }
  for (const place of ["query", "headers", "cookies"] as const) {
    const [ones, others] = [given[place] as Values, got[place]];
    for (const key of new Set([...Object.keys(ones), ...Object.keys(others)])) {
      const [one, other] = [ones[key], others[key]];
      if (await isSame(one, other)) continue;
      const style = styles[place]?.get(key);
      found.push(report(`${place} ${key}`, one, other, await reasonOf(one, other, style)));
    }
  }
  if (!(await isSame(body, got.body)))
    found.push(
      report(
        `body ${content?.mediaType}`,
        body,
        got.body,
        await bodyReason(content, body, got.body),
      ),
    );
  return found;
}

async function isSame(one: unknown, other: unknown): Promise<boolean> {
  return JSON.stringify(await plain(one)) === JSON.stringify(await plain(other));
}

/** Bytes as their text; the order of an object's keys does not count. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return `bytes ${await value.text()}`;
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(entries.map(async ([key, item]) => [key, await plain(item)]));
}

/** Why a call could not be made, or was refused. */
function refusal(_: Operation, given: object, told: string): string | undefined {
  if (/has headers, a baseUrl or a path that can't be sent/.test(told))
    return "a header takes no such characters";
  if (/path|pattern|"\."/.test(told) && /must not be empty/.test(told))
    return "a URL drops the segment";
  const left = lossOf(given);
  return left;
}

async function reasonOf(
  given: unknown,
  got: unknown,
  style: ParameterStyle | undefined,
): Promise<string | undefined> {
  const loss = lossOf(given);
  if (loss !== undefined && (await isSame(pruned(given), pruned(got)))) return loss;
  if (style !== undefined && style.shapes.length > 1)
    return "a union of kinds: the text is that of another one";
  if (style !== undefined && /Delimited/.test(style.style))
    return "the delimiter is part of a value";
  return undefined;
}

async function bodyReason(
  content: Content | undefined,
  given: unknown,
  got: unknown,
): Promise<string | undefined> {
  if (content?.kind !== "form" && content?.kind !== "multipart") return undefined;
  return reasonOf(given, got, undefined);
}

/** A value without what has no text; undefined where nothing is left. */
function pruned(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "object" || value instanceof Blob) return value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, pruned(item)] as const)
    .filter(([, item]) => item !== undefined);
  if (entries.length === 0) return undefined;
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

/** What has no text at all. */
function lossOf(value: unknown, depth: number = 0): string | undefined {
  if (value === null) return "null has no text";
  if (typeof value !== "object" || value instanceof Blob) return undefined;
  const items = Object.values(value);
  if (items.length === 0 && depth > 0) return "an empty list or object has no text";
  for (const item of items) {
    const found = lossOf(item, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
