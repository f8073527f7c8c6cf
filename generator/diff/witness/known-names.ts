// A value as its sender would write it. A property that only the other side declares is one that nobody
// sends yet, or no longer: it is left out, because a value with it shows nothing.
import { flatMapEntries, isList } from "../../document/pointer.ts";
import { matches } from "../../fixtures/regexp.ts";
import { accepting } from "../schemas/accepting.ts";
import type { Json, JsonObject } from "../../model/model.ts";
import { holding, isFree, isFreeForm, requiredNames } from "../schemas/names.ts";
import {
  keysOf,
  allParts,
  inner,
  listed,
  type Part,
  type Schemas,
  type Together,
} from "../schemas/part.ts";

import { speaking } from "../schemas/speaking.ts";

interface Sides {
  readonly sender: Schemas;
  readonly receiver: Schemas;
}

const DEPTH = 40;

export function withKnownNames(
  sides: Sides,
  sender: Together,
  receiver: Together,
  value: Json,
  depth: number = 0,
): Json {
  if (typeof value !== "object" || value === null || depth > DEPTH) return value;
  const [own, others] = [
    inPlace(sides.sender, sender, value),
    inPlace(sides.receiver, receiver, value),
  ];
  const next = (from: Together, to: Together, part: Json): Json =>
    withKnownNames(sides, from, to, part, depth + 1);
  if (isList(value))
    return value.map((item, index) => next(itemsOf(own, index), itemsOf(others, index), item));
  return flatMapEntries(value as JsonObject, (name, part) => {
    if (!isKnown(own, name) && declares(others, name)) return [];
    return [[name, next(holding(own, name), holding(others, name), part)]];
  });
}

/** All parts that speak of a value: of unions only those branches that hold, if any does. */
function inPlace(schemas: Schemas, together: Together, value: Json): readonly Part[] {
  const accepts = accepting(schemas);
  return speaking(schemas, allParts(schemas, together), (branches) => {
    const holding = branches.filter(({ schema }) => accepts(schema, value));
    return holding.length > 0 ? holding : branches;
  });
}

function declares(parts: readonly Part[], name: string): boolean {
  return parts.some((part) => keysOf(part, "properties").includes(name));
}

/** Declared or demanded, one of any, or let pass by a rule that says something of the value. */
function isKnown(parts: readonly Part[], name: string): boolean {
  if (isFreeForm(parts) || declares(parts, name) || requiredNames(parts).includes(name))
    return true;
  return parts.some((part) => {
    if (keysOf(part, "patternProperties").some((pattern) => matches(pattern, name))) return true;
    const rest = inner(part, "additionalProperties");
    return rest !== undefined && rest.schema !== false && !isFree(rest.schema);
  });
}

function itemsOf(parts: readonly Part[], index: number): Together {
  return parts.flatMap((part) => {
    const own = listed(part, "prefixItems")[index] ?? inner(part, "items");
    return own === undefined ? [] : [own];
  });
}
