// Whether no value can satisfy two schemas at once, as far as types, listed values and required
// properties say. A "no" means only that it could not be proven.
import { canonical } from "../../fixtures/json.ts";
import { atomsOf, valuesOf } from "./facts.ts";
import { holding, requiredNames } from "./names.ts";
import { member, allParts, type Part, type Schemas, type Together } from "./part.ts";

/** Properties inside of properties that are looked into. */
const DEPTH = 2;
/** Branches of a union that are held against each other. */
const MOST = 60;

export function isDisjoint(schemas: Schemas, one: Together, other: Together, depth = 0): boolean {
  const [first, second] = [allParts(schemas, one), allParts(schemas, other)];
  const [atoms, others] = [atomsOf(schemas, first), atomsOf(schemas, second)];
  const common = [...atoms].filter((atom) => others.has(atom));
  if (common.length === 0) return true;
  if (listsDiffer(first, second)) return true;
  if (common.join() !== "object" || depth >= DEPTH) return false;
  const needed = [...new Set([...requiredNames(first), ...requiredNames(second)])];
  return needed.some((name) => {
    if (refuses(first, name) || refuses(second, name)) return true;
    return isDisjoint(schemas, holding(first, name), holding(second, name), depth + 1);
  });
}

function listsDiffer(one: readonly Part[], other: readonly Part[]): boolean {
  const [values, others] = [valuesOf(one), valuesOf(other)];
  if (values === undefined || others === undefined) return false;
  const known = new Set(others.map(canonical));
  return !values.some((value) => known.has(canonical(value)));
}

function refuses(parts: readonly Part[], name: string): boolean {
  return parts.some(
    (part) =>
      member(part, "properties", name)?.schema === false ||
      holding([part], name).some(({ schema }) => schema === false),
  );
}

/** Whether at most one of several schemas can hold. */
export function areParted(schemas: Schemas, branches: readonly Together[]): boolean {
  if (branches.length > MOST) return false;
  return branches.every((one, index) =>
    branches.slice(index + 1).every((other) => isDisjoint(schemas, one, other)),
  );
}
