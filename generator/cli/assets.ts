// What onespec carries with itself: its version and the texts of the run-time templates.
// Finds them from where this module stands, in the source tree and in the published package alike.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Own {
  /** The folder of onespec's package.json. */
  readonly root: string;
  readonly version: string;
  /** Where a fault is reported, if the package says so. */
  readonly bugs: string | undefined;
  /** Whether this is the published build: its code can't move without its version. */
  readonly compiled: boolean;
}

/** What onespec knows of itself, from the nearest package.json of its name above this module. */
export function own(): Own {
  const here = fileURLToPath(import.meta.url);
  for (let folder = dirname(here); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (!existsSync(path)) continue;
    const manifest = JSON.parse(readFileSync(path, "utf8")) as {
      readonly name?: string;
      readonly version?: string;
      readonly bugs?: string | { readonly url?: string };
    };
    if (manifest.name !== "onespec") continue;
    const bugs = typeof manifest.bugs === "string" ? manifest.bugs : manifest.bugs?.url;
    const compiled = here.endsWith(".js");
    return { root: folder, version: manifest.version ?? "0.0.0", bugs, compiled };
  }
  throw new Error(`no package.json of onespec above ${here}`);
}

/** The run-time templates by file name, byte for byte, in order of their names. */
export function runtimeTemplates(): ReadonlyMap<string, string> {
  const folder = join(own().root, "templates", "runtime");
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
