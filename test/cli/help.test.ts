// The manners of the command line: help with examples for every command, JSON everywhere, advice where a
// word is misspelt.
import { expect, test } from "vitest";
import { folderOf } from "./folders.ts";
import { onespec } from "./spawn.ts";

const COMMANDS = ["generate", "bundle", "diff", "release", "pack", "init"];

test.concurrent.each(COMMANDS)("%s --help has examples and every option", async (command) => {
  const { exitCode, stdout, stderr } = await onespec(folderOf(), [command, "--help"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`Usage: onespec ${command} `);
  expect(stdout).toMatch(new RegExp(`\\nExamples:\\n(.*\\n)*  .*onespec ${command} `));
  expect(stdout).toContain("--json");
  expect(stdout).toContain("--allow-remote");
});

test.concurrent("the help names every command, and what exit codes mean", async () => {
  const { stdout } = await onespec(folderOf(), ["--help"]);
  for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
  expect(stdout).toMatch(/Exit codes:\n  0 .*\n  1 .*\n  2 .*\n  130 /);
});

test.concurrent.each(COMMANDS)(
  "%s --json says wrong usage as JSON, on stdout alone",
  async (command) => {
    const ended = await onespec(folderOf(), [command, "--json", "--nonsense"]);
    expect(ended).toMatchObject({ exitCode: 2, stderr: "" });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      ok: false,
      error: { message: expect.any(String) },
    });
  },
);

test.concurrent.each([
  [["--help", "--json"], /^Usage: onespec \[/],
  [["diff", "--json", "--help"], /^Usage: onespec diff /],
  [["--version", "--json"], /^\d+\.\d+\.\d+$/],
] as const)("%j is one JSON value", async (args, text) => {
  const ended = await onespec(folderOf(), args);
  expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(ended.stdout)).toEqual({ ok: true, text: expect.stringMatching(text) });
});

test.concurrent.each([
  [["dif", "--json"], "unknown command 'dif'", "Did you mean diff?"],
  [["help", "dif", "--json"], "No such command.", "See `onespec --help`."],
  [["release", "out", "--as", "1.0", "--json"], /1\.0' is invalid/, "See `onespec --help`."],
] as const)("%j says what is wrong, and what to do", async (args, message, help) => {
  const ended = await onespec(folderOf(), args);
  expect(ended).toMatchObject({ exitCode: 2, stderr: "" });
  const said = typeof message === "string" ? message : expect.stringMatching(message);
  expect(JSON.parse(ended.stdout)).toEqual({ ok: false, error: { message: said, help } });
});

test.concurrent.each([
  [["relase", "out"], /Did you mean release\?/],
  [["dif", "a", "b"], /Did you mean diff\?/],
  [["release", "out", "--dat", "2030-01-01"], /Did you mean --date\?/],
  [["release", "out", "--date", "2030-02-30"], /Write a day as YYYY-MM-DD/],
  [["pack", "out", "--ot", "x"], /Did you mean --out\?/],
  [["init", "--out", "x"], /missing required argument 'document'/],
  [["generate", "a", "--out", "b", "--version-policy", "calver"], /choices are semver, none/],
  [["generate", "a", "--out", "b", "--undecided", "patch"], /choices are major, minor/],
] as const)("%j is wrong usage", async (args, message) => {
  const ended = await onespec(folderOf(), args);
  expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
  expect(ended.stderr).toMatch(message);
});

test.concurrent.each(["release", "pack"])(
  "%s refuses a folder that is none of ours",
  async (command) => {
    const folder = folderOf({
      "mine/thesis.txt": "years",
      "bad/onespec.lock.json": "<<<<<<< ours",
    });
    for (const [name, message, exitCode] of [
      ["mine", "has no onespec.lock.json", 1],
      ["none", "does not exist", 2],
      ["bad", "it is not JSON (a merge conflict, perhaps)", 1],
    ] as const) {
      const ended = await onespec(folder, [command, name, "--json"]);
      expect(ended).toMatchObject({ exitCode, stderr: "" });
      expect(JSON.parse(ended.stdout)).toMatchObject({
        ok: false,
        error: { message: expect.stringContaining(message) },
      });
    }
  },
);
