// How far schemas lead: how deep references go on, and how many parts one value is held against. Beyond
// any real document both end here, before something is made of them that nobody could hold.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import { type NamedSchema, REF_PREFIX, type Schema } from "../model/model.ts";
import { referencedNames } from "../model/references.ts";
import { type Group, groupsOf } from "./groups.ts";
import { isMap } from "./values.ts";

/** Schemas that lead one to the next, a circle counting as the longest way into it. */
const DEEPEST = 250;
/** Subschemas that one value is held against, those behind references in the same place included. */
const MOST_PARTS = 5_000;

/** The first schema that goes too far, if there is one. */
export function checkExtent(schemas: readonly NamedSchema[]): readonly Diagnostic[] {
  const byName = new Map(schemas.map((named) => [named.name, named]));
  const depths = new Map<string, number>();
  const parts = new Map<string, number>();
  for (const group of groupsOf(schemas)) {
    const depth = depthOf(group, byName, depths);
    for (const name of group.names) {
      depths.set(name, depth);
      parts.set(name, partsIn(byName.get(name)!.schema, parts));
      const problem =
        depth > DEEPEST
          ? `leads to others, one by one, more than ${DEEPEST} deep`
          : parts.get(name)! > MOST_PARTS
            ? `holds one value against more than ${MOST_PARTS.toLocaleString("en")} schemas`
            : undefined;
      if (problem !== undefined)
        return [diagnostic("too-far", byName.get(name)!.at, { schema: `\`${name}\``, problem })];
    }
  }
  return [];
}

function depthOf(
  { names }: Group,
  byName: ReadonlyMap<string, NamedSchema>,
  depths: ReadonlyMap<string, number>,
): number {
  const own = new Set(names);
  const outer = names.flatMap((name) => referencedNames(byName.get(name)!.schema));
  const deepest = Math.max(0, ...outer.flatMap((to) => (own.has(to) ? [] : (depths.get(to) ?? 0))));
  return deepest + lengthOf(names, own, byName);
}

/** The most steps that a schema of a circle is away from its first. */
function lengthOf(
  [first = ""]: Group["names"],
  own: ReadonlySet<string>,
  byName: ReadonlyMap<string, NamedSchema>,
): number {
  let length = 0;
  const seen = new Set([first]);
  for (let edge = [first]; edge.length > 0; length++) {
    const next = new Set(edge.flatMap((name) => referencedNames(byName.get(name)!.schema)));
    edge = [...next].filter((name) => own.has(name) && !seen.has(name));
    for (const name of edge) seen.add(name);
  }
  return length;
}

const LISTS = ["allOf", "anyOf", "oneOf"];
const SINGLE = ["not", "if", "then", "else"];

/** The subschemas that apply where the schema does; a circle back in the same place counts once. */
function partsIn(schema: Schema, known: ReadonlyMap<string, number>): number {
  if (!isMap(schema)) return 1;
  const { $ref, dependentSchemas } = schema;
  const inner = [
    ...LISTS.flatMap((keyword) => (Array.isArray(schema[keyword]) ? schema[keyword] : [])),
    ...SINGLE.flatMap((keyword) => schema[keyword] ?? []),
    ...(isMap(dependentSchemas) ? Object.values(dependentSchemas) : []),
  ] as readonly Schema[];
  const target = typeof $ref === "string" ? $ref.slice(REF_PREFIX.length) : undefined;
  const behind = target === undefined ? 0 : (known.get(target) ?? 1);
  return inner.reduce<number>((sum, each) => sum + partsIn(each, known), 1 + behind);
}
