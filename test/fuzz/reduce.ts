// A smaller case of the same fault: parts of the world and of the value are left out, one at a time,
// as long as the fault stays.
import type { Json, JsonObject, Schema } from "../../generator/model/model.ts";
import type { Case } from "./judge.ts";
import { progressing, ROOT, type World } from "./world.ts";

const MOST_STEPS = 2000;

/** The smallest case that is found; `fails` says whether one still shows the fault. */
export async function reduce(
  found: Case,
  fails: (candidate: Case) => Promise<boolean>,
): Promise<Case> {
  let best = found;
  let steps = 0;
  for (let again = true; again;) {
    again = false;
    for (const candidate of smaller(best)) {
      if (++steps > MOST_STEPS) return best;
      if (!(await fails(candidate))) continue;
      best = candidate;
      again = true;
      break;
    }
  }
  return best;
}

function* smaller({ world, value }: Case): Iterable<Case> {
  for (const json of smallerJson(value)) yield { world, value: json };
  for (const json of smallerJson(world as JsonObject)) {
    if (!isWorld(json)) continue;
    const next = progressing(json);
    if (JSON.stringify(next) === JSON.stringify(json)) yield { world: next, value };
  }
}

/** A JSON value with one part left out or replaced by something inside it, outer parts first. */
function* smallerJson(value: Json): Iterable<Json> {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    yield* list;
    for (let index = 0; index < list.length; index++) yield list.toSpliced(index, 1);
    for (const [index, item] of list.entries())
      for (const json of smallerJson(item)) yield list.with(index, json);
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    for (const [, item] of entries) if (typeof item === "object") yield item;
    for (let index = 0; index < entries.length; index++)
      yield Object.fromEntries(entries.toSpliced(index, 1));
    for (const [index, [key, item]] of entries.entries())
      for (const json of smallerJson(item))
        yield Object.fromEntries(entries.with(index, [key, json]));
  } else if (typeof value === "string" && value.length > 1) {
    yield value.slice(0, -1);
  }
}

function isWorld(json: Json): json is World & JsonObject {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return false;
  const schemas = Object.values(json);
  const isSchema = (part: Json): part is Schema & Json =>
    typeof part === "boolean" ||
    (typeof part === "object" && part !== null && !Array.isArray(part));
  return Object.hasOwn(json, ROOT) && schemas.every(isSchema);
}
