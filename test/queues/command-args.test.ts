// What the command makes of its arguments, environment and configuration, without a process of its own.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { defaultSettings } from "../../templates/cloudflare-queues/emulator.ts";
import { configProblems } from "../../templates/cloudflare-queues/command/check-config.ts";
import { readConfig } from "../../templates/cloudflare-queues/command/config.ts";
import { flagsOf } from "../../templates/cloudflare-queues/command/flags.ts";
import { HELP, TOKEN_VARIABLE } from "../../templates/cloudflare-queues/command/help.ts";
import { jsonFault } from "../../templates/cloudflare-queues/command/json-fault.ts";
import { planOf } from "../../templates/cloudflare-queues/command/plan.ts";
import { run } from "../../templates/cloudflare-queues/command/run.ts";
import type { Environment } from "../../templates/cloudflare-queues/command/plan.ts";
import { refusedListener } from "../../templates/cloudflare-queues/command/refused.ts";
import {
  type Signal,
  untilSignal,
} from "../../templates/cloudflare-queues/command/until-signal.ts";
import { told } from "../../templates/cloudflare-queues/emulator/checks.ts";
import { folderOf } from "./command-support.ts";

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command; a signal comes as soon as it listens. */
async function ran(
  args: readonly string[],
  environment: Environment = {},
  isTTY = false,
): Promise<Ran> {
  const text = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof text) => ({
    isTTY,
    write: (more: string) => (text[name] += more),
  });
  const exitCode = await run(args, {
    environment,
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    clock: { now: Date.now, setTimeout, clearTimeout: (timer) => clearTimeout(timer as never) },
    random: () => 0.5,
    onSignal: (listener) => listener("SIGTERM"),
  });
  return { exitCode, ...text };
}

const name = "cloudflare-queues-emulator:";

describe("wrong usage", () => {
  it.each([
    [["--prot", "1"], 'unknown option --prot. Did you mean "--port"?'],
    [["--nonsense=secret"], "unknown option --nonsense."],
    [["-x"], "unknown option -x."],
    [["--__proto__"], "unknown option --__proto__."],
    [["--token=", "secret"], "argument 2 belongs to no option."],
    [["--", "secret"], "argument 2 belongs to no option."],
    [["--quiet=yes"], "--quiet takes no value."],
    [["--store"], "--store needs a value."],
    [["--store", "--quiet"], "--store needs a value."],
  ])("%j", async (args, said) => {
    const stderr = `${name} ${said} --help shows all options.\n`;
    expect(await ran(args)).toEqual({ exitCode: 2, stdout: "", stderr });
  });
});

