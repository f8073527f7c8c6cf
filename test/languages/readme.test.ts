// The page for other languages, followed as it stands there: each block of shell is run, each program
// is written beside what it has made, and run. Only the package and the address are those of the test.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { onBench } from "./bench.ts";
import { language as go } from "./go/go.ts";
import type { Language } from "./language.ts";
import { language as python } from "./python/python.ts";

const root = resolve(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The blocks of a section in a language, in their order. */
function blocks(section: string, language: string): readonly string[] {
  const [, text = ""] = readme.split(`\n### ${section}\n`);
  const [own = ""] = text.split(/\n##/);
  return [...own.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code!);
}

interface Page {
  readonly section: string;
  readonly language: Language;
  readonly fence: string;
  readonly file: string;
  readonly command: readonly [program: string, ...args: string[]];
}

const pages: readonly Page[] = [
  {
    ...{ section: "Python", language: python, fence: "python", file: "main.py" },
    command: [".venv/bin/python", "main.py"],
  },
  { section: "Go", language: go, fence: "go", file: "main.go", command: ["go", "run", "."] },
];

const asked = (process.env["ONESPEC_LANGUAGES"] ?? "").split(" ").filter((name) => name !== "");

describe.each(pages)("the page of $section", ({ section, language, fence, file, command }) => {
  it("leads to a running call", async ({ skip }) => {
    skip(asked.length > 0 && !asked.includes(language.name), "another language was asked for");
    skip((await language.toolchain()) === undefined, `there is no ${language.name} here`);
    const [shell, program] = [blocks(section, "sh"), blocks(section, fence)];
    expect([shell.length, program.length]).toEqual([1, 1]);
    await onBench(async (bench) => {
      const { url } = await bench.emulator();
      const packed = shell[0]!.replace("@onespec/cloudflare-queues", JSON.stringify(bench.package));
      await bench.run("bash", ["-euc", packed]);
      writeFileSync(join(bench.folder, file), program[0]!.replace("http://127.0.0.1:4010", url));
      const [name, ...args] = command;
      expect(await bench.run(name, args)).toBe("hello\n");
    });
  }, 600_000);
});
