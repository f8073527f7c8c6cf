// The vectors of the package, run against its own client: they are made of the document, the client is
// not asked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { ApiError, createClient, type Fetch } from "#api/index";
import type { RequestVector } from "../../generator/emit/vectors/requests.ts";
import type { ResponseVector } from "../../generator/emit/vectors/responses.ts";

interface Vectors {
  readonly requests: readonly RequestVector[];
  readonly responses: readonly ResponseVector[];
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../generated", name), "utf8"));
const { requests, responses } = read("vectors.json") as Vectors;

const BASE = "https://api.example.com/v4";
type Call = (...given: unknown[]) => Promise<unknown>;

/** The method of an operation, with the account that a client is bound to. */
function callOf(operation: string, accountId: string, fetch: Fetch): Call {
  const client = createClient({ apiToken: "t", accountId, baseUrl: BASE, fetch, retry: 0 });
  const steps = operation.split(".");
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], client) as Call;
}

const argumentsOf = (given: RequestVector["arguments"]): readonly unknown[] =>
  given.body === undefined ? [given.path["queue_id"]] : [given.path["queue_id"], given.body];

it("is what its JSON Schema says", () => {
  const validate = new Ajv2020({ allErrors: true }).compile(read("vectors.schema.json") as object);
  expect(validate(read("vectors.json")), JSON.stringify(validate.errors)).toBe(true);
  const ids = [...requests, ...responses].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe("what goes out", () => {
  it.each(requests)("$id", async ({ operation, arguments: given, request: wanted }) => {
    const sent: unknown[] = [];
    const call = callOf(operation, String(given.path["account_id"]), async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      const text = await request.text();
      const headers = Object.keys(wanted.headers).map((name) => [name, request.headers.get(name)]);
      sent.push({
        method: request.method,
        path: pathname.slice("/v4".length),
        query: [...searchParams],
        headers: Object.fromEntries(headers),
        body: text === "" ? {} : JSON.parse(text),
      });
      return Response.json({ success: true, errors: [], messages: [] });
    });
    await call(...argumentsOf(given));
    expect(sent).toEqual([{ ...wanted, body: wanted.body ?? {} }]);
  });
});

describe("what comes in", () => {
  it.each(responses)("$id", async ({ operation, status, headers, body, outcome }) => {
    const { arguments: given } = requests.find((vector) => vector.operation === operation)!;
    const fetch: Fetch = async () => new Response(body ?? null, { status, headers });
    const called = callOf(operation, "a", fetch)(...argumentsOf(given));
    if (outcome.kind === "value") return expect(await called).toEqual(outcome.value ?? {});
    const error = await called.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ApiError);
    if (outcome.kind === "unreadable") return undefined;
    const { codes, errors } = error as ApiError;
    const messages = errors.map(({ message }) => message);
    const told = { kind: "error", status: (error as ApiError).status, codes, messages };
    return expect(told).toEqual(outcome);
  });
});
