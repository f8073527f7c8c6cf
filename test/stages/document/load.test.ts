// Text → Document: what is read, and every bad text with its place.
import { describe, expect, test } from "vitest";
import { decode } from "../../../generator/document/decode.ts";
import { load } from "../../../generator/document/load.ts";
import { loaded, places } from "./support.ts";

const yaml = (text: string): readonly string[] => found("api.yaml", text);
const json = (text: string): readonly string[] => found("api.json", text);

function found(path: string, text: string): readonly string[] {
  return places({ path, text }, load({ path, text }).diagnostics);
}

describe("values", () => {
  test("YAML and JSON of the same document are the same", () => {
    const text = `openapi: 3.1.0
info: { title: "T", version: !!str 1 }
paths:
  /a:
    get: &get
      summary: merged
      responses:
        200: { description: yes }
        default: { description: ~ }
    put: *get
    post:
      <<: *get
      summary: 2020-01-01
  # a comment
  "/b": []
`;
    const answers = { "200": { description: "yes" }, default: { description: null } };
    const want = {
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      paths: {
        "/a": {
          get: { summary: "merged", responses: answers },
          put: { summary: "merged", responses: answers },
          post: { summary: "2020-01-01", responses: answers },
        },
        "/b": [],
      },
    };
    expect(loaded("api.yaml", text)).toEqual({
      path: "api.yaml",
      text,
      language: "yaml",
      version: "3.1",
      root: want,
    });
    const marked = `\uFEFF\n${JSON.stringify({ ...want, openapi: "3.0.4" })}`;
    expect(loaded("api.json", marked)).toEqual({
      path: "api.json",
      text: marked,
      language: "json",
      version: "3.0",
      root: { ...want, openapi: "3.0.4" },
    });
  });

  test("the language goes by the text, then by the name", () => {
    expect(loaded("api.yaml", '{"openapi": "3.1.0"}').language).toBe("json");
    expect(loaded("api.yaml", "{openapi: 3.1.0}").language).toBe("yaml");
    expect(loaded("-", '{"openapi": "3.1.0"}').language).toBe("json");
    expect(json("{openapi: 3.1.0}")).toEqual(["1:2 syntax"]);
  });

  test.each([
    ["api.yaml", "openapi: 3.1.0\n__proto__: { polluted: true }\nconstructor: 1\n"],
    ["api.json", '{"openapi": "3.1.0", "__proto__": {"polluted": true}, "constructor": 1}'],
  ])("names of Object.prototype are keys like any other: %s", (path, text) => {
    const { root } = loaded(path, text);
    expect(Object.keys(root)).toEqual(["openapi", "__proto__", "constructor"]);
    expect(Object.getPrototypeOf(root)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("bad YAML", () => {
  test.each<[name: string, text: string, want: readonly string[]]>([
    ["nothing", "", ["1:1 empty-document"]],
    ["white space", "\uFEFF \n\n", ["1:1 empty-document"]],
    ["comments alone", "# nothing\n---\n", ["1:1 empty-document"]],
    ["an open list", "openapi: 3.1.0\ninfo: [1, 2\npaths: {}\n", ["3:1 syntax"]],
    ["an open quote", 'openapi: 3.1.0\ninfo:\n  title: "T\npaths: {}\n', ["3:10 syntax"]],
    ["two faults", "a: @x\nb: `y`\n", ["1:4 syntax", "2:4 syntax"]],
    ["bad indentation", "openapi: 3.1.0\n  info: 1\n", ["1:10 syntax"]],
    ["a tab", "info:\n\ttitle: T\n", ["2:1 syntax"]],
    ["two documents", "openapi: 3.1.0\n---\nopenapi: 3.1.0\n", ["3:1 syntax"]],
    ["an unknown tag", "openapi: !x 3.1.0\ninfo: !!binary aGk=\n", ["1:10 syntax", "2:7 syntax"]],
    ["a collection as key", "openapi: 3.1.0\n? [a]\n: 1\n", ["2:3 syntax"]],
    ["a merge of no mapping", "openapi: 3.1.0\n<<: 1\n", ["2:1 syntax"]],
    ["an alias of nothing", "openapi: 3.1.0\ninfo: *i\n", ["2:7 bad-alias"]],
    ["an alias in its anchor", "openapi: 3.1.0\ninfo: &i\n  a: [*i]\n", ["3:7 bad-alias"]],
    [
      "numbers without end",
      "openapi: 3.1.0\na: .inf\nb: 1e999\n",
      ["2:4 bad-number", "3:4 bad-number"],
    ],
    [
      "repeated keys",
      "openapi: 3.1.0\ninfo: 1\nx:\n  200: 1\n  '200': 2\ninfo: 2\n",
      ["5:3 duplicate-key", "6:1 duplicate-key"],
    ],
    ["a NUL", "openapi: 3.1.0\ninfo: \0\n", ["2:7 binary-document"]],
    ["deep lists", `openapi: 3.1.0\na: ${"[".repeat(100_000)}`, ["2:503 too-deep"]],
    ["deep block", "- ".repeat(100_000), ["1:1001 too-deep"]],
    [
      "depth by aliases",
      `a: &a ${"[".repeat(300)}${"]".repeat(300)}\nb: ${"[".repeat(300)}*a${"]".repeat(300)}\n`,
      ["2:304 too-deep"],
    ],
  ])("%s", (_name, text, want) => {
    expect(yaml(text)).toEqual(want);
  });

  test("aliases that multiply", () => {
    const lines = ["openapi: 3.1.0", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [${Array(10).fill(`*a${i - 1}`)}]`);
    expect(yaml(lines.join("\n"))).toEqual(["7:38 bad-alias"]);
  });

  test("an alias in its own anchor is told from other faults", () => {
    const { diagnostics } = load({ path: "a.yaml", text: "openapi: &a [*a]\n" });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "The alias `*a` stands inside what it refers to.",
    ]);
  });

  test("repeated keys leave a document, the last one counts", () => {
    const { document } = load({ path: "a.yaml", text: "openapi: 3.1.0\nx: 1\nx: 2\n" });
    expect(document?.root["x"]).toBe(2);
  });
});

describe("bad JSON", () => {
  test.each<[name: string, text: string, want: readonly string[]]>([
    ["nothing", " \n", ["1:1 empty-document"]],
    ["a comma too many", '{\n  "openapi": "3.1.0",\n}', ["3:1 syntax"]],
    ["no colon", '{"openapi" "3.1.0"}', ["1:12 syntax"]],
    ["an open object", '{"openapi": "3.1.0"', ["1:20 syntax"]],
    ["a comment", '// c\n{"openapi": "3.1.0"}', ["1:1 syntax"]],
    [
      "two faults",
      '{\n  "a": tru,\n  "b": "a long way from there",\n  "c": 01\n}',
      ["2:8 syntax", "4:9 syntax"],
    ],
    ["text behind it", '{"openapi": "3.1.0"} x', ["1:22 syntax"]],
    ["a number without end", '{"openapi": "3.1.0", "a": [1, 1e999]}', ["1:31 bad-number"]],
    [
      "repeated keys",
      '{"openapi": "3.1.0",\n"a": {"b": 1, "\\u0062": 2},\n"a": ":"}',
      ["2:15 duplicate-key", "3:1 duplicate-key"],
    ],
    ["deep lists", "[".repeat(100_000), ["1:501 too-deep"]],
    ["deep objects", '{"a":'.repeat(100_000), ["1:2501 too-deep"]],
    ["brackets behind a stray quote", `{"${'"{['.repeat(20_000)}`, ["1:1499 too-deep"]],
  ])("%s", (_name, text, want) => {
    expect(json(text)).toEqual(want);
  });

  test("499 levels are read", () => {
    const deep = `${"[".repeat(499)}${"]".repeat(499)}`;
    expect(json(`{"openapi": "3.1.0", "x-deep": ${deep}}`)).toEqual([]);
    expect(yaml(`openapi: 3.1.0\nx-deep: ${deep}\n`)).toEqual([]);
  });
});

describe("what is no OpenAPI 3 document", () => {
  test.each<[text: string, place: string, says: string]>([
    ["[1]", "1:1 not-openapi", "it is a list"],
    ["just words", "1:1 not-openapi", "it is a string"],
    ["null", "1:1 not-openapi", "it is null"],
    ["info: {}\nswagger: '2.0'\n", "2:10 swagger-2", 'a Swagger document (`swagger: "2.0"`)'],
    ["asyncapi: 2.6.0\n", "1:11 not-openapi", "it looks like an AsyncAPI document"],
    ["$schema: x\ntype: object\n", "1:10 not-openapi", "it looks like a JSON Schema"],
    ["openApi: 3.1.0\n", "1:10 not-openapi", "it has `openApi` where `openapi` belongs"],
    ["info: {}\npaths: {}\n", "1:1 not-openapi", "it has no `openapi` that names a version"],
    ["openapi: 3.1\n", "1:10 not-openapi", "its `openapi` is the number 3.1"],
    ["openapi: '2.0'\n", "1:10 not-openapi", "its version is `2.0`"],
    ["openapi: 3.3.0\n", "1:10 unsupported-version", "OpenAPI 3.3.0 is not read yet"],
  ])("%j", (text, place, says) => {
    const source = { path: "a.yaml", text };
    const { document, diagnostics } = load(source);
    expect(document).toBeUndefined();
    expect(places(source, diagnostics)).toEqual([place]);
    expect(diagnostics[0]?.message).toContain(says);
  });
});

describe("bytes", () => {
  const bytes = (text: string, encoding: BufferEncoding): Uint8Array => Buffer.from(text, encoding);
  const codes = (given: Uint8Array): readonly string[] => {
    const { source, diagnostics } = decode("a.yaml", given);
    return places(source, [...diagnostics, ...load(source).diagnostics]);
  };

  test("UTF-8 is read as it is, a lost character is a warning", () => {
    expect(codes(bytes("openapi: 3.1.0\ninfo: ü\n", "utf8"))).toEqual([]);
    expect(codes(bytes("openapi: 3.1.0\ninfo: \uFFFD\n", "utf8"))).toEqual([
      "2:7 replacement-character",
    ]);
  });

  test("anything else is refused", () => {
    expect(codes(bytes("openapi: 3.1.0\ninfo: ü\n", "latin1"))[0]).toBe("2:7 binary-document");
    expect(codes(bytes("\uFEFFopenapi: 3.1.0\n", "utf16le"))[0]).toBe("1:1 binary-document");
    expect(codes(bytes("89504e470d0a1a0a0000000d49484452", "hex"))[0]).toBe("1:1 binary-document");
    expect(codes(bytes("openapi\x01\x02: 1", "utf8"))).toEqual(["1:8 binary-document"]);
  });
});
