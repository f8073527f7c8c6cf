// Pointer or offset → line and column, and the frame that shows it.
import { expect, test } from "vitest";
import { frame } from "../../../generator/document/frame.ts";
import { get, join } from "../../../generator/document/pointer.ts";
import { locate } from "../../../generator/document/position.ts";
import type { Json, Pointer } from "../../../generator/model/model.ts";
import { loaded } from "./support.ts";

const text = `openapi: 3.1.0
info: {title: "T", version: 1}
paths:
  /a/{b}:
    get: &get
      tags:
        - one
        - deep:
            x: 1
      summary: |
        Long
        text
    put: *get
    post:
      <<: *get
      200: yes
      example: {a: [5]}
      empty:
      items:
        - x: 1
`;
const source = { path: "a.yaml", text };

test.each<[at: Pointer, key: boolean, want: string]>([
  ["", false, "1:1-1:15"],
  ["/openapi", false, "1:10-1:15"],
  ["/openapi", true, "1:1-1:8"],
  ["/info", false, "2:7-2:8"],
  ["/info/title", false, "2:15-2:18"],
  // A block is shown by its key, a list item by its first line.
  ["/paths/~1a~1{b}/get", false, "5:5-5:8"],
  ["/paths/~1a~1{b}/get/tags/0", false, "7:11-7:14"],
  ["/paths/~1a~1{b}/get/tags/1", false, "8:11-8:16"],
  ["/paths/~1a~1{b}/get/summary", false, "10:16-12:13"],
  // An alias stands where it stands; inside of it the anchor's text is shown.
  ["/paths/~1a~1{b}/put", false, "13:10-13:14"],
  ["/paths/~1a~1{b}/put/tags/0", false, "7:11-7:14"],
  ["/paths/~1a~1{b}/post/tags/0", false, "7:11-7:14"],
  ["/paths/~1a~1{b}/post/200", true, "16:7-16:10"],
  ["/paths/~1a~1{b}/post/empty", false, "18:7-18:12"],
  // What is not there is shown at the nearest thing that is, and what was renamed at its old name.
  ["/paths/~1a~1{b}/post/nothing/here", false, "14:5-14:9"],
  ["/paths/~1a~1{b}/get/tags/7", true, "6:7-6:11"],
  ["/paths/~1a~1{b}/post/examples/0", true, "17:7-17:14"],
  ["/paths/~1a~1{b}/post/examples/0/a/0", false, "17:21-17:22"],
  ["/paths/~1a~1{b}/post/prefixItems/0/x", false, "20:14-20:15"],
  ["/nothing", true, "1:1-1:15"],
])("YAML %s", (at, key, want) => {
  const { line, column, endLine, endColumn } = locate(source, at, key);
  expect(`${line}:${column}-${endLine}:${endColumn}`).toBe(want);
});

test("JSON: every value and key stands where it is found", () => {
  const json = `\uFEFF{ "a\\u0062" : [ 1.5 , {"x~/":"q\\"u}"}, [], {} ,null],\r\n\t"__proto__" : {"": true}}`;
  const { root } = loaded("a.json", `{"openapi":"3.1.0","doc":${json.slice(1)}}`);
  const file = { path: "a.json", text: json };
  const visit = (at: Pointer): void => {
    const value = get(root["doc"]!, at)!;
    const { line, column, endColumn } = locate(file, at, false);
    const shown = json
      .replace("\uFEFF", "")
      .split("\n")
      [line - 1]!.slice(column - 1, endColumn - 1);
    const isTree = typeof value === "object" && value !== null;
    if (isTree) expect(shown).toBe(Array.isArray(value) ? "[" : "{");
    else expect(JSON.parse(shown)).toEqual(value);
    for (const key of isTree ? Object.keys(value) : []) visit(join(at, key));
  };
  visit("");
  expect(locate(file, "/ab", true)).toEqual({ line: 1, column: 3, endLine: 1, endColumn: 12 });
  expect(locate(file, "/ab/9/x", true)).toMatchObject({ line: 1, column: 3 });
  expect(locate(file, "/__proto__/x", false)).toMatchObject({ line: 2, column: 2, endColumn: 13 });
});

test("an offset marks the word that starts there", () => {
  expect(locate(source, { offset: text.indexOf("summary") }, false)).toEqual({
    line: 10,
    column: 7,
    endLine: 10,
    endColumn: 14,
  });
  expect(locate({ path: "", text: "a" }, { offset: 9 }, false)).toMatchObject({
    line: 1,
    column: 2,
  });
});

const at = (pointer: Json): string => frame(text, locate(source, pointer as Pointer, false));

test("the frame shows two lines before and one after", () => {
  expect(at("/info/title")).toBe(
    [
      "  1 | openapi: 3.1.0",
      '> 2 | info: {title: "T", version: 1}',
      "    |               ^^^",
      "  3 | paths:",
    ].join("\n"),
  );
  expect(at("/paths/~1a~1{b}/get/summary")).toBe(
    [
      "   8 |         - deep:",
      "   9 |             x: 1",
      "> 10 |       summary: |",
      "     |                ^",
      "  11 |         Long",
    ].join("\n"),
  );
});

const range = (line: number, column: number, endColumn: number) =>
  ({ line, column, endLine: line, endColumn }) as const;

test("tabs and wide characters keep the underline in its place", () => {
  expect(frame("\ta\tb: 1\r\n", range(1, 4, 5))).toBe("> 1 | \ta\tb: 1\n    | \t \t^\n  2 |");
  expect(frame("漢e\u0301: x", range(1, 6, 7))).toBe("> 1 | 漢e\u0301: x\n    |      ^");
});

test("nothing in the text commands the terminal", () => {
  expect(frame("a\x1b[31m\x07\x7f\u202Eb\x9b", range(1, 1, 2))).toBe(
    "> 1 | a\u241b[31m\u2407\u2421\uFFFDb\uFFFD\n    | ^",
  );
});

test("of a long line only the part around the place is shown", () => {
  const long = `${"x".repeat(5000)}HERE${"y".repeat(5000)}`;
  const [line, mark] = frame(long, range(1, 5001, 5005)).split("\n") as [string, string];
  expect(line).toBe(`> 1 | …${"x".repeat(40)}HERE${"y".repeat(56)}…`);
  expect(mark).toBe(`    | ${" ".repeat(41)}^^^^`);
});

test("colours come from outside", () => {
  const paint = (part: string, piece: string): string => `<${part}:${piece}>`;
  expect(frame("ab", range(1, 2, 3), paint)).toBe("<number:> 1 | >ab\n<number:    | > <mark:^>");
});
