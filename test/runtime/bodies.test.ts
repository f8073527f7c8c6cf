// Bodies that are not JSON: what goes out, byte for byte, what is read of it, and what is never sent twice.
import { describe, expect, it } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import {
  bytes,
  type Decode,
  formOf,
  json,
  multipartOf,
  readContents,
  text,
} from "../../templates/runtime/bodies-read.ts";
import { choose } from "../../templates/runtime/choose.ts";
import { form } from "../../templates/runtime/encode-form.ts";
import { multipart } from "../../templates/runtime/encode-multipart.ts";
import { styledPart } from "../../templates/runtime/encode-multipart-style.ts";
import { rawBytes, rawText } from "../../templates/runtime/encode-raw.ts";
import { connect } from "../../templates/runtime/http.ts";
import type {
  ApiDescription,
  Encode,
  Fetch,
  Operation,
} from "../../templates/runtime/operation.ts";
import { receive } from "../../templates/runtime/receive.ts";
import { wired } from "../../templates/runtime/wire.ts";
import { listOf, ofType, shape, thrown, validator } from "./support.ts";

const api: ApiDescription = { baseUrl: "https://x.test", bound: {}, credentials: {}, security: [] };
const anything = validator(() => undefined);
const stream = (...chunks: readonly string[]): ReadableStream<Uint8Array> =>
  new Blob([...chunks]).stream();

function posting(encode: Encode | undefined, more: Partial<Operation["body"]> = {}): Operation {
  return {
    id: "x",
    method: "POST",
    path: "/a",
    parameters: {},
    idempotent: true,
    wire: wired(),
    body: { validate: anything, ...(encode && { encode }), ...more },
  };
}

async function sent(operation: Operation, body: unknown, options: object = {}): Promise<Request> {
  const requests: Request[] = [];
  const fetch: Fetch = (request) => {
    requests.push(request);
    return Promise.resolve(new Response(null, { status: 204 }));
  };
  await call(connect(api, { fetch }), choose(operation, options), {}, body, options);
  return requests[0]!;
}

