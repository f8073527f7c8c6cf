// Every language and tool: does its output compile, do all vectors pass, does the story? What the
// machine lacks is skipped by name, unless ONESPEC_LANGUAGES asks for it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { languages } from "./all.ts";
import { onBench } from "./bench.ts";
import type { Language, Tool } from "./language.ts";
import { REPORT, type Row } from "./report.ts";

// The first build of a whole SDK takes minutes.
const TIMEOUT = 1_200_000;
const asked = (process.env["ONESPEC_LANGUAGES"] ?? "").split(" ").filter((name) => name !== "");
const rows: Row[] = [];

for (const language of languages.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const toolchain = await language.toolchain();
  const isAsked = asked.includes(language.name);
  const title = `${language.name}: ${toolchain ?? "this machine lacks what it needs"}`;
  describe(title, () => {
    it.runIf(toolchain === undefined && isAsked)("is here, since it was asked for", () => {
      expect.fail(`${language.name} was asked for, and its toolchain is not on this machine`);
    });
    describe.skipIf(toolchain === undefined).each(language.tools)("$name $version", (tool) => {
      testTool(language, tool);
    });
  });
}

function testTool({ name }: Language, tool: Tool): void {
  const { vectors, known } = tool;
  const row: Row = {
    language: name,
    tool: tool.name,
    version: tool.version,
    hasVectors: vectors !== undefined,
    cells: {},
  };
  rows.push(row);
  const cell = (kind: keyof Row["cells"], work: () => Promise<string>): void => {
    it(kind, async () => void (row.cells[kind] = await work()), TIMEOUT);
  };
  cell("compiles", async () => {
    await onBench((bench) => tool.compiles(bench));
    return "yes";
  });
  if (vectors) {
    cell("vectors", async () => {
      const { passed, all: count, failures } = await onBench((bench) => vectors.call(tool, bench));
      expect(count).toBeGreaterThan(0);
      expect(passed).toBe(count - failures.length);
      // The tool itself holds its failures against what is known of it, and fails for all others.
      if (known !== undefined) return `${passed} of ${count}: ${known}`;
      expect(failures).toEqual([]);
      return `${passed} of ${count}`;
    });
  }
  cell("story", async () => {
    await onBench((bench) => tool.story(bench));
    return "yes";
  });
}

afterAll(() => {
  mkdirSync(dirname(REPORT), { recursive: true });
  writeFileSync(REPORT, JSON.stringify(rows));
});
