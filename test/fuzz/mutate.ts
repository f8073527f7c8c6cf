// A value a little changed somewhere: what was valid may no longer be, by one keyword.
import type { Json, JsonObject } from "../../generator/model/model.ts";
import { hostileNames, numbers, plainNames, texts } from "./pools.ts";
import type { Random } from "./random.ts";

export function mutate(value: Json, random: Random): Json {
  const inside = random.chance(0.7);
  if (Array.isArray(value) && (inside || value.length === 0)) return mutateList(value, random);
  if (isObject(value) && inside) return mutateObject(value, random);
  if (typeof value === "number" && inside) return value + random.pick([1, -1, 0.5, 0.01, -0.1]);
  if (typeof value === "string" && inside)
    return random.chance(0.5) ? value.slice(1) : value + random.pick(texts);
  return random.pick<Json>([null, true, [], {}, ...texts, ...numbers]);
}

function mutateList(list: readonly Json[], random: Random): Json {
  const at = random.below(Math.max(list.length, 1));
  const [before, after] = [list.slice(0, at), list.slice(at + 1)];
  if (list.length === 0) return [mutate(null, random)];
  switch (random.below(4)) {
    case 0:
      return [...before, ...after];
    case 1:
      return [...list, list[at]!];
    case 2:
      return [...before, mutate(null, random), ...list.slice(at)];
    default:
      return [...before, mutate(list[at]!, random), ...after];
  }
}

function mutateObject(object: JsonObject, random: Random): Json {
  const entries = Object.entries(object);
  const at = random.below(Math.max(entries.length, 1));
  const name = random.pick([...plainNames, ...hostileNames]);
  const entry = entries[at];
  if (entry === undefined || random.chance(0.3))
    return Object.fromEntries([...entries, [name, mutate(null, random)]]);
  if (random.chance(0.4)) return Object.fromEntries(entries.filter((_, index) => index !== at));
  const changed = entries.with(at, [entry[0], mutate(entry[1], random)]);
  return Object.fromEntries(changed);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
