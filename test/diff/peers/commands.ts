// What the commands of the peers say of pairs: `redocly diff`, and `oasdiff breaking` where it is on the
// PATH. Both run in a folder of their own, so that no configuration of a project speaks to them.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NamedPair } from "./pairs.ts";
import type { Said } from "./said.ts";

const OPTIONS = { encoding: "utf8", maxBuffer: 1 << 28 } as const;
const QUIET = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

/** What of a report is read. */
interface Redocly {
  readonly changes: readonly {
    readonly impact: "major" | "minor" | "patch";
    readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[];
  }[];
}

/** All pairs in one process: starting it costs ten times what a pair does. */
export function askRedocly(pairs: readonly NamedPair[]): Said {
  return inFolder(pairs, (folder) => {
    const worker = fileURLToPath(new URL("redocly-worker.ts", import.meta.url));
    const args = [worker, String(pairs.length)];
    const { status, stderr } = spawnSync(process.execPath, args, {
      ...{ ...OPTIONS, cwd: folder, env: { ...process.env, ...QUIET } },
    });
    if (status !== 0) throw new Error(`redocly ended with ${status}: ${stderr.slice(-2000)}`);
    return (index) => {
      const text = readFileSync(join(folder, String(index), "redocly.json"), "utf8");
      return (JSON.parse(text) as Redocly).changes
        .filter(({ impact }) => impact === "major")
        .flatMap(({ verdicts }) => verdicts.map(({ ruleId, message }) => `${ruleId}: ${message}`));
    };
  });
}

/** How it ends where it can't read a document; it asks for more than the specification here and there. */
const UNREADABLE = 102;

/** What `oasdiff changelog` says, by the ids of its checks. */
export interface Oasdiff {
  readonly all: Said;
  /** Errors and warnings, as its own `breaking` command counts. */
  readonly breaking: Said;
}

const WARNING = 2;

/** Undefined: there is no such command here. */
export function askOasdiff(pairs: readonly NamedPair[]): Oasdiff | undefined {
  if (spawnSync("oasdiff", ["--version"]).status !== 0) return undefined;
  const breaking = new Map<string, readonly string[]>();
  const all = askChangelog(pairs, (id, changes) => {
    const some = changes.filter(({ level }) => level >= WARNING);
    breaking.set(id, idsOf(some));
  });
  return { all, breaking };
}

interface OasdiffChange {
  readonly id: string;
  readonly level: number;
}

function idsOf(changes: readonly OasdiffChange[]): readonly string[] {
  return changes.map(({ id }) => id);
}

function askChangelog(
  pairs: readonly NamedPair[],
  hear: (id: string, changes: readonly OasdiffChange[]) => void,
): Said {
  return inFolder(pairs, (folder) => (index) => {
    const cwd = join(folder, String(index));
    const args = ["changelog", "--format", "json", "old.json", "new.json"];
    const { status, stdout, stderr } = spawnSync("oasdiff", args, { ...OPTIONS, cwd });
    if (status === UNREADABLE) return undefined;
    if (status !== 0) throw new Error(`oasdiff ended with ${status}: ${stderr}`);
    const changes = JSON.parse(stdout) as readonly OasdiffChange[];
    hear(pairs[index]!.id, changes);
    return idsOf(changes);
  });
}

type Ask = (folder: string) => (index: number) => readonly string[] | undefined;

function inFolder(pairs: readonly NamedPair[], ask: Ask): Said {
  const folder = mkdtempSync(join(tmpdir(), "onespec-peers-"));
  try {
    for (const [index, { pair }] of pairs.entries()) {
      mkdirSync(join(folder, String(index)));
      for (const [side, name] of ["old.json", "new.json"].entries())
        writeFileSync(join(folder, String(index), name), JSON.stringify(pair[side]));
    }
    const answer = ask(folder);
    const said = pairs.map(({ id }, index) => [id, answer(index)] as const);
    return new Map(said.flatMap(([id, all]) => (all === undefined ? [] : [[id, all] as const])));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
