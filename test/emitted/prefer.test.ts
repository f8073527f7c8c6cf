// The header `Prefer` of the mock server, as Prism's users know it: by status, by example, another value.
/* eslint-disable @typescript-eslint/no-explicit-any -- what is loaded at run time has no type here */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emitted, type Loaded } from "./package-support.ts";

const document = `openapi: 3.2.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: "https://pets.example" }]
paths:
  /pet:
    get:
      operationId: pet
      responses:
        "200":
          description: One.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Pet" }
              examples:
                rex: { value: { name: Rex } }
                big dog: { value: { age: 3, name: Tom } }
                wrong: { value: { name: 1 } }
                Köln: { value: { name: Jo } }
            text/csv:
              schema: { type: string }
              examples: { table: { value: "a,b" } }
        "404":
          description: None.
          content:
            application/problem+json:
              schema: { type: object, required: [title], properties: { title: { type: string } } }
              examples:
                gone: { value: { title: gone } }
                never: { value: { title: never } }
        "422":
          description: Unclear.
          content: { application/json: { schema: { type: object, required: [why], properties: { why: { type: string } } } } }
  /other:
    get:
      operationId: other
      responses:
        2XX:
          description: The same, under another name.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Pet" }
              examples: { dog: { value: { name: Tom, age: 3 } } }
  /news:
    get:
      operationId: news
      responses:
        default:
          description: Lines.
          content:
            application/jsonl:
              itemSchema: { type: object, required: [n], properties: { n: { type: integer } } }
              examples:
                two: { value: [{ n: 1 }, { n: 2 }] }
                wrong: { value: [{ n: 1 }, { n: two }] }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string }, age: { type: integer, minimum: 3 } } }
`;

let made: Loaded;
let mockServer: any;
beforeAll(async () => {
  made = await emitted(document);
  ({ mockServer } = await made.load("mock"));
});
afterAll(() => made.remove());

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

async function ask(
  path: string,
  prefer: string,
  { accept, random = () => 0 }: { readonly accept?: string; readonly random?: () => number } = {},
): Promise<Answer> {
  const { fetch } = mockServer({ pet: () => ({ name: "handled" }) }, { random });
  const headers = { prefer, ...(accept !== undefined && { accept }) };
  const response: Response = await fetch(new Request(`https://pets.example${path}`, { headers }));
  const type = response.headers.get("content-type");
  return { status: response.status, type, text: await response.text() };
}

it("warns of the examples that are withheld, each at its place", () => {
  expect(made.warnings.filter((text) => !text.includes("3.0 copy"))).toEqual([
    "This example is not a valid `Pet`: `/name` must be string, found 1.",
    'This example is not a valid `NewsdefaultResponseItem`: `/n` must be integer, found "two".',
  ]);
});

describe("example=", () => {
  it.each([
    ["/pet", "example=rex", 200, { name: "Rex" }],
    ["/pet", 'example="big dog"', 200, { age: 3, name: "Tom" }],
    ["/pet", "example=big dog", 200, { age: 3, name: "Tom" }],
    ["/pet", "example=K%C3%B6ln", 200, { name: "Jo" }],
    ["/pet", "example=K\u00c3\u00b6ln", 200, { name: "Jo" }],
    ["/pet", "respond-async, code=404; example=never", 404, { title: "never" }],
    ["/pet", "code=404", 404, { title: "gone" }],
    ["/pet", "dynamic=true, example=rex", 200, { name: "Rex" }],
    ["/other", "example=dog", 200, { age: 3, name: "Tom" }],
    ["/other", "code=201, example=dog", 201, { age: 3, name: "Tom" }],
  ])("%s, %s", async (path, prefer, status, body) => {
    const answer = await ask(path, prefer);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([status, body]);
  });

  it("is of the media type that is accepted, or that has it", async () => {
    expect(await ask("/pet", "example=table")).toEqual({
      status: 200,
      type: "text/csv",
      text: "a,b",
    });
    expect((await ask("/pet", "code=404")).type).toBe("application/problem+json");
    expect(await ask("/pet", "example=table", { accept: "application/json" })).toMatchObject({
      status: 404,
    });
  });

  it("of a stream is its items", async () => {
    expect((await ask("/news", "example=two")).text).toBe('{"n":1}\n{"n":2}\n');
    // Without a word it is the first that is valid, too.
    expect((await ask("/news", "")).text).toBe('{"n":1}\n{"n":2}\n');
  });

  it.each([
    ["/pet", "example=nobody", "no example nobody of 200. It has: rex, big dog, Köln, table."],
    ["/pet", "example=wrong", "The example wrong of 200 is not sent: it contradicts its schema"],
    ["/news", "example=wrong", "The example wrong of 200 is not sent: it contradicts its schema"],
    ["/pet", "code=422, example=rex", "no example rex of 422. It has none that is sent."],
    ["/pet", "example=constructor", "no example constructor of 200."],
    ["/pet", "code=500", "no answer of the status 500. It has: 200, 404, 422."],
    ["/pet", "code=abc", "no answer of the status abc."],
    ["/pet", "code=100", "no answer of the status 100."],
  ])("is a problem where there is none: %s, %s", async (path, prefer, detail) => {
    const { status, type, text } = await ask(path, prefer);
    expect([status, type]).toEqual([404, "application/problem+json"]);
    const problem = JSON.parse(text) as { readonly detail: string };
    expect(problem).toMatchObject({ type: "about:blank", status: 404 });
    expect(problem.detail).toContain(detail);
  });
});

describe("dynamic=true", () => {
  it("is another value that was proven, as chance has it", async () => {
    const { isPet } = await made.load("validators");
    const seen = new Set<string>();
    for (const part of [0, 0.2, 0.4, 0.6, 0.8, 0.999]) {
      const { status, text } = await ask("/pet", "dynamic=true", { random: () => part });
      expect([status, isPet(JSON.parse(text))]).toEqual([200, true]);
      seen.add(text);
    }
    expect(seen.size).toBeGreaterThan(2);
    expect(seen.has('{"name":"Rex"}')).toBe(false);
  });

  it("goes before a handler, and false or nothing does not", async () => {
    expect((await ask("/pet", "dynamic=false")).text).toBe('{"name":"handled"}');
    expect((await ask("/pet", "code=200")).text).toBe('{"name":"handled"}');
    expect((await ask("/pet", "dynamic=true")).text).not.toBe('{"name":"handled"}');
  });
});
