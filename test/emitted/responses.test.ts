// Answers of every kind, through the emitted client and the emitted mock server: what is typed is what comes.
/* eslint-disable @typescript-eslint/no-explicit-any -- what is loaded at run time has no type here */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emitted, type Loaded } from "./package-support.ts";

const document = `openapi: 3.1.0
info: { title: Answers, version: 1.0.0 }
servers: [{ url: "https://answers.example" }]
paths:
  /jobs:
    post:
      operationId: jobs.start
      responses:
        "200": { description: Done., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
        "202":
          description: Begun.
          headers: { X-Poll: { description: When to ask again., schema: { type: integer } } }
          content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } }
        "204": { description: Nothing to do. }
        "404": { description: None., content: { application/json: { schema: { $ref: "#/components/schemas/Missing" } } } }
        4XX: { description: Refused., content: { text/plain: { schema: { type: string } } } }
        default: { description: Else., content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } } }
  /report:
    get:
      operationId: report
      responses:
        "200":
          description: A report.
          content:
            application/pdf: { schema: { type: string, format: binary } }
            application/json: { schema: { $ref: "#/components/schemas/Pet" } }
            text/csv: { schema: { type: string }, example: "a,b" }
        "410": { description: Gone. }
  /word:
    get:
      operationId: word
      responses: { 2XX: { description: A word., content: { text/plain: { schema: { type: string, enum: [yes, no] } } } } }
  /image:
    get:
      operationId: image
      responses: { "200": { description: Bytes., content: { image/*: {} } } }
  /any:
    get:
      operationId: any
      responses: { "200": { description: Whatever., content: { "*/*": { schema: { type: string } } } } }
  /touch:
    put:
      operationId: touch
      responses: { "200": { description: Done. }, "201": { description: Made. } }
    head:
      operationId: look
      responses: { "200": { description: There., content: { application/json: { schema: { type: object } } } } }
  /all:
    get:
      operationId: all
      responses: { default: { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string, examples: [Rex] } } }
    Job: { type: object, required: [job], properties: { job: { type: integer, examples: [7] } } }
    Missing: { type: object, required: [what], properties: { what: { type: string } } }
    Problem: { type: object, required: [title], properties: { title: { type: string } } }
`;

const uses = `import { createClient } from "./client.ts";
import { isJobsStartError, isReportError } from "./errors.ts";
import type * as Types from "./types.ts";
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => undefined;
const client = createClient();
export async function use(): Promise<void> {
  const started = await client.jobs.start();
  same<typeof started, Types.Pet | Types.Job | undefined>(true);
  const whole = await client.jobs.start().withResponse();
  if (whole.status === 202) same<typeof whole.data, Types.Job>(true);
  const result = await client.jobs.start().result();
  if (result.ok && result.status === 204) same<typeof result.data, undefined>(true);
  const report = await client.report();
  same<typeof report, Types.Pet>(true);
  const csv = await client.report({ accept: "text/csv", timeoutMs: 5 });
  same<typeof csv, string>(true);
  const pdf = await client.report({ accept: "application/pdf" });
  same<typeof pdf, Blob>(true);
  // @ts-expect-error a media type that the document does not name
  await client.report({ accept: "text/html" });
  const word = await client.word();
  same<typeof word, "yes" | "no">(true);
  const image = await client.image();
  same<typeof image, Blob>(true);
  const touched = await client.touch();
  same<typeof touched, void>(true);
  const caught: unknown = undefined;
  if (isJobsStartError(caught, 404)) {
    same<typeof caught.body, Types.Missing>(true);
    same<typeof caught.status, 404>(true);
  } else if (isJobsStartError(caught, "4XX")) same<typeof caught.body, string>(true);
  else if (isJobsStartError(caught, "default")) same<typeof caught.body, Types.Problem>(true);
  // @ts-expect-error a status that the document does not name
  isReportError(caught, 404);
}
`;

let made: Loaded;
let client: any;
let mock: any;
beforeAll(async () => {
  made = await emitted(document, { "use.ts": uses });
  const { createClient } = await made.load("client");
  const { mockServer } = await made.load("mock");
  mock = mockServer;
  client = createClient({ fetch: mockServer().fetch, validate: { response: "throw" }, retry: 0 });
});
afterAll(() => made.remove());

/** A client of a server that answers so. */
async function answering(body: BodyInit | null, init: ResponseInit, told: unknown[] = []) {
  const { createClient } = await made.load("client");
  return createClient({
    fetch: async () => new Response(body, init),
    onInvalidResponse: ({ issues }: { issues: readonly { message: string }[] }) =>
      told.push(...issues.map(({ message }) => message)),
    retry: 0,
  });
}
const prefer = (code: number): object => ({ headers: { prefer: `code=${code}` } });

it("warns of nothing", () => {
  expect(made.warnings).toEqual([]);
});

