// `properties` and `required`. A property that is not spoken of is taken for one that nobody sends
// under that name: so a new optional one is an addition, and one that goes is lost, not freed.
import type { JsonObject, Schema } from "../../model/model.ts";
import {
  both,
  type Comparison,
  differs,
  effectOf,
  type Flag,
  type Pair,
  SAME,
} from "./difference.ts";
import { placeOf, speaksOf } from "./facts.ts";
import { declaredNames, holding, isFree, presenceOf, requiredNames } from "./names.ts";
import { together } from "./other-names.ts";
import { allParts, type Located } from "./part.ts";
import type { Steps } from "./steps.ts";

export function properties(pair: Pair): Comparison {
  if (!speaksOf(pair, "object")) return SAME;
  if (pair.old.length === 0 || pair.new.length === 0) return whole(pair);
  const names = new Set([...declaredNames(pair.old), ...declaredNames(pair.new)]);
  const required = [...requiredNames(pair.old), ...requiredNames(pair.new)];
  const others = [...new Set(required)].filter((name) => !names.has(name));
  return both(
    ...[...names].map((name) => one(pair, name)),
    ...others.map((name) => presence(pair, name)),
  );
}

/** All of them, where the other side says nothing at all: then no property is new, or lost. */
function whole(pair: Pair): Comparison {
  const isNew = pair.old.length === 0;
  const side = isNew ? "new" : "old";
  const names = [...declaredNames(pair[side]), ...requiredNames(pair[side])];
  if (names.length === 0 || isFree(together(side, pair[side]))) return SAME;
  const broken: Schema = { type: "object", not: together(side, pair[side]) };
  return differs(pair, {
    ...{ code: `properties-${isNew ? "added" : "removed"}`, keyword: "properties" },
    effect: isNew ? "narrower" : "wider",
    old: isNew ? undefined : placeOf(pair.old, "properties", "required"),
    new: isNew ? placeOf(pair.new, "properties", "required") : undefined,
    lost: isNew ? broken : undefined,
    gained: isNew ? undefined : broken,
  });
}

function one(pair: Pair, name: string): Comparison {
  const [old, next] = (["old", "new"] as const).map((side) => presenceOf(pair, side, name));
  if (old === "refused" && next === "refused") return SAME;
  if (next === "declared" && (old === "open" || old === "refused")) return added(pair, name, old);
  if (old === "declared" && (next === "open" || next === "refused"))
    return removed(pair, name, next);
  const flag = flagOf(pair, holding(pair.old, name), holding(pair.new, name));
  const inside = pair.compare(holding(pair.old, name), holding(pair.new, name), {
    path: property(pair, name),
    flag: pair.walk.flag ?? flag,
  });
  return both(presence(pair, name), inside);
}

/** The flag that a property has on the side that decides: both must have it, or it is told as a change. */
function flagOf(pair: Pair, old: readonly Located[], next: readonly Located[]): Flag | undefined {
  const { schemas } = pair.session;
  return (["readOnly", "writeOnly"] as const).find((flag) =>
    (
      [
        ["old", old],
        ["new", next],
      ] as const
    ).every(([side, held]) => isFlagged(schemas[side], held, flag)),
  );
}

export function isFlagged(
  schemas: Pair["session"]["schemas"]["old"],
  held: readonly Located[],
  flag: Flag,
): boolean {
  const own = held.some(({ schema }) => typeof schema === "object" && schema[flag] === true);
  return own || allParts(schemas, held).some(({ schema }) => schema[flag] === true);
}

function property({ walk }: Pair, name: string): Steps {
  return [...walk.path, { property: name }];
}

const gone = (name: string): Schema => ({ type: "object", properties: { [name]: false } });
const there = (name: string): JsonObject => ({ type: "object", required: [name] });

function added(pair: Pair, name: string, old: "open" | "refused"): Comparison {
  const isRequired = requiredNames(pair.new).includes(name);
  const wasRequired = requiredNames(pair.old).includes(name);
  const held = holding(pair.new, name);
  const flag = (["readOnly", "writeOnly"] as const).find((each) =>
    isFlagged(pair.session.schemas.new, held, each),
  );
  const loses = isRequired && !wasRequired;
  return differs(pair, {
    code: loses ? "added-required" : "added",
    keyword: loses ? "required" : "properties",
    path: property(pair, name),
    effect: effectOf(loses, old === "refused"),
    to: name,
    new: held[0]?.at,
    old:
      old === "refused"
        ? placeOf(pair.old, "additionalProperties", "unevaluatedProperties")
        : undefined,
    flag: pair.walk.flag ?? flag,
    lost: loses ? gone(name) : undefined,
    gained: old === "refused" ? there(name) : undefined,
  });
}

function removed(pair: Pair, name: string, next: "open" | "refused"): Comparison {
  const wasRequired = requiredNames(pair.old).includes(name);
  const isRequired = requiredNames(pair.new).includes(name);
  const held = holding(pair.old, name);
  const flag = (["readOnly", "writeOnly"] as const).find((each) =>
    isFlagged(pair.session.schemas.old, held, each),
  );
  const gains = wasRequired && !isRequired;
  return differs(pair, {
    code: gains ? "removed-required" : "removed",
    keyword: "properties",
    path: property(pair, name),
    effect: effectOf(next === "refused", gains),
    from: name,
    old: held[0]?.at,
    new:
      next === "refused"
        ? placeOf(pair.new, "additionalProperties", "unevaluatedProperties")
        : undefined,
    flag: pair.walk.flag ?? flag,
    lost: next === "refused" ? there(name) : undefined,
    gained: gains ? gone(name) : undefined,
  });
}

/** Whether a property must be there. */
function presence(pair: Pair, name: string): Comparison {
  const [old, next] = [pair.old, pair.new].map((parts) => requiredNames(parts).includes(name));
  if (old === next) return SAME;
  return differs(pair, {
    code: next ? "required" : "optional",
    keyword: "required",
    path: property(pair, name),
    effect: next ? "narrower" : "wider",
    [next ? "to" : "from"]: name,
    old: old ? placeOf(pair.old, "required") : holding(pair.old, name)[0]?.at,
    new: next ? placeOf(pair.new, "required") : holding(pair.new, name)[0]?.at,
    lost: next ? gone(name) : undefined,
    gained: next ? undefined : gone(name),
  });
}
