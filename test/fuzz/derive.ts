// Values that a schema may well accept: a walk along its keywords that takes what they ask for and
// promises nothing. The fixture maker would be too slow here, and shares its knowledge with what is tested.
import {
  type Json,
  type JsonObject,
  REF_PREFIX,
  type Schema,
} from "../../generator/model/model.ts";
import { hostileNames, numbers, patterns, plainNames, texts } from "./pools.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

interface Walk {
  readonly world: World;
  readonly random: Random;
  readonly depth: number;
}

const DEEPEST = 5;

export function derive(world: World, schema: Schema, random: Random): Json {
  return valueOf(schema, { world, random, depth: 0 });
}

function valueOf(schema: Schema, walk: Walk): Json {
  const { random } = walk;
  if (typeof schema === "boolean" || walk.depth > DEEPEST) return anything(random);
  const flat = flatten(schema, walk, 0);
  if (Object.hasOwn(flat, "const")) return flat["const"]!;
  const listed = flat["enum"];
  if (Array.isArray(listed) && listed.length > 0) return random.pick(listed as readonly Json[]);
  const inner = { ...walk, depth: walk.depth + 1 };
  switch (typeOf(flat, random)) {
    case "object":
      return objectOf(flat, inner);
    case "array":
      return arrayOf(flat, inner);
    case "string":
      return textOf(flat, random);
    case "integer":
    case "number":
      return numberOf(flat, random);
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    default:
      return anything(random);
  }
}

/** One object of keywords: those of references and of branches taken, laid over each other. */
function flatten(schema: JsonObject, walk: Walk, depth: number): JsonObject {
  const { random, world } = walk;
  const parts: Schema[] = [];
  const { $ref, allOf, anyOf, oneOf, if: condition, then, else: otherwise, ...own } = schema;
  if (typeof $ref === "string") parts.push(world[$ref.slice(REF_PREFIX.length)]!);
  if (Array.isArray(allOf)) parts.push(...(allOf as readonly Schema[]));
  for (const union of [anyOf, oneOf])
    if (Array.isArray(union)) parts.push(random.pick(union as readonly Schema[]));
  if (condition !== undefined) {
    const taken = random.chance(0.5) ? [condition, then] : [otherwise];
    parts.push(...(taken.filter((part) => part !== undefined) as Schema[]));
  }
  const flat = parts.map((part) =>
    typeof part === "boolean" || depth > DEEPEST ? {} : flatten(part, walk, depth + 1),
  );
  return flat.reduce(combine, own);
}

function combine(one: JsonObject, other: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...one, ...other };
  const both = (key: string): boolean => one[key] !== undefined && other[key] !== undefined;
  if (both("properties"))
    merged["properties"] = {
      ...(one["properties"] as JsonObject),
      ...(other["properties"] as JsonObject),
    };
  if (both("required"))
    merged["required"] = [...(one["required"] as string[]), ...(other["required"] as string[])];
  return merged;
}

const GROUPS: readonly (readonly [type: string, keywords: string])[] = [
  [
    "object",
    "properties required additionalProperties patternProperties minProperties maxProperties propertyNames dependentRequired dependentSchemas unevaluatedProperties",
  ],
  ["array", "items prefixItems contains minItems maxItems uniqueItems unevaluatedItems"],
  ["string", "minLength maxLength pattern"],
  ["number", "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"],
];

function typeOf(schema: JsonObject, random: Random): string | undefined {
  const { type } = schema;
  if (typeof type === "string") return type;
  if (Array.isArray(type)) return random.pick(type as readonly string[]);
  const spoken = GROUPS.filter(([, words]) =>
    words.split(" ").some((word) => schema[word] !== undefined),
  );
  return spoken.length === 0 ? undefined : random.pick(spoken)[0];
}

function objectOf(schema: JsonObject, walk: Walk): Json {
  const { random } = walk;
  const members = new Map<string, Json>();
  const known = mapIn(schema, "properties");
  const byPattern = Object.entries(mapIn(schema, "patternProperties"));
  const rest = schema["additionalProperties"] ?? schema["unevaluatedProperties"] ?? true;
  const add = (name: string): void => {
    if (members.has(name)) return;
    const own = Object.hasOwn(known, name) ? known[name] : undefined;
    const matching = byPattern.find(([text]) => new RegExp(text, "u").test(name))?.[1];
    members.set(name, valueOf((own ?? matching ?? rest) as Schema, walk));
    for (const needed of listIn(mapIn(schema, "dependentRequired"), name)) add(needed);
  };
  for (const name of listIn(schema, "required")) add(name);
  for (const name of Object.keys(known)) if (random.chance(0.6)) add(name);
  for (const [text] of byPattern)
    if (random.chance(0.5)) add(random.pick(patterns.get(text) ?? texts));
  const least = Number(schema["minProperties"] ?? 0);
  if (rest !== false && random.chance(0.3)) add(random.pick([...plainNames, ...hostileNames]));
  for (const name of plainNames) if (members.size < least) add(name);
  return Object.fromEntries(members);
}

function arrayOf(schema: JsonObject, walk: Walk): Json {
  const { random } = walk;
  const first = (schema["prefixItems"] ?? []) as readonly Schema[];
  const rest = (schema["items"] ?? schema["unevaluatedItems"] ?? true) as Schema;
  const least = Number(schema["minItems"] ?? 0);
  const most = Number(schema["maxItems"] ?? least + 3);
  const wanted = Number(schema["minContains"] ?? 1);
  const length = Math.max(least, random.below(Math.max(most, first.length) + 1));
  const items = Array.from({ length }, (_, index) => valueOf(first[index] ?? rest, walk));
  const { contains } = schema;
  if (contains === undefined) return items;
  const sought = Array.from({ length: Math.min(wanted, 4) }, () =>
    valueOf(contains as Schema, walk),
  );
  return [...items.slice(0, Math.max(first.length, most - sought.length)), ...sought];
}

function textOf(schema: JsonObject, random: Random): string {
  const { pattern, minLength = 0, maxLength = 9 } = schema;
  const pool = typeof pattern === "string" ? (patterns.get(pattern) ?? texts) : texts;
  const fitting = pool.filter((text) => {
    const length = [...text].length;
    return length >= Number(minLength) && length <= Number(maxLength);
  });
  return random.pick(fitting.length > 0 ? fitting : pool);
}

function numberOf(schema: JsonObject, random: Random): number {
  const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
    .map((name) => schema[name])
    .filter((bound) => typeof bound === "number");
  const base = bounds.length > 0 ? random.pick(bounds) : random.pick(numbers);
  const step = typeof schema["multipleOf"] === "number" ? schema["multipleOf"] : 1;
  if (random.chance(0.4)) return base;
  if (random.chance(0.5)) return base + (random.below(5) - 2) * step;
  // A multiple as a person would write it: so many hundredths, not the nearest floating-point number.
  return Number(`${random.below(400) - 100}e-2`);
}

function anything(random: Random): Json {
  return random.pick<Json>([
    null,
    true,
    false,
    {},
    [],
    [1, "a"],
    { a: 1 },
    { constructor: "a" },
    ...texts,
    ...numbers,
  ]);
}

function mapIn(schema: JsonObject, name: string): JsonObject {
  return (Object.hasOwn(schema, name) ? schema[name] : {}) as JsonObject;
}

function listIn(schema: JsonObject, name: string): readonly string[] {
  return (Object.hasOwn(schema, name) ? schema[name] : []) as readonly string[];
}
