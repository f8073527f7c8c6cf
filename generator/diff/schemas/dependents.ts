// What the presence of a property asks for: `dependentRequired` and `dependentSchemas`.
import type { Schema } from "../../model/model.ts";
import { both, type Comparison, differs, effectOf, type Pair, SAME } from "./difference.ts";
import { placeOf, speaksOf } from "./facts.ts";
import { inPlace } from "./names.ts";
import { together } from "./other-names.ts";
import { keysOf, member, type Part } from "./part.ts";

export function dependents(pair: Pair): Comparison {
  if (!speaksOf(pair, "object")) return SAME;
  const named = (keyword: string): readonly string[] => [
    ...new Set([...pair.old, ...pair.new].flatMap((part) => keysOf(part, keyword))),
  ];
  return both(
    ...named("dependentRequired").map((name) => required(pair, name)),
    ...named("dependentSchemas").map((name) => schemas(pair, name)),
  );
}

function neededBy(parts: readonly Part[], name: string): readonly string[] {
  return parts.flatMap(({ schema: { dependentRequired: map } }) => {
    const list = (map as Readonly<Record<string, unknown>> | undefined)?.[name];
    return Array.isArray(list) ? list.map(String) : [];
  });
}

function required(pair: Pair, name: string): Comparison {
  const [old, next] = [neededBy(pair.old, name), neededBy(pair.new, name)];
  const added = next.filter((other) => !old.includes(other));
  const removed = old.filter((other) => !next.includes(other));
  const effect = effectOf(added.length > 0, removed.length > 0);
  if (effect === "none") return SAME;
  const happened = old.length === 0 ? "added" : next.length === 0 ? "removed" : "changed";
  const without = (other: string): Schema => {
    return { type: "object", required: [name], properties: { [other]: false } };
  };
  return differs(pair, {
    ...{ code: `dependent-required-${happened}`, keyword: "dependentRequired", effect },
    from: old.length === 0 ? undefined : { [name]: old },
    to: next.length === 0 ? undefined : { [name]: next },
    old: placeOf(pair.old, "dependentRequired"),
    new: placeOf(pair.new, "dependentRequired"),
    lost: added.length > 0 ? without(added[0]!) : undefined,
    gained: removed.length > 0 ? without(removed[0]!) : undefined,
  });
}

function schemas(pair: Pair, name: string): Comparison {
  const [old, next] = [pair.old, pair.new].map((parts) =>
    parts.flatMap((part) => member(part, "dependentSchemas", name) ?? []),
  );
  if (old!.length > 0 && next!.length > 0) return pair.compare(old!, next!, inPlace(pair));
  const isNew = old!.length === 0;
  const said = isNew ? together("new", next!) : together("old", old!);
  const broken: Schema = {
    allOf: [{ type: "object", required: [name] }, { not: said }],
  };
  return differs(pair, {
    ...{ code: `dependent-schema-${isNew ? "added" : "removed"}`, keyword: "dependentSchemas" },
    effect: pair.effect(old!, next!, inPlace(pair)),
    [isNew ? "to" : "from"]: name,
    old: old![0]?.at,
    new: next![0]?.at,
    lost: isNew ? broken : undefined,
    gained: isNew ? undefined : broken,
  });
}
