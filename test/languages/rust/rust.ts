// Rust: progenitor makes a client of the 3.0 copy in build.rs, under `#![deny(warnings)]`. What cargo
// builds lies in a cache below the temporary folder; nothing is written beside the sources.
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { dropsEmpty, judge, known, sendsDefaults } from "../habits.ts";
import type { Bench, Language, Tool } from "../language.ts";

const CACHE = join(tmpdir(), "onespec-languages", "rust");
const MANIFEST = join(import.meta.dirname, "Cargo.toml");

const HABITS = [
  dropsEmpty("https://github.com/oxidecomputer/typify/issues/464"),
  sendsDefaults("https://github.com/oxidecomputer/typify/issues/319", { batch_size: 5 }),
];

/** The queues that the story speaks of. */
const CONFIG = {
  queues: [
    { name: "orders" },
    { name: "locked", token: "secret" },
    { name: "closed", httpPull: false },
  ],
};

async function version(...args: readonly string[]): Promise<string | undefined> {
  try {
    return (await promisify(execFile)("cargo", [...args, "--version"])).stdout.trim();
  } catch {
    return undefined;
  }
}

function cargo(bench: Bench, command: string, ...rest: readonly string[]): Promise<string> {
  const document = join(bench.package, "openapi-3.0.json");
  return bench.run(
    "cargo",
    [command, "--quiet", "--locked", "--manifest-path", MANIFEST, ...rest],
    { env: { CARGO_TARGET_DIR: CACHE, ONESPEC_DOCUMENT: document } },
  );
}

const progenitor: Tool = {
  name: "progenitor",
  version: "0.15.1",
  known: known(HABITS),
  async compiles(bench) {
    await cargo(bench, "build");
    if ((await version("clippy")) !== undefined) await cargo(bench, "clippy");
  },
  async vectors(bench) {
    const file = join(bench.package, "vectors.json");
    return judge(await cargo(bench, "run", "--", "vectors", file), HABITS);
  },
  async story(bench) {
    const { url } = await bench.emulator(CONFIG);
    await cargo(bench, "run", "--", "story", url);
  },
};

export const language: Language = {
  name: "rust",
  toolchain: () => version(),
  tools: [progenitor],
};
