// Streams through the emitted client and the emitted mock server, typed and checked item by item.
/* eslint-disable @typescript-eslint/no-explicit-any -- what is loaded at run time has no type here */
import { afterAll, beforeAll, expect, it } from "vitest";
import { emitted, type Loaded } from "./package-support.ts";

const pet = '{ $ref: "#/components/schemas/Pet" }';
const document = `openapi: 3.1.0
info: { title: Streams, version: 1.0.0 }
servers: [{ url: "https://streams.example" }]
paths:
  /chat:
    post:
      operationId: chat
      responses:
        "200":
          description: An answer, or its parts.
          content:
            text/event-stream: { schema: ${pet} }
            application/json: { schema: ${pet} }
        "400": { description: Refused., content: { application/json: { schema: ${pet} } } }
  /log:
    get:
      operationId: log
      responses: { "200": { description: Lines., content: { text/event-stream: { schema: { type: string } } } } }
  /pets:
    get:
      operationId: pets
      responses: { "200": { description: Pets., content: { application/x-ndjson: { schema: { type: array, items: ${pet} } } } } }
  /sequence:
    get:
      operationId: sequence
      responses: { "200": { description: Pets., content: { application/json-seq: { schema: ${pet} } } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string }, age: { type: integer } } }
`;

const uses = `import { createClient } from "./client.ts";
import { mockServer } from "./mock.ts";
import type * as Types from "./types.ts";
export async function use(): Promise<void> {
  const client = createClient();
  const whole: Types.Pet = await client.chat();
  for await (const event of await client.chat({ accept: "text/event-stream" })) {
    if (event.text === "[DONE]") break;
    const name: string = event.data.name + event.event + whole.name;
    void name;
  }
  for await (const { data } of await client.log()) void data.toUpperCase();
  for await (const pet of await client.pets()) void pet.name.length;
  for await (const pet of await client.sequence()) void pet.name.length;
  mockServer({ pets: () => [{ name: "a" }], log: () => [{ data: "x", event: "y" }] });
  // @ts-expect-error an item that is no pet
  mockServer({ pets: () => [{ nam: "a" }] });
}
`;

let made: Loaded;
let client: (handlers?: object) => any;
beforeAll(async () => {
  made = await emitted(document, { "use.ts": uses });
  const { createClient } = await made.load("client");
  const { mockServer } = await made.load("mock");
  client = (handlers) =>
    createClient({ fetch: mockServer(handlers).fetch, validate: { response: "throw" } });
});
afterAll(() => made?.remove());

async function all(stream: AsyncIterable<any>, of = (item: any): unknown => item) {
  const found: unknown[] = [];
  for await (const item of stream) found.push(of(item));
  return found;
}

const FULL = { name: expect.any(String), age: expect.any(Number) };
const MINIMAL = { name: expect.any(String) };

it("gives the fixtures", async () => {
  const [mock, data] = [client(), (event: any): unknown => event.data];
  expect(await mock.chat()).toEqual(FULL);
  expect(await all(await mock.chat({ accept: "text/event-stream" }), data)).toEqual([
    FULL,
    MINIMAL,
  ]);
  expect(await all(await mock.log(), data)).toEqual(["one", "two\nlines"]);
  expect(await all(await mock.pets())).toEqual([FULL, MINIMAL]);
  expect(await all(await mock.sequence())).toEqual([FULL, MINIMAL]);
});

it("gives what handlers give, as it comes, and tells them when nobody listens any more", async () => {
  let ended = false;
  async function* names(): AsyncGenerator<object> {
    try {
      for (let age = 0; ; age++) yield { name: "n", age };
    } finally {
      ended = true;
    }
  }
  for await (const { age } of await client({ pets: () => names() }).pets()) if (age === 3) break;
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(true);
});

it("refuses what the document does not say", async () => {
  const wrong = await client({ sequence: () => [{ name: "a" }, { name: 1 }] }).sequence();
  await expect(all(wrong)).rejects.toThrow(
    "sequence has an invalid response: /name must be string",
  );
});

it("ships what it needs", () => {
  const files = [...made.files.keys()].filter((path) => path.startsWith("src/runtime/"));
  for (const name of ["contents", "encode", "events", "lines", "stream"])
    expect(files).toContain(`src/runtime/${name}.ts`);
  expect(made.warnings).toEqual([]);
});
