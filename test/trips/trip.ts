// One call: proven values → the client → the mock server → what a handler was given. Whatever was
// received otherwise than it was given comes with a reason, or is a fault.
import type { Content, Operation } from "../../generator/model/model.ts";
import { contentsOf } from "../../generator/emit/shared/contents.ts";
import type { Connection } from "../../templates/runtime/call.ts";
import type { Received } from "../../templates/runtime/server.ts";
import type { Package } from "./load.ts";
import { bodyReason, isSame, reasonOf, refusal, sameRoute } from "./reasons.ts";

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
  const way = wayOf(made);
  let [calls, differing] = [0, 0];
  for (const operation of made.api.operations) {
    const contents = operation.body ? contentsOf(operation.body) : [undefined];
    for (const content of contents) {
      for (const kind of ["minimal", "full"] as const) {
        calls++;
        const found = await trip(way, operation, content, kind);
        if (found.length > 0) differing++;
        differences.push(...found);
      }
    }
  }
  return { calls, differing, differences };
}

/** A client, and a server that notes what its handlers are given: one of each for a whole document. */
interface Way extends Package {
  readonly connection: Connection;
  readonly seen: { readonly by: string; readonly received: Received }[];
}

function wayOf(made: Package): Way {
  const { api, operations, mockServer } = made;
  const seen: { readonly by: string; readonly received: Received }[] = [];
  const handler =
    (by: string) =>
    (received: Received): Response => {
      seen.push({ by, received });
      return new Response(null, { status: 204 });
    };
  const baseUrl = "https://trip.test";
  const handlers = Object.fromEntries(api.operations.map(({ name }) => [name, handler(name)]));
  const { fetch } = mockServer(handlers, { baseUrl });
  const secrets = Object.fromEntries(api.credentials.map(({ option }) => [option, "secret"]));
  const connection = operations.connect({ baseUrl, ...secrets, fetch, retry: false });
  return { ...made, connection, seen };
}

async function trip(
  { api, fixtures, operations, connection, seen }: Way,
  operation: Operation,
  content: Content | undefined,
  kind: Kind,
): Promise<readonly Difference[]> {
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
  seen.length = 0;
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
      return [report("call", given, answer, refusal(operation, content, given, answer))];
    }
  } catch (error) {
    return [
      report("call", given, String(error), refusal(operation, content, given, String(error))),
    ];
  }
  const { by, received: got } = seen[0]!;
  if (by !== name) return [report("handler", name, by, sameRoute(api, operation, by))];
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
