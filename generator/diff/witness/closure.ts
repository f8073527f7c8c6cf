// Which schemas a search needs: those of both sides that some names lead to, within a budget, and
// without those that can't be compiled. Names get the side in front, so that all stand beside each other.
import { hasErrors } from "../../diagnostics.ts";
import type { NamedSchema } from "../../model/model.ts";
import { referencedNames } from "../../model/references.ts";
import { checkSchemas } from "../../schema/check.ts";
import type { Side } from "../change.ts";
import type { Schemas } from "../schemas/part.ts";
import { sided, sidedName } from "../schemas/steps.ts";

/** Schemas that are compiled for one comparison, of both sides together. */
const MOST = 1_000;

export interface Closure {
  readonly schemas: readonly NamedSchema[];
  /** Whether a name was taken in with all that it leads to. */
  readonly has: (side: Side, name: string) => boolean;
}

export function createClosure(
  sides: Readonly<Record<Side, Schemas>>,
  wanted: readonly (readonly [Side, string])[],
): Closure {
  const taken = new Map<string, NamedSchema>();
  const refs = new Map<string, readonly string[]>();
  const refused = new Set<string>();
  for (const [side, name] of wanted) {
    const key = sidedName(side, name);
    if (taken.has(key) || refused.has(key)) continue;
    const found = reachedFrom(sides[side], side, name, taken, refs);
    if (found === undefined || taken.size + found.size > MOST) refused.add(key);
    else for (const [reached, schema] of found) taken.set(reached, schema);
  }
  return {
    schemas: [...taken.values()],
    has: (side, name) => taken.has(sidedName(side, name)),
  };
}

/** What a name leads to and is not taken yet; undefined where something of it has an error. */
function reachedFrom(
  schemas: Schemas,
  side: Side,
  start: string,
  taken: ReadonlyMap<string, NamedSchema>,
  refs: Map<string, readonly string[]>,
): ReadonlyMap<string, NamedSchema> | undefined {
  const found = new Map<string, NamedSchema>();
  const pending = [start];
  for (const name of pending) {
    const key = sidedName(side, name);
    if (taken.has(key) || found.has(key)) continue;
    const named = schemas.get(name);
    if (named === undefined || found.size > MOST || hasErrors(checkSchemas([named])))
      return undefined;
    found.set(key, { ...named, name: key, schema: sided(side, named.schema) });
    const next = refs.get(key) ?? referencedNames(named.schema);
    refs.set(key, next);
    pending.push(...next);
  }
  return found;
}