describe("what can't be used", () => {
  it.each([
    [["--port", "80000"], "--port must be a whole number from 0 to 65535."],
    [["--port", "x"], "--port must be a whole number from 0 to 65535."],
    [["--port="], "--port must be a whole number from 0 to 65535."],
    [["--max-retries", "101"], "--max-retries must be a whole number from 0 to 100."],
    [["--max-retries=-1"], "--max-retries must be a whole number from 0 to 100."],
    [["--host="], "--host must be a text of 1 to 253 characters."],
    [["--store="], "--store must be a text of 1 to 4096 characters."],
    [["--dead-letter="], "--dead-letter must be a text of 1 to 63 characters."],
    [
      ["--token", "a b"],
      "--token must be a text of 1 to 1000 letters, digits and signs, without spaces.",
    ],
    [["--fault", "lots:1"], '--fault: character 1: "lots" is no fault. Did you mean "lost"?'],
    [
      ["--fault", "lost:1", "--fault", "cut:1"],
      "--fault: the rates of the faults are 2 together, over 1",
    ],
    [["--config", "/nowhere/c.json"], "the configuration /nowhere/c.json does not exist"],
    [["--config", "/"], "the configuration / is a folder"],
    [
      ["--host", "192.0.2.1"],
      "192.0.2.1 is not an address of this machine: 127.0.0.1 is, and 0.0.0.0 is all of them",
    ],
  ])("%j", async (args, said) => {
    expect(await ran(args)).toEqual({ exitCode: 1, stdout: "", stderr: `${name} ${said}\n` });
  });

  test("a token in the environment, which is not told", async () => {
    const { exitCode, stderr } = await ran([], { [TOKEN_VARIABLE]: "top secret" });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`${TOKEN_VARIABLE} must be`)]);
    expect(stderr).not.toContain("top secret");
  });

  test("a store, which is left as it is", async () => {
    const text = "this is no database, but somebody's letter".repeat(10);
    const path = join(folderOf({ "letter.txt": text }), "letter.txt");
    const { exitCode, stdout, stderr } = await ran(["--store", path]);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^cloudflare-queues-emulator: .*letter\.txt.*\n$/);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("a configuration, with every place in it", async () => {
    const path = join(
      folderOf({ "c.json": '{"prot": 1, "queues": [{"name": "a"}, {}]}' }),
      "c.json",
    );
    const { exitCode, stderr } = await ran(["--config", path]);
    const lines = [`prot does not exist. Did you mean "port"?`, "queues[1].name is missing"];
    expect(stderr).toBe(`${name} ${lines.map((line) => `${path}: ${line}\n`).join("")}`);
    expect(exitCode).toBe(1);
  });

  test("a configuration that is no JSON, with line and column", async () => {
    const path = join(folderOf({ "c.json": '{"port": 1\n  "host"}' }), "c.json");
    const stderr = `${name} ${path}:2:3: a comma or } is expected\n`;
    expect(await ran(["--config", path])).toEqual({ exitCode: 1, stdout: "", stderr });
  });

  test("queues that only together are wrong", async () => {
    const queues = [{ name: "a", id: "b" }, { name: "b" }];
    const path = join(folderOf({ "c.json": JSON.stringify({ queues, port: 0 }) }), "c.json");
    const stderr = `${name} the queues: two queues are called "b"\n`;
    expect(await ran(["--config", path])).toEqual({ exitCode: 1, stdout: "", stderr });
  });
});

