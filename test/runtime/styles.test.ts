// Every style of OpenAPI: the examples of its specification (3.0.4 and 3.1.1), what they leave open,
// and back again by the mock server's reader.
import { describe, expect, it } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import { connect } from "../../templates/runtime/http.ts";
import type { ApiDescription, Operation, Style } from "../../templates/runtime/operation.ts";
import type { ReadStyle } from "../../templates/runtime/pairs-read.ts";
import { receive } from "../../templates/runtime/receive.ts";
import { wired } from "../../templates/runtime/wire.ts";
import { writePairs } from "../../templates/runtime/styles.ts";
import { readStyled } from "../../templates/runtime/styles-read.ts";
import { listOf, ofType, shape, validator } from "./support.ts";

const api: ApiDescription = { baseUrl: "https://x.test", bound: {}, credentials: {}, security: [] };

const NUMBERS = shape({ R: ofType("number"), G: ofType("number"), B: ofType("number") });
const CHECKS = {
  string: ofType("string"),
  array: listOf(ofType("string")),
  object: NUMBERS,
  number: ofType("number"),
} as const;

type Kind = keyof typeof CHECKS;
type Place = "path" | "query" | "headers" | "cookies";

function operationOf(place: Place, style: Style, kind: Kind, name = "color"): Operation {
  const group = validator(shape({ [name]: CHECKS[kind] }));
  return {
    id: "x",
    method: "GET",
    path: place === "path" ? `/a/{${name}}/b` : "/a",
    parameters: place === "path" ? { [name]: validator(CHECKS[kind]) } : {},
    ...(place !== "path" && { [place]: group }),
    wire: wired({ [place]: { [name]: style } }),
  };
}

/** The request that a value makes, and the value that is read of it. */
async function trip(
  place: Place,
  style: Style,
  kind: Kind,
  value: unknown,
  name = "color",
): Promise<{ readonly request: Request; readonly back: unknown }> {
  const operation = operationOf(place, style, kind, name);
  const requests: Request[] = [];
  const connection = connect(api, {
    fetch: (request) => {
      requests.push(request);
      return Promise.resolve(new Response(null, { status: 204 }));
    },
  });
  const path = place === "path" ? { [name]: value } : {};
  await call(connection, operation, path, undefined, {
    ...(place !== "path" && { [place]: { [name]: value } }),
  });
  const request = requests[0]!;
  const read: ReadStyle = {
    ...style,
    shapes: [kind === "array" || kind === "object" ? kind : "primitive"],
  };
  const { received, issues } = await receive(api, operation, { [place]: [name] }, {}, request, {
    parameters: readStyled({ [place]: { [name]: read } }),
  });
  expect(issues).toEqual([]);
  const values = received[place === "path" ? "params" : place];
  return { request, back: values[name] };
}

const STRING = "blue";
const ARRAY = ["blue", "black", "brown"];
const OBJECT = { R: 100, G: 200, B: 150 };

// The table of the specification; `undefined` is n/a there, or (the empty text in a path) refused here.
type Row = [Style["style"], boolean, ...(string | undefined)[]];