describe("forms", () => {
  it("are the pairs of the specification: lists repeated, objects as JSON, spaces as +", async () => {
    const request = await sent(posting(form("application/x-www-form-urlencoded")), {
      id: "f81d4fae",
      address: { streetAddress: "123 Example Dr.", zip: "99999+1234" },
      tags: ["a b", "&"],
      none: null,
      left: undefined,
    });
    expect(request.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
    expect(await request.text()).toBe(
      "id=f81d4fae&address=%7B%22streetAddress%22%3A%22123+Example+Dr.%22%2C%22zip%22%3A%2299999%2B1234%22%7D&tags=a+b&tags=%26",
    );
  });

  it("follow the styles of their encoding", async () => {
    const encode = form("application/x-www-form-urlencoded", {
      a: { style: "deepObject" },
      b: { style: "pipeDelimited" },
      c: { style: "form", explode: true, reserved: true },
    });
    const request = await sent(posting(encode), { a: { x: ["1"] }, b: [1, 2], c: "/?:" });
    expect(await request.text()).toBe("a%5Bx%5D%5B0%5D=1&b=1%7C2&c=/?:");
  });
});

describe("multipart forms", () => {
  it("follow the styles of their encoding, and encode nothing", async () => {
    const encode = multipart("multipart/form-data", {
      ids: { pairs: styledPart({ style: "form" }) },
      near: { pairs: styledPart({ style: "deepObject" }) },
      tags: { pairs: styledPart({ style: "spaceDelimited" }), headers: { "X-A": "1" } },
      open: { pairs: styledPart({ style: "form", explode: true }) },
      gone: { pairs: styledPart({ style: "form", explode: true }) },
    });
    const request = await sent(posting(encode), {
      ids: [1, 2],
      near: { city: "Köln & co", at: { x: 1 } },
      tags: ["a", "b%"],
      open: { "x y": 1, z: true },
      gone: [],
    });
    const text = await request.text();
    const parts = text.matchAll(/name="(.*)"\r\n((?:.+\r\n)*)\r\n(.*)\r\n/g);
    expect([...parts].map(([, name, head, body]) => [name, head, body])).toEqual([
      ["ids", "", "1,2"],
      ["near[city]", "", "Köln & co"],
      ["near[at][x]", "", "1"],
      ["tags", "X-A: 1\r\n", "a b%"],
      ["x y", "", "1"],
      ["z", "", "true"],
    ]);
  });

  it("have a part for each item, a file name for bytes alone, and what their encoding says", async () => {
    const encode = multipart("multipart/form-data", {
      meta: { contentType: "application/vnd.x+json", headers: { "X-A": "1" } },
      image: { contentType: "image/png, image/jpeg" },
      number: { contentType: "application/json" },
      text: { contentType: "application/json; charset=utf-8" },
      raw: { contentType: "application/json", raw: true },
    });
    const request = await sent(posting(encode), {
      title: "ü",
      list: ["a", "b"],
      object: { a: 1 },
      meta: { b: 2 },
      number: 7,
      text: "t",
      raw: '{"r":1}',
      none: undefined,
      image: new Uint8Array([65]),
      'od"d\n': new File(["f"], 'n"ame.txt', { type: "text/plain" }),
      streamed: stream("x", "y"),
      blob: new Blob(["z"]),
    });
    const [, boundary] = /^multipart\/form-data; boundary=(\S+)$/.exec(
      request.headers.get("content-type")!,
    )!;
    const parts = (await request.text()).split(`--${boundary}`);
    const part = (name: string, lines: string, body: string): string =>
      `\r\nContent-Disposition: form-data; name="${name}"${lines}\r\n\r\n${body}\r\n`;
    const octets = "Content-Type: application/octet-stream";
    expect(parts).toEqual([
      "",
      part("title", "", "ü"),
      part("list", "", "a"),
      part("list", "", "b"),
      part("object", "\r\nContent-Type: application/json", '{"a":1}'),
      part("meta", "\r\nContent-Type: application/vnd.x+json\r\nX-A: 1", '{"b":2}'),
      part("number", "\r\nContent-Type: application/json", "7"),
      part("text", "\r\nContent-Type: application/json; charset=utf-8", '"t"'),
      part("raw", "\r\nContent-Type: application/json", '{"r":1}'),
      part("image", '; filename="blob"\r\nContent-Type: image/png', "A"),
      part("od%22d%0A", '; filename="n%22ame.txt"\r\nContent-Type: text/plain', "f"),
      part("streamed", `; filename="blob"\r\n${octets}`, "xy"),
      part("blob", `; filename="blob"\r\n${octets}`, "z"),
      "--\r\n",
    ]);
  });
});

describe("bytes and texts", () => {
  it.each<[string, unknown, string, string]>([
    ["application/pdf", new Blob(["a"], { type: "image/png" }), "application/pdf", "a"],
    ["image/*", new Blob(["a"], { type: "image/png" }), "image/png", "a"],
    ["*/*", new Blob(["a"]), "application/octet-stream", "a"],
    ["image/*", new Uint8Array([97]), "application/octet-stream", "a"],
    ["application/pdf", new Uint8Array([97]).buffer, "application/pdf", "a"],
    ["application/pdf", stream("a", "b"), "application/pdf", "ab"],
    [
      "multipart/mixed",
      new Blob(["a"], { type: "multipart/mixed; boundary=b" }),
      "multipart/mixed; boundary=b",
      "a",
    ],
  ])("%s of %o", async (mediaType, body, type, content) => {
    const request = await sent(posting(rawBytes(mediaType)), body);
    expect(request.headers.get("content-type")).toBe(type);
    expect(await request.text()).toBe(content);
  });

  it("sends a text as it is", async () => {
    const request = await sent(posting(rawText("text/csv")), "a,ü\n");
    expect([request.headers.get("content-type"), await request.text()]).toEqual([
      "text/csv",
      "a,ü\n",
    ]);
  });

  it("takes the media type that the call chooses", async () => {
    const others = {
      "text/plain": { validate: validator(ofType("string")), encode: rawText("text/plain") },
    };
    const operation = posting(undefined, { others });
    const chosen = await sent(operation, "x", { contentType: "text/plain" });
    expect([chosen.headers.get("content-type"), await chosen.text()]).toEqual(["text/plain", "x"]);
    expect(await (await sent(operation, "x")).text()).toBe('"x"');
    const wrong = sent(operation, 1, { contentType: "text/plain" });
    expect(await thrown(wrong)).toMatchObject({ issues: [{ in: "body", keyword: "type" }] });
  });
});

describe("another attempt", () => {
  const failing = (): { readonly fetch: Fetch; readonly texts: string[] } => {
    const texts: string[] = [];
    const fetch: Fetch = async (request) => {
      texts.push(await request.text());
      return new Response(null, { status: texts.length < 3 ? 503 : 204 });
    };
    return { fetch, texts };
  };
  const retry = { retries: 5, minDelayMs: 0, when: "always" } as const;

  it("sends the same bytes again, a form's streams too", async () => {
    for (const [encode, body, want] of [
      [rawBytes("a/b"), new Blob(["x"]), /^x$/],
      [multipart("multipart/form-data"), { f: stream("x") }, /\r\n\r\nx\r\n--/],
    ] as const) {
      const { fetch, texts } = failing();
      await call(connect(api, { fetch, retry }), posting(encode), {}, body);
      expect(texts).toHaveLength(3);
      for (const sentText of texts) expect(sentText).toMatch(want);
      expect(new Set(texts).size).toBe(1);
    }
  });

  it("is not made where a stream was sent", async () => {
    const { fetch, texts } = failing();
    const running = call(connect(api, { fetch, retry }), posting(rawBytes("a/b")), {}, stream("x"));
    expect(await thrown(running)).toMatchObject({ name: "ApiError", status: 503 });
    expect(texts).toEqual(["x"]);
  });

  it("passes on why a stream broke off", async () => {
    const broken = new ReadableStream({ pull: (to) => to.error(new Error("disk")) });
    const { fetch } = failing();
    const running = call(
      connect(api, { fetch }),
      posting(multipart("multipart/form-data")),
      {},
      { f: broken },
    );
    expect(await thrown(running)).toMatchObject({ message: "disk" });
  });
});

describe("what is read", () => {
  const read = async (
    contents: Readonly<Record<string, Decode>>,
    body: BodyInit | null,
    type: string | undefined,
    described: Partial<Operation["body"]> = {},
  ): Promise<readonly [unknown, readonly string[]]> => {
    const request = new Request("https://x.test/a", {
      method: "POST",
      body,
      ...(type !== undefined && { headers: { "content-type": type } }),
    });
    if (type === undefined) request.headers.delete("content-type");
    const reader = { body: readContents(contents) };
    const operation = posting(undefined, described);
    const { received, issues } = await receive(api, operation, {}, {}, request, reader);
    return [received.body, issues.map(({ message }) => message)];
  };
  const typed = validator(
    shape({
      "n!": ofType("number"),
      list: listOf(ofType("number")),
      o: shape({ on: ofType("boolean") }),
    }),
  );

  it("is typed by the schema", async () => {
    const styles = {
      n: { style: "form", explode: true },
      list: { style: "form", explode: true, shapes: ["array"] },
    } as const;
    const [value, issues] = await read(
      { "application/x-www-form-urlencoded": formOf(styles) },
      "n=1&list=2&o=%7B%22on%22%3Atrue%7D&more=x",
      "application/x-www-form-urlencoded; charset=utf-8",
      { validate: typed },
    );
    expect([value, issues]).toEqual([{ n: 1, list: [2], o: { on: true }, more: "x" }, []]);
    const data = new FormData();
    data.append("n", "1");
    data.append("list", "2");
    data.append("o", '{"on":true}');
    const decoded = await read(
      { "multipart/form-data": multipartOf(["list"]) },
      data,
      new Response(data).headers.get("content-type")!,
      { validate: typed },
    );
    expect(decoded[1][0]).toMatch("multipart");
    const whole = new Response(data);
    const type = whole.headers.get("content-type")!;
    expect(
      await read(
        { "multipart/form-data": multipartOf(["list"]) },
        await whole.arrayBuffer(),
        type,
        { validate: typed },
      ),
    ).toEqual([{ n: 1, list: [2], o: { on: true } }, []]);
  });

  it("has parts that are JSON whatever they hold", async () => {
    const data = new FormData();
    data.append("a", '"x"');
    data.append("list", "[1]");
    data.append("list", "no JSON");
    data.append("text", '"x"');
    const whole = new Response(data);
    const contents = { "multipart/form-data": multipartOf(["list"], ["a", "list"]) };
    const type = whole.headers.get("content-type")!;
    expect(await read(contents, await whole.arrayBuffer(), type)).toEqual([
      { a: "x", list: [[1], "no JSON"], text: '"x"' },
      [],
    ]);
  });

  it.each<[string, BodyInit | null, string | undefined, Partial<Operation["body"]>, string]>([
    ["an odd media type", "x", "text/html", {}, "contentType"],
    ["no body", null, undefined, { required: true }, "is required"],
    ["no form", "x", "multipart/form-data", {}, "must be multipart/form-data"],
    ["no JSON", "{", "application/json", {}, "must be JSON"],
  ])("is refused where it is %s", async (_, body, type, described, want) => {
    const contents = {
      "application/json": json,
      "multipart/form-data": multipartOf([]),
      "text/plain": text,
    };
    const [, issues] = await read(contents, body, type, described);
    expect(issues).toEqual([
      expect.stringContaining(want === "contentType" ? "must be one of" : want),
    ]);
  });

  it("is the range's where no exact type is told", async () => {
    const [value, issues] = await read(
      { "application/json": json, "image/*": bytes },
      "x",
      "image/png",
    );
    expect([await (value as Blob).text(), (value as Blob).type, issues]).toEqual([
      "x",
      "image/png",
      [],
    ]);
  });
});