describe("a configuration", () => {
  it.each([
    [[], "the whole must be an object"],
    [null, "the whole must be an object"],
    [{ queue: [] }, 'queue does not exist. Did you mean "queues"?'],
    [{ queues: {} }, "queues must be a list"],
    [{ queues: ["a"] }, "queues[0] must be an object"],
    [{ queues: [{ name: "a" }, { name: "a" }] }, "queues[1].name is that of queues[0] too"],
    [
      { queues: [{ name: "a", maxRetries: "3" }] },
      "queues[0].maxRetries must be a whole number from 0 to 100",
    ],
    [
      { queues: [{ name: "a", maxretries: 3 }] },
      'queues[0].maxretries does not exist. Did you mean "maxRetries"?',
    ],
    [{ defaults: { name: "a" } }, "defaults.name does not exist."],
    [
      { defaults: { refuse: "all" } },
      "defaults.refuse must be one of overloaded, full, paused, freePlanSpent",
    ],
    [{ create: "never" }, "create must be one of onFirstUse, configured"],
    [
      { token: "a b" },
      "token must be a text of 1 to 1000 letters, digits and signs, without spaces",
    ],
    [
      { settings: { statuses: { 10104: "404" } } },
      "settings.statuses.10104 must be a whole number from 400 to 599",
    ],
    [{ settings: [] }, "settings must be an object"],
    [{ port: "4010" }, "port must be a whole number from 0 to 65535"],
    [{ host: "" }, "host must be a text of 1 to 253 characters"],
    [{ allowedHosts: ["a", 1] }, "allowedHosts[1] must be a text of 1 to 253 characters"],
    [{ page: 1 }, "page must be true or false"],
    [{ store: 1 }, "store must be a text of 1 to 4096 characters"],
    [
      { faults: "429" },
      'faults can\'t be read: character 1: 429 needs a rate from 0 to 1, such as "429:0.1"',
    ],
    [{ faults: {} }, 'faults must be a text such as "429:0.1"'],
    [{ limits: { bodyBytes: 0 } }, "limits.bodyBytes must be a whole number, 1 or more"],
  ])("%j: %s", (config, said) => {
    expect(configProblems(config).map((one) => told(one, "the whole"))).toEqual([said]);
  });

  it("that is right is taken, the one of the help too", async () => {
    const example = /\n(  \{\n[^]*?\n  \}\n)/.exec(HELP)![1]!;
    expect(configProblems(JSON.parse(example))).toEqual([]);
    expect(configProblems({ settings: defaultSettings, defaults: { maxRetries: 1 } })).toEqual([]);
    const folder = folderOf({ "c.json": '\ufeff{"store": "s.sqlite", "port": 1}' });
    expect(await readConfig(join(folder, "c.json"))).toEqual({
      store: join(folder, "s.sqlite"),
      port: 1,
    });
  });

  it("goes after the environment, and that after the command line", () => {
    const config = {
      ...{ port: 1, host: "a", token: "t", page: true, store: "s", faults: "429:0.1" },
      ...{
        allowedHosts: ["x"],
        defaults: { maxRetries: 1, delaySeconds: 1 },
        queues: [{ name: "q" }],
      },
    };
    const plain = planOf(flagsOf([]), {}, config);
    expect(plain).toMatchObject({
      store: "s",
      emulator: { token: "t", queues: config.queues, defaults: config.defaults },
      server: { port: 1, host: "a", token: "t", page: true, faults: [{ kind: "429", rate: 0.1 }] },
    });
    const environment = { [TOKEN_VARIABLE]: "e" };
    expect(planOf(flagsOf([]), environment, config).server.token).toBe("e");
    expect(planOf(flagsOf([]), { [TOKEN_VARIABLE]: "" }, config).server.token).toBe("t");
    const args =
      "-p 2 --host b --token f --no-page --store r --fault 500:1 --allow-host y --max-retries 2 --dead-letter d -q";
    expect(planOf(flagsOf(args.split(" ")), environment, config)).toEqual({
      store: "r",
      demo: false,
      quiet: true,
      emulator: {
        token: "f",
        queues: config.queues,
        defaults: { maxRetries: 2, delaySeconds: 1, deadLetterQueue: "d" },
      },
      server: {
        ...{ port: 2, host: "b", token: "f", page: false, allowedHosts: ["x", "y"] },
        faults: [{ kind: "500", rate: 1 }],
      },
    });
    expect(planOf(flagsOf([]), {}, {})).toMatchObject({
      store: undefined,
      server: { port: 4010, host: "127.0.0.1", page: true, faults: [] },
    });
  });
});

describe("where a text stops being JSON", () => {
  it.each([
    ["", 1, 1, "a value is expected; the text ends here"],
    ["{", 1, 2, "a name in double quotes is expected; the text ends here"],
    ['{"a": 1,}', 1, 9, "a name in double quotes is expected; a comma before it is one too many"],
    ["[1,\n 2,\n]", 3, 1, "a value is expected; a comma before it is one too many"],
    ["{a: 1}", 1, 2, "a name in double quotes is expected"],
    ["{'a': 1}", 1, 2, "a name in double quotes is expected; JSON has double quotes only"],
    ['{"a" 1}', 1, 6, "a colon is expected"],
    ['{"a": 1 "b": 2}', 1, 9, "a comma or } is expected"],
    ["[1 2]", 1, 4, "a comma or ] is expected"],
    ["{} x", 1, 4, "nothing more is expected"],
    ['{\n  // no\n  "a": 1}', 2, 3, "a name in double quotes is expected; JSON has no comments"],
    ['{"a": 01}', 1, 7, "a value is expected"],
    ['{"a": .5}', 1, 7, "a value is expected"],
    ['{"a": True}', 1, 7, "a value is expected"],
    ['{"a": "b\n"}', 1, 7, "this text in quotes is not well formed"],
    ['["\\x"]', 1, 2, "this text in quotes is not well formed"],
  ])("%j", (text, line, column, message) => {
    expect(jsonFault(text)).toEqual({ line, column, message });
    expect(() => JSON.parse(text)).toThrow();
  });
  it.each([
    "{}",
    "[]",
    ' {"a": [1, -2.5e+3, "\\u00fc\\"", true, null, {"b": {}}]}\r\n\t',
    "1",
    '""',
  ])("never: %j", (text) => {
    expect(jsonFault(text)).toBeUndefined();
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });
});

