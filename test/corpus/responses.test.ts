// For every operation of real documents and every status that is documented, in every media type: what the
// mock server's fixture is, the client gives. Requests are of no interest here, and are let through.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "../../generator/index.ts";
import type { CallOptions } from "../../templates/runtime/options.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import type { Reply, Route } from "../../templates/runtime/server.ts";
import { type Bundled, bundled } from "./bundled.ts";
import { documents, found } from "./documents.ts";

const ADDRESS = "https://corpus.example";

describe.skipIf(!found)("responses of the corpus (needs ONESPEC_SHARED)", () => {
  const counts = { documents: 0, refused: 0, operations: 0, answers: 0 };

  it.each(documents)("%s", async (document) => {
    const path = join(process.env["ONESPEC_SHARED"]!, "corpus", document);
    const { files } = generate({ document: { path, text: readFileSync(path, "utf8") } });
    counts[files.size === 0 ? "refused" : "documents"]++;
    if (files.size === 0) return;
    const loaded = await bundled(files);
    const wrong: string[] = [];
    for (const [name, route] of Object.entries(loaded.routes({}))) {
      counts.operations++;
      for (const [status, reply] of repliesOf(route)) {
        for (const one of [reply, ...(reply.also ?? [])]) {
          counts.answers++;
          const said = await differs(loaded, route, status, one);
          if (said !== undefined) wrong.push(`${name} ${status} ${one.mediaType ?? ""}: ${said}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("have been many", () => {
    console.log(counts);
    expect(counts.answers).toBeGreaterThan(counts.operations);
  });
});

/** Everything that a server may answer, by a status that only this reply has. */
function repliesOf({
  success,
  failures,
  replies = {},
}: Route): readonly (readonly [number, Reply])[] {
  const bodies = Object.entries(failures).map(([key, body]) => [key, { body }] as const);
  const others: readonly (readonly [string, Reply])[] = [...bodies, ...Object.entries(replies)];
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
    const same = JSON.stringify(got || undefined) === JSON.stringify(wanted || undefined);
    return same
      ? undefined
      : `${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`.slice(0, 400);
  } catch (error) {
    return String(error).slice(0, 400);
  }
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
  for await (const item of value as AsyncIterable<object>)
    items.push("text" in item && "data" in item ? { data: item.data } : item);
  return items;
}
