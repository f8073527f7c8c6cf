// The proven values that vectors are made of, by the name of their schema.
import type { SchemaFixtures } from "../../fixtures/make.ts";
import type { Json, JsonObject, NamedSchema } from "../../model/model.ts";

/** What is known of every named schema. */
export interface Known {
  readonly fixtures: ReadonlyMap<string, SchemaFixtures>;
  readonly schemas: ReadonlyMap<string, NamedSchema>;
}

/** A value with the name under which it stands in an identifier. */
export interface Variant {
  readonly name: string;
  readonly value: Json;
  /** Whether it is the full value, beside which everything else is given too. */
  readonly isFull: boolean;
}

/** The smallest value, the full one and the document's own examples, each value once. */
export function variantsOf({ fixtures }: Known, schema: string): readonly Variant[] {
  const made = fixtures.get(schema);
  if (made === undefined) return [];
  const { minimal, full, examples } = made;
  const all: readonly Variant[] = [
    { name: "minimal", value: minimal, isFull: false },
    { name: "full", value: full, isFull: true },
    ...examples.map(({ name, value }) => ({ name, value, isFull: false })),
  ];
  const seen = new Set<string>();
  return all.filter(({ value }) => {
    const text = JSON.stringify(value);
    return !seen.has(text) && seen.add(text);
  });
}

/** An object of the smallest or the full value; empty where there is none. */
export function objectOf(
  { fixtures }: Known,
  schema: string | undefined,
  kind: "minimal" | "full",
): JsonObject {
  const value = schema === undefined ? undefined : fixtures.get(schema)?.[kind];
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}

/** The document's first example, else the full value. */
export function typicalOf({ fixtures }: Known, schema: string): Json | undefined {
  const made = fixtures.get(schema);
  return made?.examples[0]?.value ?? made?.full;
}

/** Characters that a URL has to encode, and one that is longer than a byte. */
const RESERVED = "a b/c?d%e+ü";

/** Keywords that a text of any characters satisfies. */
const HARMLESS = new Set(["type", "minLength", "maxLength", "title", "description", "examples"]);

/** A text with reserved characters, where the schema surely takes it. */
export function reservedOf({ schemas }: Known, name: string): string | undefined {
  const schema = schemas.get(name)?.schema;
  if (typeof schema !== "object" || schema["type"] !== "string") return undefined;
  if (Object.keys(schema).some((keyword) => !HARMLESS.has(keyword))) return undefined;
  const [least, most] = [Number(schema["minLength"] ?? 0), Number(schema["maxLength"] ?? Infinity)];
  const { length } = [...RESERVED];
  return least <= length && length <= most ? RESERVED : undefined;
}