test("the store is closed at the end", async () => {
  const path = join(folderOf(), "queue.sqlite");
  const { exitCode, stdout } = await ran(["--store", path, "--port", "0"]);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`Store    ${path}\n`)]);
  // While it is open there are more of them.
  expect(readdirSync(dirname(path))).toEqual(["queue.sqlite"]);
});

describe("signals", () => {
  test.each([
    ["SIGINT", 0, "SIGINT", 300, undefined],
    ["SIGINT", 0, "SIGINT", 301, 130],
    ["SIGTERM", 0, "SIGTERM", 301, 143],
    ["SIGINT", 0, "SIGTERM", 0, 143],
  ] as const)("%s at %i, %s at %i: %s", async (first, from, second, to, exitCode) => {
    const clock = { time: 0, now: () => clock.time };
    let send: (signal: Signal) => void = () => {};
    const stops: string[] = [];
    let stopped = (): void => {};
    const ended = untilSignal(
      (listener) => (send = listener),
      clock,
      (signal) => {
        stops.push(signal);
        return new Promise((resolve) => (stopped = resolve));
      },
    );
    clock.time = from;
    send(first);
    clock.time = to;
    send(second);
    stopped();
    expect(await ended).toBe(exitCode ?? 0);
    expect(stops).toEqual([first]);
  });
});

test("what is refused is told once, and quoted", () => {
  const lines: string[] = [];
  const tell = refusedListener((line) => lines.push(line));
  for (const value of ["a.test", "a.test", "x\u001b[2J y"]) tell({ kind: "host", value });
  tell({ kind: "origin", value: "http://evil.test" });
  tell({ kind: "contentType", value: "" });
  expect(lines).toEqual([
    'Refused a request for the host "a.test"; --allow-host a.test lets such requests in.',
    'Refused a request for the host "x\\u001b[2J y".',
    'Refused a request from a page of another site, "http://evil.test".',
    'Refused a request from a browser that is not JSON: "".',
  ]);
  for (let index = 0; index < 200; index++) tell({ kind: "host", value: `${index}.test` });
  expect(lines).toHaveLength(100);
});

describe("what is printed", () => {
  test("help and version", async () => {
    expect(await ran(["--port", "x", "-h"])).toEqual({ exitCode: 0, stdout: HELP, stderr: "" });
    for (const line of HELP.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    const manifest = readFileSync(join(import.meta.dirname, "../../package.json"), "utf8");
    const { version } = JSON.parse(manifest) as { readonly version: string };
    expect(await ran(["-v"])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  });
  test.each([
    ["on a terminal", {}, true, true],
    ["on a terminal with NO_COLOR", { NO_COLOR: "1" }, true, false],
    ["on a terminal with an empty NO_COLOR", { NO_COLOR: "" }, true, true],
    ["on a terminal that has none", { TERM: "dumb" }, true, false],
    ["elsewhere", {}, false, false],
  ])("colours %s: %j", async (_, environment, isTTY, isColoured) => {
    const { stdout } = await ran(["--port", "0"], environment, isTTY);
    expect(stdout.includes("\u001b[")).toBe(isColoured);
    const { stderr } = await ran(["--port", "x"], environment, isTTY);
    expect(stderr.includes("\u001b[")).toBe(isColoured);
  });
  test("quietly: the address alone", async () => {
    const { exitCode, stdout, stderr } = await ran(["--port", "0", "--quiet", "--host", "0.0.0.0"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  });
});
