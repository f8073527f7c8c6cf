// Every answer that a mock server may give, as its fixture has it → what a client makes of it. Requests are
// of no interest here, and are let through.
import type { CallOptions } from "../../templates/runtime/options.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import type { Reply, Route } from "../../templates/runtime/server.ts";
import type { Bundled } from "./bundled.ts";

const ADDRESS = "https://corpus.example";

/** One answer of an operation, and what a client makes of it otherwise; undefined: nothing. */
export interface Answer {
  readonly what: string;
  readonly route: Route;
  readonly status: number;
  readonly reply: Reply;
  readonly differs: () => Promise<string | undefined>;
}

/** For every operation every documented status, in every media type. */
export function answersOf(loaded: Bundled): readonly Answer[] {
  return Object.entries(loaded.routes({})).flatMap(([name, route]) =>
    repliesOf(route).flatMap(([status, first]) =>
      [first, ...(first.also ?? [])].map((reply) => ({
        what: `${name} ${status} ${reply.mediaType ?? ""}`,
        ...{ route, status, reply },
        differs: () => differs(loaded, route, status, reply),
      })),
    ),
  );
}

/** Everything that a server may answer, by a status that only this reply has. */
function repliesOf({
  success,
  failures,
  replies = {},
}: Route): readonly (readonly [number, Reply])[] {
  const bodies = Object.entries(failures).map(([key, body]) => [key, { body }] as const);
  // The body of a JSON failure stands among the failures.
  const more = Object.entries(replies).map(([key, reply]): readonly [string, Reply] => {
    return [key, { ...(key in failures && { body: failures[key] }), ...reply }];
  });
  const others: readonly (readonly [string, Reply])[] = [...bodies, ...more];
  const taken = new Set([String(success.status), ...others.map(([key]) => key)]);
  return [
    [success.status, success],
    ...others.flatMap(([key, reply]): (readonly [number, Reply])[] => {
      const status = statusFor(key, taken);
      return status < 200 ? [] : [[status, reply]];
    }),
  ];
}

function statusFor(key: string, taken: ReadonlySet<string>): number {
  if (/^\d{3}$/.test(key)) return Number(key);
  const first =
    key === "default" ? [5, 4, 3].find((digit) => !taken.has(`${digit}XX`))! : Number(key[0]);
  let status = first * 100 + 99;
  while (taken.has(String(status))) status--;
  return status;
}

/** The operation without what a request must have. */
function anyRequest(operation: Operation): Operation {
  const { wire: _, baseUrl: __, query: ___, headers: ____, body: _____, ...rest } = operation;
  return { ...rest, path: "/x", parameters: {}, security: [] };
}

/** What differs between a reply and what a client gives for it; undefined: nothing. */
async function differs(
  { api, call, connect, serve }: Bundled,
  route: Route,
  status: number,
  reply: Reply,
): Promise<string | undefined> {
  const description = { ...api, baseUrl: ADDRESS, bound: {}, security: [] };
  const operation = anyRequest(route.operation);
  const { fetch } = serve(description, [{ ...route, operation }]);
  const connection = connect(description, {
    fetch,
    retry: 0,
    validate: { response: "throw", request: "off" },
  });
  const { mediaType: accept = "application/json" } = reply;
  const options: CallOptions = { headers: { prefer: `code=${status}`, accept } };
  try {
    const result = await call(connection, operation, {}, undefined, options).result();
    if (result.status !== status) return `the status is ${result.status}`;
    if (result.ok !== status < 300) return `ok is ${result.ok}`;
    const got = await plain(result.ok ? result.data : result.error.body);
    const isSilent = operation.method === "HEAD" || [204, 205, 304].includes(status);
    const sent = isSilent ? undefined : await plain(reply.body);
    const wanted = result.ok ? unwrapped(api.envelope?.result, operation, sent) : sent;
    const same = canonical(got || undefined) === canonical(wanted || undefined);
    return same
      ? undefined
      : `${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`.slice(0, 400);
  } catch (error) {
    return String(error).slice(0, 400);
  }
}

/** The order of an object's keys does not count. */
function canonical(value: unknown): string | undefined {
  const sorted = (_: string, inner: unknown): unknown =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, sorted);
}

function unwrapped(result: string | undefined, operation: Operation, body: unknown): unknown {
  return operation.response?.enveloped && result
    ? (body as Readonly<Record<string, unknown>>)[result]
    : body;
}

/** Bytes and items as values that can be compared; of events only their data. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return [...new Uint8Array(await value.arrayBuffer())];
  if (value instanceof Uint8Array) return [...value];
  if (typeof value !== "object" || value === null) return value;
  if (!(Symbol.asyncIterator in value)) return value;
  const items: unknown[] = [];
  for await (const item of value as AsyncIterable<unknown>)
    items.push(isEvent(item) ? { data: item.data } : item);
  return items;
}

function isEvent(item: unknown): item is { readonly data: unknown } {
  return typeof item === "object" && item !== null && "text" in item && "data" in item;
}
