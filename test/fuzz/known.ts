// Where other engines are known to be wrong: by class, with the reason. A disagreement that no entry
// explains is ours, until it is shown to be theirs; an entry that a full run does not need is reported.
import type { Json, JsonObject } from "../../generator/model/model.ts";
import type { EngineName } from "./engines.ts";
import type { Case } from "./judge.ts";
import { decimals, isExactMultiple, namesIn, schemasIn, valuesIn } from "./parts.ts";

export interface Known {
  readonly id: string;
  readonly engine: EngineName;
  readonly reason: string;
  /** Whether arithmetic shows it for the very numbers. Else another engine must side with us. */
  readonly proven?: true;
  readonly explains: (found: Case) => boolean;
}

/** Some schema of the world has all of these keywords. */
function has(...names: readonly string[]): (found: Case) => boolean {
  return some((schema) => names.every((name) => Object.hasOwn(schema, name)));
}

function some(test: (schema: JsonObject) => boolean): (found: Case) => boolean {
  return ({ world }) => schemasIn(world).some(test);
}

/** Some number in the value is divided by some `multipleOf`, and the engine's arithmetic errs there. */
function divides(wrong: (value: number, divisor: number) => boolean): (found: Case) => boolean {
  return ({ world, value }) => {
    const divisors = schemasIn(world).map((schema) => schema["multipleOf"]);
    const numbers = valuesIn(value).filter((part) => typeof part === "number");
    return divisors.some(
      (divisor) =>
        typeof divisor === "number" &&
        numbers.some((number) => wrong(number, divisor) !== isExactMultiple(number, divisor)),
    );
  };
}

const BRANCHES = ["anyOf", "oneOf", "if", "not", "dependentSchemas", "$ref"];

export const KNOWN: readonly Known[] = [
  {
    id: "floating multipleOf",
    engine: "ajv",
    reason:
      "it divides floating-point numbers and parses the quotient as an integer: 4.35 is no multiple of 0.01",
    proven: true,
    explains: divides((value, divisor) => value / divisor === parseInt(String(value / divisor))),
  },
  {
    id: "approximate multipleOf",
    engine: "hyperjump",
    reason: "it takes a remainder below 1.2e-7 for none",
    proven: true,
    explains: divides((value, divisor) => {
      const rest = value % divisor;
      return Math.abs(rest) < 1.1920929e-7 || Math.abs(divisor - rest) < 1.1920929e-7;
    }),
  },
  {
    id: "rounded multipleOf",
    engine: "schemasafe",
    reason:
      "it shifts the point with floating-point numbers, and so loses digits of long and of great ones",
    proven: true,
    explains: divides((value, divisor) => {
      const factor = 10 ** decimals(divisor);
      const shifted = value * factor;
      const whole = Math.round(divisor * factor);
      if (value % divisor === 0 || (Number.isFinite(shifted) ? shifted : value) % whole === 0)
        return true;
      const rounded = Math.floor(shifted + 0.5);
      return rounded / factor === value && rounded % whole === 0;
    }),
  },
  {
    id: "both bounds",
    engine: "schemasafe",
    reason: "beside a numeric exclusiveMinimum it leaves out minimum, and so for the maximum",
    proven: true,
    explains: ({ world, value }) => {
      const numbers = valuesIn(value).filter((part) => typeof part === "number");
      return schemasIn(world).some(({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) =>
        numbers.some(
          (number) =>
            (below(number, minimum) && below(exclusiveMinimum, number)) ||
            (below(maximum, number) && below(number, exclusiveMaximum)),
        ),
      );
    },
  },
  {
    id: "the empty name in required",
    engine: "ajv",
    reason:
      "it keeps the name of what is missing in a variable, and takes an empty one for nothing missing",
    explains: some(({ required, dependentRequired = {} }) =>
      [required, ...Object.values(dependentRequired as object)].some(
        (names) => Array.isArray(names) && names.includes(""),
      ),
    ),
  },
  {
    id: "items seen by contains",
    engine: "ajv",
    reason: "in 2020-12 contains evaluates the items that it matches; it does not know that",
    explains: (found) => has("contains")(found) && has("unevaluatedItems")(found),
  },

  {
    id: "contains beside prefixItems",
    engine: "ajv",
    reason: "beside `prefixItems` it never asks `contains` of an array that is shorter than those",
    explains: ({ world, value }) =>
      schemasIn(world).some(({ contains, prefixItems }) => {
        const length = Array.isArray(prefixItems) ? prefixItems.length : 0;
        const isShorter = (part: Json): boolean => Array.isArray(part) && part.length < length;
        return contains !== undefined && valuesIn(value).some(isShorter);
      }),
  },
  {
    id: "the property __proto__",
    engine: "ajv",
    reason: "it leaves `__proto__` out of properties, patternProperties and what depends on them",
    explains: ({ world, value }) =>
      namesIn(value).includes("__proto__") && JSON.stringify(world).includes('"__proto__"'),
  },
  {
    id: "inherited names among evaluated ones",
    engine: "ajv",
    reason:
      "it looks names up in a plain object, and finds what every object inherits: toString counts as evaluated",
    explains: (found) =>
      has("unevaluatedProperties")(found) &&
      namesIn(found.value).some((name) => name in Object.prototype),
  },
  {
    id: "if alone",
    engine: "ajv",
    reason: "it leaves out an `if` without `then` and `else`, and with it what that evaluates",
    explains: (found) =>
      some(
        ({ if: condition, then, else: other }) =>
          condition !== undefined && then === undefined && other === undefined,
      )(found) &&
      (has("unevaluatedItems")(found) || has("unevaluatedProperties")(found)),
  },
  {
    id: "items of branches",
    engine: "ajv",
    reason:
      "what a branch evaluates it keeps as a count, as `true` or as nothing, and compares all three with lengths",
    explains: (found) =>
      has("unevaluatedItems")(found) &&
      some((schema) => BRANCHES.some((name) => schema[name] !== undefined))(found) &&
      valuesIn(found.value).some((part) => Array.isArray(part) && part.length > 0),
  },
  {
    id: "names of failed branches",
    engine: "ajv",
    reason:
      "patternProperties marks a name as evaluated while it tests it, also in a branch that fails",
    explains: (found) => has("unevaluatedProperties")(found) && has("patternProperties")(found),
  },
  {
    id: "names of dependentSchemas",
    engine: "ajv",
    reason:
      "a dependent schema that does not apply takes back what `properties` beside it evaluated",
    explains: (found) =>
      has("unevaluatedProperties")(found) &&
      has("properties")(found) &&
      has("dependentSchemas")(found),
  },
  {
    id: "pinned values are evaluated",
    engine: "schemasafe",
    reason: "it takes `const` and `enum` to evaluate what is in the value; only applicators do",
    explains: (found) =>
      (has("unevaluatedItems")(found) || has("unevaluatedProperties")(found)) &&
      (has("const")(found) || has("enum")(found)),
  },
];

function below(one: Json | undefined, other: Json | undefined): boolean {
  return typeof one === "number" && typeof other === "number" && one < other;
}
