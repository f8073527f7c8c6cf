// What parts that hold together say about types and listed values, taken together.
import { isList } from "../../document/pointer.ts";
import { canonical } from "../../fixtures/json.ts";
import type { Json, JsonObject } from "../../model/model.ts";
import type { Side } from "../change.ts";
import type { Pair } from "./difference.ts";
import { allParts, listed, type Part, type Schemas } from "./part.ts";

/** Kinds of values that no two types share: `number` is an integer or a fraction. */
export const ATOMS = [
  "null",
  "boolean",
  "object",
  "array",
  "string",
  "integer",
  "fraction",
] as const;
export type Atom = (typeof ATOMS)[number];
export type Group = "number" | "string" | "array" | "object";

export function atomOf(value: Json): Atom {
  if (value === null) return "null";
  if (isList(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "fraction";
  return typeof value as Atom;
}

function atomsOfType(type: Json): readonly Atom[] {
  const names = isList(type) ? type : [type];
  return names.flatMap((name): readonly Atom[] => {
    if (name === "number") return ["integer", "fraction"];
    return ATOMS.filter((atom) => atom === name);
  });
}

/** What the keyword `type` and listed values leave. */
export function ownAtoms(parts: readonly Part[]): ReadonlySet<Atom> {
  let atoms: readonly Atom[] = ATOMS;
  for (const { schema } of parts) {
    const { type } = schema;
    if (type !== undefined) {
      const names = atomsOfType(type);
      atoms = atoms.filter((atom) => names.includes(atom));
    }
    const values = valuesIn(schema);
    if (values !== undefined) {
      const found = new Set(values.map(atomOf));
      atoms = atoms.filter((atom) => found.has(atom));
    }
  }
  return new Set(atoms);
}

/** The same, with what the branches of unions leave. */
export function atomsOf(
  schemas: Schemas,
  parts: readonly Part[],
  depth: number = 0,
): ReadonlySet<Atom> {
  const own = ownAtoms(parts);
  if (depth > 5) return own;
  const unions = parts.flatMap((part) => ["anyOf", "oneOf"].map((key) => listed(part, key)));
  return unions
    .filter((branches) => branches.length > 0)
    .reduce<ReadonlySet<Atom>>((atoms, branches) => {
      const found = branches.flatMap((branch) => [
        ...atomsOf(schemas, allParts(schemas, [branch]), depth + 1),
      ]);
      return new Set([...atoms].filter((atom) => found.includes(atom)));
    }, own);
}

/** Whether values of a group pass on both sides: else its keywords decide nothing between them. */
export function speaksOf(pair: Pair, group: Group): boolean {
  const wanted: readonly Atom[] = group === "number" ? ["integer", "fraction"] : [group];
  const admits = (side: Side): boolean => {
    const atoms = ownAtoms(pair[side]);
    return wanted.some((atom) => atoms.has(atom));
  };
  return admits("old") && admits("new");
}

function valuesIn({ enum: several, const: only }: JsonObject): readonly Json[] | undefined {
  if (isList(several)) {
    return only === undefined
      ? several
      : several.filter((value) => canonical(value) === canonical(only));
  }
  return only === undefined ? undefined : [only];
}

/** The values that all lists allow and that are of the right type; undefined: nothing is listed. */
export function valuesOf(parts: readonly Part[]): readonly Json[] | undefined {
  const lists = parts.flatMap(({ schema }) => {
    const values = valuesIn(schema);
    return values === undefined ? [] : [values];
  });
  const [first, ...others] = lists;
  if (first === undefined) return undefined;
  const atoms = ownAtoms(parts.filter(({ schema }) => valuesIn(schema) === undefined));
  const allowed = others.map((list) => new Set(list.map(canonical)));
  return first.filter(
    (value) => atoms.has(atomOf(value)) && allowed.every((set) => set.has(canonical(value))),
  );
}

/** The first part that has one of some keywords. */
export function sayer(parts: readonly Part[], ...keywords: readonly string[]): Part | undefined {
  return parts.find(({ schema }) => keywords.some((keyword) => Object.hasOwn(schema, keyword)));
}

/** Where a keyword stands; undefined where it does not. */
export function placeOf(
  parts: readonly Part[],
  ...keywords: readonly string[]
): string | undefined {
  const part = sayer(parts, ...keywords);
  const keyword = keywords.find((name) => part !== undefined && Object.hasOwn(part.schema, name));
  return part === undefined ? undefined : `${part.at}/${keyword}`;
}