describe("successes by status", () => {
  it.each([
    [200, { name: "Rex" }],
    [202, { job: 7 }],
    [204, undefined],
  ])("%i", async (status, data) => {
    const got = await client.jobs.start(prefer(status)).withResponse();
    expect([got.status, got.data]).toEqual([status, data]);
  });

  it("are validated by the schema of their own status", async () => {
    const told: string[] = [];
    const json = { "content-type": "application/json" };
    const body = JSON.stringify({ name: "Rex" });
    const begun = await answering(body, { status: 202, headers: json }, told);
    expect(await begun.jobs.start()).toEqual({ name: "Rex" });
    expect(told).toEqual(["is required"]);
    // What is not documented is read as the first success.
    const other = await answering(body, { status: 203, headers: json }, told);
    expect(await other.jobs.start()).toEqual({ name: "Rex" });
    expect(told.length).toBe(1);
  });
});

describe("bodies", () => {
  it("are texts, bytes, or nothing", async () => {
    expect(await client.word()).toBe("yes");
    const image = await client.image();
    expect(image).toBeInstanceOf(Blob);
    expect([image.type, image.size]).toEqual(["image/png", 5]);
    expect([await client.touch(), await client.look()]).toEqual([undefined, undefined]);
    expect(await client.any()).toBeTypeOf("string");
    expect(await client.all()).toEqual({ name: "Rex" });
  });

  it("of a text that is none of its values are told of", async () => {
    const told: string[] = [];
    expect(await (await answering("maybe", { status: 200 }, told)).word()).toBe("maybe");
    expect(told.length).toBe(1);
  });

  it("of any type are read as JSON where they say so", async () => {
    const headers = { "content-type": "application/json" };
    expect(await (await answering('"x"', { headers })).any()).toBe("x");
    expect(await (await answering('"x"', {})).any()).toBe('"x"');
  });

  it("are chosen by the caller: JSON where nothing is said", async () => {
    const asked: (string | null)[] = [];
    const { createClient } = await made.load("client");
    const server = mock();
    const asking = createClient({
      fetch(request: Request) {
        asked.push(request.headers.get("accept"));
        return server.fetch(request);
      },
    });
    expect(await asking.report()).toEqual({ name: "Rex" });
    expect(await asking.report({ accept: "text/csv" })).toBe("a,b");
    expect(await asking.report({ accept: "application/pdf" })).toBeInstanceOf(Blob);
    await asking.word();
    expect(asked).toEqual(["application/json", "text/csv", "application/pdf", null]);
  });

  it("are read as what they say they are, and told of where that was not asked for", async () => {
    const told: string[] = [];
    const csv = await answering("a;b", { headers: { "content-type": "text/csv; x=y" } }, told);
    expect(await csv.report()).toBe("a;b");
    expect(told).toEqual(["must be application/json, found text/csv"]);
    expect(await csv.report({ accept: "text/csv" })).toBe("a;b");
    expect(told.length).toBe(1);
  });

  it("come from handlers", async () => {
    const { createClient } = await made.load("client");
    const blob = new Blob(["xy"], { type: "image/gif" });
    const handlers = { image: () => blob, word: () => "perhaps" };
    const own = createClient({ fetch: mock(handlers).fetch, retry: 0 });
    expect(await (await own.image()).text()).toBe("xy");
    await expect(own.word()).rejects.toThrow(/status 500/);
  });
});

describe("failures", () => {
  it.each([
    [404, { what: expect.any(String) }],
    [418, "A text."],
    [503, { title: expect.any(String) }],
  ])("%i", async (status, body) => {
    const { error } = await client.jobs.start(prefer(status)).result();
    expect([error.status, error.body]).toEqual([status, body]);
  });

  it("without a body", async () => {
    const { error } = await client.report(prefer(410)).result();
    expect([error.status, error.body]).toEqual([410, ""]);
  });

  it("of text are not taken for JSON", async () => {
    const { error } = await (await answering("17", { status: 418 })).jobs.start().result();
    expect(error.body).toBe("17");
  });

  it("are told apart by status and body", async () => {
    const { isJobsStartError, isReportError } = await made.load("errors");
    const failed = async (from: any, code: number): Promise<unknown> =>
      (await from.jobs.start(prefer(code)).result()).error;
    const keys = [404, "4XX", "default"];
    const matches = async (error: unknown): Promise<readonly unknown[]> =>
      keys.filter((key) => isJobsStartError(error, key));
    expect(await matches(await failed(client, 404))).toEqual([404]);
    expect(await matches(await failed(client, 418))).toEqual(["4XX"]);
    expect(await matches(await failed(client, 500))).toEqual(["default"]);
    expect(await matches(new Error("another"))).toEqual([]);
    // What stands before an API answers in its own words.
    const gateway = await answering("<html>", { status: 502 });
    expect(await matches(await failed(gateway, 502))).toEqual([]);
    const gone = (await client.report(prefer(410)).result()).error;
    expect([isReportError(gone, 410), isJobsStartError(gone, 410)]).toEqual([true, false]);
  });
});