describe("the examples of the specification", () => {
  it.each<Row>([
    [
      "matrix",
      false,
      ";color",
      ";color=blue",
      ";color=blue,black,brown",
      ";color=R,100,G,200,B,150",
    ],
    [
      "matrix",
      true,
      ";color",
      ";color=blue",
      ";color=blue;color=black;color=brown",
      ";R=100;G=200;B=150",
    ],
    ["label", false, undefined, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
    ["label", true, undefined, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    ["simple", false, undefined, "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ["simple", true, undefined, "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ])("path %s, explode: %s", async (style, explode, ...wanted) => {
    const values = [
      ["string", ""],
      ["string", STRING],
      ["array", ARRAY],
      ["object", OBJECT],
    ] as const;
    for (const [index, want] of wanted.entries()) {
      if (want === undefined) continue;
      const [kind, value] = values[index]!;
      const { request, back } = await trip("path", { style, explode }, kind, value);
      expect(request.url).toBe(`https://x.test/a/${want}/b`);
      expect(back).toEqual(value);
    }
  });

  it.each<Row>([
    ["form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
    [
      "form",
      true,
      "color=",
      "color=blue",
      "color=blue&color=black&color=brown",
      "R=100&G=200&B=150",
    ],
    [
      "spaceDelimited",
      false,
      undefined,
      undefined,
      "color=blue%20black%20brown",
      "color=R%20100%20G%20200%20B%20150",
    ],
    [
      "pipeDelimited",
      false,
      undefined,
      undefined,
      "color=blue%7Cblack%7Cbrown",
      "color=R%7C100%7CG%7C200%7CB%7C150",
    ],
    [
      "deepObject",
      true,
      undefined,
      undefined,
      undefined,
      "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    ],
  ])("query %s, explode: %s", async (style, explode, ...wanted) => {
    const values = [
      ["string", ""],
      ["string", STRING],
      ["array", ARRAY],
      ["object", OBJECT],
    ] as const;
    for (const [index, want] of wanted.entries()) {
      if (want === undefined) continue;
      const [kind, value] = values[index]!;
      const { request, back } = await trip("query", { style, explode }, kind, value);
      expect(request.url).toBe(`https://x.test/a?${want}`);
      expect(back).toEqual(value);
    }
  });

  it.each<Row>([
    ["simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ["simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ])("header %s, explode: %s", async (style, explode, ...wanted) => {
    const values = [
      ["string", ""],
      ["string", STRING],
      ["array", ARRAY],
      ["object", OBJECT],
    ] as const;
    for (const [index, want] of wanted.entries()) {
      const [kind, value] = values[index]!;
      const { request, back } = await trip("headers", { style, explode }, kind, value);
      expect(request.headers.get("color")).toBe(want);
      expect(back).toEqual(value);
    }
  });

  // Between cookies stands `; `, where the table, made for queries, has `&`.
  it.each<Row>([
    ["form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
    [
      "form",
      true,
      "color=",
      "color=blue",
      "color=blue; color=black; color=brown",
      "R=100; G=200; B=150",
    ],
  ])("cookie %s, explode: %s", async (style, explode, ...wanted) => {
    const values = [
      ["string", ""],
      ["string", STRING],
      ["array", ARRAY],
      ["object", OBJECT],
    ] as const;
    for (const [index, want] of wanted.entries()) {
      const [kind, value] = values[index]!;
      const { request, back } = await trip("cookies", { style, explode }, kind, value);
      expect(request.headers.get("cookie")).toBe(want);
      expect(back).toEqual(value);
    }
  });
});

describe("texts that need encoding", () => {
  const HARD = "a b/c?d#e%2F,;=&+|[]ü~.!'()*\"";
  const styles: readonly (readonly [Place, Style["style"], boolean])[] = [
    ["path", "simple", false],
    ["path", "simple", true],
    ["path", "label", false],
    ["path", "matrix", false],
    ["path", "matrix", true],
    ["query", "form", false],
    ["query", "form", true],
    ["query", "deepObject", true],
    ["cookies", "form", false],
    ["cookies", "form", true],
  ];

  it.each(styles)("%s %s, explode: %s", async (place, style, explode) => {
    for (const value of [[HARD, "1", ""], ["x"]]) {
      if (style === "deepObject") continue;
      expect((await trip(place, { style, explode }, "array", value)).back).toEqual(value);
    }
    if (style !== "deepObject")
      expect((await trip(place, { style, explode }, "string", HARD)).back).toBe(HARD);
    const name = "a b[]&=;";
    expect((await trip(place, { style, explode }, "number", 1.5e-9, name)).back).toBe(1.5e-9);
  });

  it("keeps reserved characters where it may, and those that would end the value never", async () => {
    const { request, back } = await trip(
      "query",
      { style: "form", explode: true, reserved: true },
      "string",
      "/a:b?c@d=e&f+g#h[i]j k%2Fl%m",
    );
    expect(new URL(request.url).search).toBe("?color=/a:b?c@d=e%26f%2Bg%23h%5Bi%5Dj%20k%2Fl%25m");
    // A triple passes as it is, says OpenAPI, and so reads as what it stands for.
    expect(back).toBe("/a:b?c@d=e&f+g#h[i]j k/l%m");
  });
});

describe("JSON text", () => {
  it.each<Place>(["path", "query", "headers", "cookies"])("in %s", async (place) => {
    const value = { R: 1.5, G: -0.25, x: { "ü;,": ["a&b=c", null, {}] } };
    expect((await trip(place, { style: "json" }, "object", value)).back).toEqual(value);
  });
});

describe("what a style leaves open", () => {
  it("is nothing for what is nested under deepObject", async () => {
    const value = { R: 1, a: { "b c": ["x", { d: "1" }] } };
    const { request, back } = await trip("query", { style: "deepObject" }, "object", value);
    expect(new URL(request.url).search).toBe(
      "?color%5BR%5D=1&color%5Ba%5D%5Bb%20c%5D%5B0%5D=x&color%5Ba%5D%5Bb%20c%5D%5B1%5D%5Bd%5D=1",
    );
    expect(back).toEqual({ R: 1, a: { "b c": { "0": "x", "1": { d: "1" } } } });
  });

  it.each([[[]], [null], [undefined]])("has no text for %o, and so is left out", (value) => {
    expect(writePairs({ color: value }, {}, () => String)).toEqual([]);
  });

  it.each([
    ["label", ""],
    ["label", "."],
    ["simple", []],
    ["simple", [""]],
  ] as const)("%s is no segment of %o that a URL would keep", async (style, value) => {
    const kind = Array.isArray(value) ? "array" : "string";
    const running = trip("path", { style }, kind, value);
    await expect(running).rejects.toMatchObject({
      name: "ValidationError",
      issues: [{ in: "path", path: ["color"], keyword: "pattern" }],
    });
  });
});
