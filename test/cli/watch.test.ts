// `onespec generate --watch` as people use it: a process, real files, saves of all kinds. What it prints
// is waited for; nothing sleeps.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { filesIn, folderOf, put } from "./folders.ts";
import { GOOD, MAIN, onespec } from "./spawn.ts";

interface Watched {
  readonly folder: string;
  /** Resolves once the text stands in what was printed, on either stream, after what was seen before. */
  readonly seen: (text: string) => Promise<string>;
  readonly output: () => string;
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

const running = new Set<ChildProcessWithoutNullStreams>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

function watch(folder: string, ...more: readonly string[]): Watched {
  const args = [MAIN, "generate", "api.yaml", "--out", "out", "--no-build", "--watch", ...more];
  const child = spawn(process.execPath, args, { cwd: folder });
  running.add(child);
  let [output, from] = ["", 0];
  let look = (): void => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      look();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", (code) => {
      running.delete(child);
      resolve(code);
      look();
    });
  });
  const seen = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      look = () => {
        const at = output.indexOf(text, from);
        if (at >= 0) {
          const found = output.slice(from, at + text.length);
          from = at + text.length;
          resolve(found);
        } else if (child.exitCode !== null) reject(new Error(`ended before "${text}": ${output}`));
      };
      look();
    });
  return {
    folder,
    seen,
    output: () => output,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

const PET = "A pet";
const renamed = (text: string): string =>
  GOOD.replace("description: A pet", `description: ${text}`);
const typesIn = (folder: string): string => readFileSync(join(folder, "out/src/types.ts"), "utf8");
const runsIn = (output: string): number => output.split("done in").length - 1;

async function watching(): Promise<Watched> {
  const watched = watch(folderOf({ "api.yaml": GOOD }));
  await watched.seen("watching api.yaml");
  expect(typesIn(watched.folder)).toContain(PET);
  return watched;
}

describe("onespec generate --watch", () => {
  it("makes one run of ten quick saves, and says what changed and how long it took", async () => {
    const watched = await watching();
    for (let save = 1; save <= 10; save++) put(watched.folder, "api.yaml", renamed(`Save ${save}`));
    await watched.seen("changed  components/schemas/Pet\n");
    await watched.seen("done in");
    expect(typesIn(watched.folder)).toContain("Save 10");
    put(watched.folder, "api.yaml", renamed("The last"));
    await watched.seen("done in");
    expect(typesIn(watched.folder)).toContain("The last");
    expect(runsIn(watched.output())).toBe(3);
  });

  it("keeps the output where a save is broken, tells why, and recovers with the next", async () => {
    const watched = await watching();
    const before = filesIn(join(watched.folder, "out"));
    put(
      watched.folder,
      "api.yaml",
      GOOD.replace("type: string\n          maxLength", "type: strin\n          maxLength"),
    );
    const told = await watched.seen("nothing was written");
    expect(told).toMatch(/api\.yaml:\d+:\d+ error/);
    expect(filesIn(join(watched.folder, "out"))).toEqual(before);
    put(watched.folder, "api.yaml", renamed("Mended"));
    await watched.seen("done in");
    expect(typesIn(watched.folder)).toContain("Mended");
  });

  it("understands editors that put a new file in the place of the old", async () => {
    const watched = await watching();
    for (const text of ["First", "Second"]) {
      put(watched.folder, "api.yaml.tmp", renamed(text));
      renameSync(join(watched.folder, "api.yaml.tmp"), join(watched.folder, "api.yaml"));
      await watched.seen("done in");
      expect(typesIn(watched.folder)).toContain(text);
    }
  });

  it("waits for a document that was deleted", async () => {
    const watched = await watching();
    rmSync(join(watched.folder, "api.yaml"));
    await watched.seen("The document api.yaml can't be read: it does not exist");
    expect(typesIn(watched.folder)).toContain(PET);
    put(watched.folder, "api.yaml", renamed("Back"));
    await watched.seen("done in");
    expect(typesIn(watched.folder)).toContain("Back");
  });

  it("does nothing where a save changes nothing", async () => {
    const watched = await watching();
    put(watched.folder, "api.yaml", GOOD);
    put(watched.folder, "api.yaml", renamed("Other"));
    await watched.seen("done in");
    expect(runsIn(watched.output())).toBe(2);
  });

  it("follows files that the document refers to, also those that come to be later", async () => {
    const pet = "type: object\nproperties:\n  name:\n    type: string\n    description: NAME\n";
    const document = `${GOOD.slice(0, GOOD.indexOf("    Pet:"))}    Pet:\n      $ref: "./parts/pet.yaml"\n`;
    const folder = folderOf({ "api.yaml": document });
    const watched = watch(folder);
    await watched.seen("parts/pet.yaml");
    await watched.seen("watching api.yaml and 1 more path");
    put(folder, "parts/pet.yaml", pet);
    await watched.seen("done in");
    put(folder, "parts/pet.yaml", pet.replace("NAME", "What it is called"));
    await watched.seen("done in");
    expect(typesIn(folder)).toContain("What it is called");
  });

  it("follows the overlay", async () => {
    const folder = folderOf({ "api.yaml": GOOD, "over/README.md": "One" });
    const watched = watch(folder, "--overlay", "over");
    await watched.seen("watching api.yaml and 1 more path");
    mkdirSync(join(folder, "over/docs"));
    writeFileSync(join(folder, "over/docs/more.md"), "Two");
    await watched.seen("done in");
    expect(filesIn(join(folder, "out"))["docs/more.md"]).toBe("Two");
  });

  it("writes one line of JSON for each run", async () => {
    const folder = folderOf({ "api.yaml": GOOD });
    const watched = watch(folder, "--json");
    await watched.seen("watching");
    put(folder, "api.yaml", renamed("Other"));
    await watched.seen("changed");
    await watched.seen('"ok":true');
    const runs = watched
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{"));
    expect(runs.length).toBe(2);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "stops at %s and leaves nothing behind",
    async (signal) => {
      const watched = await watching();
      expect(await watched.end(signal)).toBe(0);
      const check = await onespec(watched.folder, [
        "generate",
        "api.yaml",
        "--out",
        "out",
        "--check",
      ]);
      expect(check).toMatchObject({ exitCode: 0, stderr: "" });
    },
  );

  it.each([
    [["-"], "Standard input can't be watched."],
    [["api.yaml", "--check"], "--check and --watch exclude each other."],
    [["missing.yaml"], "The document missing.yaml can't be read"],
    [["https://pets.example/api.yaml", "--allow-remote"], "An address can't be watched."],
  ])("refuses %j", async (args, message) => {
    const folder = folderOf({ "api.yaml": GOOD });
    const ended = await onespec(folder, ["generate", ...args, "--out", "out", "--watch"]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toContain(message);
  });
});
