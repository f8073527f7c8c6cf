// The parts of a case, for telling one kind of disagreement from another.
import { mapSubschemas } from "../../generator/document/walk.ts";
import type { Json, JsonObject, Schema } from "../../generator/model/model.ts";
import type { World } from "./world.ts";

/** Every object of keywords in a world. */
export function schemasIn(world: World): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const visit = (schema: Schema): Schema => {
    if (typeof schema === "boolean") return schema;
    found.push(schema);
    mapSubschemas(schema, visit);
    return schema;
  };
  Object.values(world).forEach(visit);
  return found;
}

/** A value and everything inside it. */
export function valuesIn(value: Json): readonly Json[] {
  const inner = typeof value === "object" && value !== null ? Object.values(value) : [];
  return [value, ...inner.flatMap(valuesIn)];
}

/** The names of all properties in a value. */
export function namesIn(value: Json): readonly string[] {
  return valuesIn(value).flatMap((part) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.keys(part) : [],
  );
}

/** Whether a number is a multiple of another one, by the decimals that they are written with. */
export function isExactMultiple(value: number, divisor: number): boolean {
  const places = Math.max(decimals(value), decimals(divisor));
  return units(value, places) % units(divisor, places) === 0n;
}

/** How many digits a number has after the point. */
export function decimals(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1] ?? "").length - Number(exponent));
}

function units(value: number, places: number): bigint {
  const [digits = "", exponent = "0"] = String(value).split("e");
  const [whole, fraction = ""] = digits.split(".");
  return BigInt(whole + fraction + "0".repeat(Number(exponent) + places - fraction.length));
}
