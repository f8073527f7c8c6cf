// Inputs that overflow stacks, exhaust memory or take for ever in many an engine: for each a schema, the
// value, and what is to come of it. The bench prints times; a test looks at the outcome alone.
import type { Json, NamedSchema, Schema } from "../../generator/model/model.ts";
import { compileSchemas } from "../../generator/schema/compile.ts";
import { type Runnable, runnable } from "../../generator/schema/run.ts";

export interface Extreme {
  readonly name: string;
  readonly schema: Schema;
  readonly value: () => Json;
  /** The keywords that the collector reports, each once; empty: valid. */
  readonly broken: readonly string[];
  /** What generation warns of. */
  readonly warned: readonly string[];
}

const ROOT = { $ref: "#/components/schemas/Root" };
const MILLION = 1_000_000;
const LONG = 10 * 1024 * 1024;

function nested(depth: number): Json {
  let value: Json = [];
  for (let level = 1; level < depth; level++) value = [value];
  return value;
}

const objects = (count: number): Json =>
  Array.from({ length: count }, (_, index) => ({
    id: index,
    tags: ["a", "b"],
    at: { x: index % 7, y: index },
  }));

export const EXTREMES: readonly Extreme[] = [
  {
    name: "100,000 nested arrays",
    schema: { type: "array", items: ROOT },
    value: () => nested(100_000),
    broken: ["depth"],
    warned: [],
  },
  {
    name: "100,000 nested arrays, in a union",
    schema: { anyOf: [{ type: "string" }, { type: "array", items: ROOT }] },
    value: () => nested(100_000),
    broken: ["anyOf"],
    warned: [],
  },
  {
    name: "100,000 nested arrays, unique",
    schema: { type: "array", uniqueItems: true },
    value: () => [nested(100_000), 1],
    broken: [],
    warned: [],
  },
  {
    name: "100,000 nested arrays, against a constant",
    schema: { const: [[[]]] },
    value: () => nested(100_000),
    broken: ["const"],
    warned: [],
  },
  {
    name: "a million items",
    schema: { type: "array", items: { type: "integer", minimum: 0 } },
    value: () => Array.from({ length: MILLION }, (_, index) => index),
    broken: [],
    warned: [],
  },
  {
    name: "a million items, all wrong",
    schema: { type: "array", items: { type: "string" } },
    value: () => Array.from({ length: MILLION }, (_, index) => index),
    broken: ["type"],
    warned: [],
  },
  {
    name: "a million items, unique",
    schema: { type: "array", uniqueItems: true, contains: { const: MILLION - 1 } },
    value: () => Array.from({ length: MILLION }, (_, index) => index),
    broken: [],
    warned: [],
  },
  {
    name: "100,000 properties",
    schema: {
      type: "object",
      additionalProperties: { type: "integer" },
      propertyNames: { pattern: "^k\\d+$" },
    },
    value: () =>
      Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index])),
    broken: [],
    warned: [],
  },
  {
    name: "10 MB of text",
    schema: { type: "string", minLength: LONG, maxLength: 2 * LONG - 2, pattern: "^[a-z]*$" },
    value: () => "a".repeat(LONG),
    broken: [],
    warned: [],
  },
  {
    name: "10 MB of text, too long by one",
    schema: { type: "string", maxLength: LONG / 2 - 1, pattern: "^(a+)+$" },
    value: () => "😀".repeat(LONG / 2),
    broken: ["maxLength"],
    warned: ["slow-pattern"],
  },
  {
    name: "10 MB of text among 10,000 constants",
    schema: { enum: Array.from({ length: 10_000 }, (_, index) => `value ${index}`) },
    value: () => "a".repeat(LONG),
    broken: ["enum"],
    warned: [],
  },
  {
    name: "8,000 unique objects",
    schema: { type: "array", uniqueItems: true },
    value: () => objects(8_000),
    broken: [],
    warned: [],
  },
  {
    name: "8,000 objects, the last one equal to the first",
    schema: { type: "array", uniqueItems: true },
    value: () => [
      ...(objects(7_999) as readonly Json[]),
      { at: { y: 0, x: 0 }, tags: ["a", "b"], id: 0 },
    ],
    broken: ["uniqueItems"],
    warned: [],
  },
  {
    name: "`^(a+)+$` against 24 letters and a sign",
    schema: { type: "string", pattern: "^(a+)+$" },
    value: () => `${"a".repeat(24)}!`,
    broken: ["pattern"],
    warned: ["slow-pattern"],
  },
  {
    name: "`^(a+)+$` with `maxLength: 20` against 10 MB",
    schema: { type: "string", maxLength: 20, pattern: "^(a+)+$" },
    value: () => `${"a".repeat(LONG)}!`,
    broken: ["maxLength"],
    warned: [],
  },
];

/** The validators of an extreme's schema, and the codes of what generation says of it. */
export function validatorsOf({ schema }: Extreme): Runnable & { readonly said: readonly string[] } {
  const named: NamedSchema = {
    name: "Root",
    schema,
    examples: [],
    role: "component",
    docs: { summary: "", description: "", deprecated: false },
    at: "",
  };
  const { compiled, diagnostics } = compileSchemas([named]);
  return { ...runnable(compiled).get("Root")!, said: diagnostics.map(({ code }) => code) };
}

export interface ExtremeRow {
  readonly name: string;
  readonly guard: number;
  readonly collector: number;
  readonly outcome: string;
}

/** Milliseconds of one run each: what takes so long needs no warming up. */
export function extremes(): readonly ExtremeRow[] {
  return EXTREMES.map((extreme) => {
    const { guard, collect, said } = validatorsOf(extreme);
    const value = extreme.value();
    const start = performance.now();
    const valid = guard(value);
    const between = performance.now();
    // A validator only collects what the guard refuses.
    const issues = valid ? [] : collect(value);
    const end = performance.now();
    const found = valid
      ? "valid"
      : `${issues.length.toLocaleString("en")} × ${[...new Set(issues.map(({ keyword }) => keyword))].join(", ")}`;
    const outcome = said.length === 0 ? found : `${found}; warned of: ${said.join(", ")}`;
    return {
      name: extreme.name,
      guard: between - start,
      collector: valid ? 0 : end - between,
      outcome,
    };
  });
}
