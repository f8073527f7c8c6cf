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
