// `not`: what differs inside turns round.
import { both, type Comparison, differs, type Pair } from "./difference.ts";
import { inner, type Located, type Part } from "./part.ts";
import { sided } from "./steps.ts";

export function negated(pair: Pair): Comparison {
  const [old, next] = [notsOf(pair.old), notsOf(pair.new)];
  const { ids } = pair.session;
  const left = [...next];
  const unmatched = old.filter(({ schema }) => {
    const id = ids.of("shape", "old", schema);
    const index = left.findIndex((other) => ids.of("shape", "new", other.schema) === id);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
  const count = Math.max(unmatched.length, left.length);
  return both(
    ...Array.from({ length: count }, (_, index) => one(pair, unmatched[index], left[index])),
  );
}

function notsOf(parts: readonly Part[]): readonly Located[] {
  return parts.flatMap((part) => inner(part, "not") ?? []);
}

function one(pair: Pair, old: Located | undefined, next: Located | undefined): Comparison {
  if (old !== undefined && next !== undefined) return pair.compare([old], [next], { turn: "flip" });
  const isNew = old === undefined;
  const schema = sided(isNew ? "new" : "old", (old ?? next)!.schema);
  const nothing = schema === false;
  return differs(pair, {
    ...{ code: `not-${isNew ? "added" : "removed"}`, keyword: "not" },
    effect: nothing ? "none" : isNew ? "narrower" : "wider",
    old: old?.at,
    new: next?.at,
    lost: isNew ? schema : undefined,
    gained: isNew ? undefined : schema,
  });
}
