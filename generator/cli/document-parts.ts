// Which parts of a document differ from those of the version before, by the names that people know them
// by: for a line on a terminal. What a difference means for callers is for the diff to say.
import { isObject } from "../document/pointer.ts";
import { load } from "../document/load.ts";

/** The text of each part by its name: `GET /pets`, `components/schemas/Pet`, `info`. */
export type Parts = ReadonlyMap<string, string>;

/** The parts of a document; undefined where it can't be read at all. */
export function partsOf(text: string): Parts | undefined {
  const { document } = load({ path: "", text });
  if (document === undefined || !isObject(document.root)) return undefined;
  const parts = new Map<string, string>();
  for (const [key, value] of Object.entries(document.root)) {
    const nameOf = NAMES[key];
    if (nameOf === undefined || !isObject(value)) parts.set(key, JSON.stringify(value));
    else addMembers(parts, value, nameOf);
  }
  return parts;
}

type Members = NonNullable<ReturnType<typeof load>["document"]>["root"];
type NameOf = (outer: string, inner: string) => string;

const METHOD = /^(?:get|put|post|delete|options|head|patch|trace|query)$/;
const operation: NameOf = (path, key) => `${METHOD.test(key) ? key.toUpperCase() : key} ${path}`;

/** Members whose own members are parts. */
const NAMES: Readonly<Record<string, NameOf>> = {
  paths: operation,
  webhooks: operation,
  components: (kind, name) => `components/${kind}/${name}`,
};

function addMembers(parts: Map<string, string>, members: Members, nameOf: NameOf): void {
  for (const [outer, value] of Object.entries(members)) {
    if (!isObject(value)) parts.set(outer, JSON.stringify(value));
    else {
      for (const [inner, part] of Object.entries(value)) {
        parts.set(nameOf(outer, inner), JSON.stringify(part));
      }
    }
  }
}

/** The names of parts that are new, gone or different. */
export function changedParts(old: Parts, next: Parts): readonly string[] {
  const names = new Set([...old.keys(), ...next.keys()]);
  return [...names].filter((name) => old.get(name) !== next.get(name));
}
