// Remembers from one run to the next what each named schema was made into, for runs that follow a
// document while it is edited. Pure in effect: with or without it, a run gives the same bytes.
import { createHash } from "node:crypto";
import { type Group, groupsOf } from "./schema/groups.ts";
import type { NamedSchema } from "./model/model.ts";
import type { Recall } from "./model/recall.ts";
import { referencedNames } from "./model/references.ts";

export interface Memory {
  /** Opens a run over these schemas; `salt` is what else its results depend on. */
  readonly open: (schemas: readonly NamedSchema[], salt: string) => Recall;
  /** The run came to its end: what it did not ask for is forgotten. */
  readonly close: () => void;
}

export function createMemory(): Memory {
  let before: ReadonlyMap<string, unknown> = new Map();
  let now = new Map<string, unknown>();
  let complete = true;
  const open = (schemas: readonly NamedSchema[], salt: string): Recall => {
    before = complete ? now : new Map([...before, ...now]);
    now = new Map();
    complete = false;
    const keys = keysOf(schemas, salt);
    const keyOf = (kind: string, name: string): string => `${kind} ${keys.get(name)}`;
    const keep = <T>(kind: string, name: string, value: T): T => {
      now.set(keyOf(kind, name), value);
      return value;
    };
    return {
      keep,
      known: <T>(kind: string, name: string): T | undefined => {
        const key = keyOf(kind, name);
        const found = (now.get(key) ?? before.get(key)) as T | undefined;
        return found === undefined ? undefined : keep(kind, name, found);
      },
    };
  };
  return { open, close: () => void (complete = true) };
}

/** A key for each schema that is another one as soon as it, or one that it reaches, is. */
function keysOf(schemas: readonly NamedSchema[], salt: string): ReadonlyMap<string, string> {
  const byName = new Map(schemas.map((named) => [named.name, named]));
  const keys = new Map<string, string>();
  for (const { names } of groupsOf(schemas)) {
    const key = hash([salt, ...textsOf(names, byName, keys)]);
    for (const name of names) keys.set(name, `${key} ${name}`);
  }
  return keys;
}

function textsOf(
  names: Group["names"],
  byName: ReadonlyMap<string, NamedSchema>,
  keys: ReadonlyMap<string, string>,
): readonly string[] {
  return names.flatMap((name) => {
    const named = byName.get(name)!;
    // Those of the group itself have no key yet: their text is in the group's.
    const reached = referencedNames(named.schema).map((to) => keys.get(to) ?? to);
    return [JSON.stringify(named), ...reached];
  });
}

function hash(texts: readonly string[]): string {
  const digest = createHash("sha256");
  for (const text of texts) digest.update(`${text.length}:${text}`);
  return digest.digest("base64");
}
