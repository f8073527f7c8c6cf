import { expect, test } from "vitest";
import { printFinding, tally } from "../../generator/cli/report.ts";
import { createTerminal, type Terminal } from "../../generator/cli/terminal.ts";

/** What a terminal writes to its two streams. */
function written(
  isTTY: boolean,
  environment: Record<string, string>,
  use: (it: Terminal) => void,
): string[] {
  const texts = ["", ""];
  const stream = (index: number): { isTTY: boolean; write: (text: string) => void } => ({
    isTTY,
    write: (text) => {
      texts[index] += text;
    },
  });
  use(createTerminal(stream(0), stream(1), environment));
  return texts;
}

test("progress is shown on a terminal only, and the next line takes its place", () => {
  const use = (it: Terminal): void => {
    it.progress("reading");
    it.progress("writing");
    it.result("done");
    it.complain("hm");
  };
  expect(written(false, {}, use)).toEqual(["done\n", "hm\n"]);
  expect(written(true, {}, use)).toEqual(["done\n", "reading …\r\u001b[Kwriting …\r\u001b[Khm\n"]);
});

test.each<[isTTY: boolean, environment: Record<string, string>, coloured: boolean]>([
  [true, {}, true],
  [false, {}, false],
  [true, { TERM: "dumb" }, false],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "" }, true],
  [false, { FORCE_COLOR: "1" }, true],
  [false, { FORCE_COLOR: "" }, true],
  [true, { FORCE_COLOR: "0" }, false],
  [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
])("terminal %j with %j: coloured %j", (isTTY, environment, coloured) => {
  const use = (it: Terminal): void => it.result(it.paint.result("red", "x"));
  expect(written(isTTY, environment, use)[0]).toBe(coloured ? "\u001b[31mx\u001b[39m\n" : "x\n");
});

test("no character of a document commands the terminal", () => {
  const finding = {
    ...({ code: "c", severity: "error", file: "a\u001b[2J.yaml", help: "h\u009b" } as const),
    ...{ message: "m\u001b]0;x\u0007\u202e", line: 1, column: 1, endLine: 1, endColumn: 2 },
  };
  const text = printFinding(finding, "x\u001b[2J", (_style, piece) => piece);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text).toMatch(/^a\ufffd\[2J\.yaml:1:1 error\[c\] m/);
  const lines = printFinding(
    { ...finding, message: "m\nb.yaml:1:1 error" },
    "",
    (_style, it) => it,
  );
  expect(lines).toContain("m\n  b.yaml:1:1 error");
});

test.each<[what: string, isTTY: boolean, use: (it: Terminal, text: string) => void]>([
  ["a result", false, (it, text) => it.result(text)],
  ["a result that is seen", true, (it, text) => it.result(text)],
  ["a complaint", false, (it, text) => it.complain(text)],
  ["progress", true, (it, text) => it.progress(text)],
  ["data that is seen", true, (it, text) => it.data(text)],
  ["painted", true, (it, text) => it.result(it.paint.result("red", text))],
])("%s shows what a document may hold, and lets it do nothing", (_what, isTTY, use) => {
  const text = "a\u001b[2J\u001b]0;x\u0007\r\u009b31m\u007f\u202e\tz";
  const [out, complaints] = written(isTTY, {}, (it) => use(it, text));
  const shown = `${out}${complaints}`.replace(/\u001b\[(?:31|39)m/g, "");
  expect(shown.trimEnd().replace(/ …$/, "")).toBe(
    "a\\u001b[2J\\u001b]0;x\\u0007\\u000d\\u009b31m\\u007f\\u202e\tz",
  );
});

test("JSON says the same, and data for a program stays what it is", () => {
  const value = { "\u009b": "\u007f\u202e\u001b" };
  const [out] = written(false, {}, (it) => it.result(JSON.stringify(value)));
  expect(JSON.parse(out!)).toEqual(value);
  expect(out).toMatch(/^[ -~]+\n$/);
  expect(written(false, {}, (it) => it.data("\u009b"))).toEqual(["\u009b\n", ""]);
});

test("counts errors and warnings", () => {
  const finding = {
    code: "c",
    message: "",
    help: "",
    file: "",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
  };
  const error = { ...finding, severity: "error" as const };
  const warning = { ...finding, severity: "warning" as const };
  expect(tally([error, warning, error])).toBe("2 errors, 1 warning");
  expect(tally([warning])).toBe("1 warning");
});
