// `type`: which kinds of values pass. What only listed values leave is said by them, and what only
// the branches of a union leave by the branches.
import type { Json, Schema } from "../../model/model.ts";
import { type Comparison, differs, effectOf, type Pair, SAME } from "./difference.ts";
import { type Atom, ATOMS, ownAtoms, placeOf, valuesOf } from "./facts.ts";

export function types(pair: Pair): Comparison {
  const [old, next] = [ownAtoms(pair.old), ownAtoms(pair.new)];
  const lost = ATOMS.filter((atom) => old.has(atom) && !next.has(atom));
  const gained = ATOMS.filter((atom) => next.has(atom) && !old.has(atom));
  if (lost.length + gained.length === 0 || listedAlone(pair, lost, gained)) return SAME;
  return differs(pair, {
    code: codeOf(lost, gained),
    keyword: "type",
    effect: effectOf(lost.length > 0, gained.length > 0),
    from: namesOf(old),
    to: namesOf(next),
    old: placeOf(pair.old, "type", "enum", "const"),
    new: placeOf(pair.new, "type", "enum", "const"),
    lost: lost.length > 0 ? typed(lost) : undefined,
    gained: gained.length > 0 ? typed(gained) : undefined,
  });
}

/** Whether both sides list their values: then what is missing is missing there. */
function listedAlone(pair: Pair, lost: readonly Atom[], gained: readonly Atom[]): boolean {
  const [old, next] = [valuesOf(pair.old), valuesOf(pair.new)];
  if (old !== undefined && next !== undefined) return old.length > 0 && next.length > 0;
  if (next !== undefined && next.length > 0) return gained.length === 0;
  return old !== undefined && old.length > 0 && lost.length === 0;
}

function codeOf(lost: readonly Atom[], gained: readonly Atom[]): string {
  const isNull = (atoms: readonly Atom[]): boolean => atoms.join() === "null";
  if (isNull(gained) && lost.length === 0) return "nullable";
  if (isNull(lost) && gained.length === 0) return "not-nullable";
  if (lost.length > 0 && gained.length > 0) return "type-changed";
  return lost.length > 0 ? "type-narrowed" : "type-widened";
}

/** The types in the document's words. */
export function namesOf(atoms: ReadonlySet<Atom>): Json {
  if (atoms.size === ATOMS.length) return "any";
  if (atoms.size === 0) return "nothing";
  const names = ATOMS.filter((atom) => atoms.has(atom)).flatMap((atom) => {
    if (atom === "fraction") return atoms.has("integer") ? ["number"] : ["number (no integer)"];
    return atom === "integer" && atoms.has("fraction") ? [] : [atom];
  });
  return names.length === 1 ? names[0]! : names;
}

export function typed(atoms: readonly Atom[]): Schema {
  const names = atoms.map((atom) => (atom === "fraction" ? "number" : atom));
  const all = { type: [...new Set(names)] };
  const fractions = atoms.includes("fraction") && !atoms.includes("integer");
  return fractions ? { ...all, not: { type: "integer" } } : all;
}
