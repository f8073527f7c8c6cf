// The vectors of a package, held against its own client: they are made of the document, and the client is
// not asked. What differs is told.
import type { SentContent, SentPart } from "../../generator/emit/vectors/bodies.ts";
import type { RequestVector } from "../../generator/emit/vectors/requests.ts";
import type { ResponseVector } from "../../generator/emit/vectors/responses.ts";
import type { Operation } from "../../generator/model/model.ts";
import type { Fetch } from "../../templates/runtime/operation.ts";
import type { Package } from "./load.ts";

export interface Vectors {
  readonly requests: readonly RequestVector[];
  readonly responses: readonly ResponseVector[];
  readonly skipped?: readonly object[];
}

export interface Mismatch {
  readonly id: string;
  readonly wanted: unknown;
  readonly got: unknown;
}

const BASE = "https://vectors.test";

export function vectorsOf({ files }: Package): Vectors {
  return JSON.parse(files.get("vectors.json")!) as Vectors;
}

/** Every vector that the client does otherwise. */
export async function mismatches(made: Package): Promise<readonly Mismatch[]> {
  const { requests, responses } = vectorsOf(made);
  const found: Mismatch[] = [];
  for (const vector of requests) {
    const { query, ...request } = vector.request;
    const wanted = { ...request, query: sorted(query) };
    const got = await sent(made, vector);
    if (text(got) !== text(wanted)) found.push({ id: vector.id, wanted, got });
  }
  for (const vector of responses) {
    const got = await outcomeOf(made, vector, requests);
    if (got !== undefined && text(got) !== text(vector.outcome))
      found.push({ id: vector.id, wanted: vector.outcome, got });
  }
  return found;
}

/** The order of keys does not count, nor whether an empty object or nothing was sent. */
function text(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === "body" && JSON.stringify(inner) === "{}") return undefined;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function sorted(pairs: readonly (readonly [string, string])[]): readonly unknown[] {
  return pairs.map((pair) => JSON.stringify(pair)).sort();
}

function call(
  { api, operations }: Package,
  operation: Operation,
  given: RequestVector["arguments"],
  fetch: Fetch,
): ReturnType<Package["operations"][string]> {
  const secrets = Object.fromEntries(api.credentials.map(({ option }) => [option, "secret"]));
  const { pathParameters, query, headers, cookies, body, name } = operation;
  const own = pathParameters.filter(({ bound }) => !bound);
  const bound = pathParameters.filter((one) => one.bound);
  const connection = operations.connect({ baseUrl: BASE, ...secrets, fetch, retry: false });
  return operations[name]!(
    connection,
    ...own.map((parameter) => given.path[parameter.name]),
    ...(body ? [given.body] : []),
    {
      ...(query && { query: given.query }),
      ...(headers && { headers: given.header }),
      ...(cookies && { cookies: given.cookie }),
      ...(given.mediaType !== undefined && { contentType: given.mediaType }),
      ...Object.fromEntries(bound.map((one) => [one.argument, given.path[one.name]])),
    },
  );
}

async function sent(made: Package, vector: RequestVector): Promise<unknown> {
  const operation = made.api.operations.find(({ id }) => id === vector.operation)!;
  const seen: Request[] = [];
  const fetch: Fetch = (request) => {
    seen.push(request.clone());
    return Promise.resolve(new Response(null, { status: 500 }));
  };
  try {
    const result = await call(made, operation, vector.arguments, fetch).result();
    if (seen.length === 0 && !result.ok) return String(result.error);
  } catch (error) {
    return String(error);
  }
  return await read(made, operation, seen[0]!, vector.request);
}

async function read(
  { api }: Package,
  operation: Operation,
  request: Request,
  wanted: RequestVector["request"],
): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url);
  const hidden = api.credentials.flatMap(({ carrier }) =>
    carrier.kind === "query" ? carrier.name : [],
  );
  const headers = Object.keys(wanted.headers).map((name) => [
    name,
    name === "cookie" ? cookiesOf(request, api) : request.headers.get(name),
  ]);
  const { content } = wanted;
  return {
    method: operation.method.toUpperCase(),
    path: pathname,
    query: sorted([...searchParams].filter(([name]) => !hidden.includes(name))),
    headers: Object.fromEntries(headers) as object,
    ...(content === undefined
      ? { body: json(await request.text()) }
      : { body: undefined, content: await contentOf(request, content) }),
  };
}

/** Without those that carry credentials. */
function cookiesOf(request: Request, { credentials }: Package["api"]): string {
  const secret = credentials.flatMap(({ carrier }) =>
    carrier.kind === "cookie" ? `${carrier.name}=` : [],
  );
  const all = (request.headers.get("cookie") ?? "").split("; ");
  return all.filter((one) => !secret.some((name) => one.startsWith(name))).join("; ");
}

function json(body: string): unknown {
  return body === "" ? undefined : JSON.parse(body);
}

async function contentOf(request: Request, wanted: SentContent): Promise<SentContent> {
  const body = await request.text();
  if (wanted.kind === "text") return { kind: "text", text: body };
  if (wanted.kind === "form") return { kind: "form", pairs: [...new URLSearchParams(body)] };
  const [type, boundary = ""] = (request.headers.get("content-type") ?? "").split("; boundary=");
  const pieces = body.split(`--${boundary}`).slice(1, -1);
  const parts = pieces.map((piece, index) => partOf(piece, wanted.parts[index]));
  return { kind: "multipart", type: type!, parts };
}

function partOf(piece: string, wanted: SentPart | undefined): SentPart {
  const [head = "", ...rest] = piece.slice(2, -2).split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const lines = head.split("\r\n").map((line) => line.split(/: (.*)/s) as [string, string]);
  const name = /name="(.*)"$/.exec(lines[0]![1])![1]!;
  const type = lines.find(([key]) => key === "Content-Type")?.[1];
  const headers = lines.slice(1).filter(([key]) => key !== "Content-Type");
  return {
    name: name.replaceAll("%22", '"').replaceAll("%0D", "\r").replaceAll("%0A", "\n"),
    ...(type !== undefined && { type }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(wanted !== undefined && "json" in wanted
      ? { json: JSON.parse(body) as NonNullable<SentPart["json"]> }
      : { text: body }),
  };
}

/** Undefined where no call can be made, since there is no request vector to make it with. */
async function outcomeOf(
  made: Package,
  { operation: id, status, headers, body, outcome }: ResponseVector,
  requests: Vectors["requests"],
): Promise<unknown> {
  const operation = made.api.operations.find((each) => each.id === id)!;
  const given = requests.find((vector) => vector.operation === id)?.arguments;
  if (given === undefined) return undefined;
  const fetch: Fetch = () => Promise.resolve(new Response(body ?? null, { status, headers }));
  const result = await call(made, operation, given, fetch).result();
  if (!result.ok) {
    if (outcome.kind === "unreadable") return { kind: "unreadable" };
    // Without an envelope nobody says what a failure's codes and messages are.
    if (made.api.envelope === undefined && outcome.kind === "error")
      return { ...outcome, status: result.status };
    const { codes = [], errors = [] } = result.error as unknown as {
      readonly codes?: readonly number[];
      readonly errors?: readonly { readonly message: string }[];
    };
    return {
      kind: "error",
      status: result.status,
      codes,
      messages: errors.map((one) => one.message),
    };
  }
  if (outcome.kind !== "value") return { kind: "value", value: result.data };
  // What was decoded of the whole is not shown by a call.
  const whole = outcome.body === undefined ? {} : { body: outcome.body };
  return { kind: "value", ...whole, ...("value" in outcome && { value: result.data }) };
}
