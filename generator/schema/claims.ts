// What discriminators claim: which branch of a union a tag belongs to. Claims decide no verdict; they sort
// issues, and those that the branches' own schemas contradict are warned of.
import { branchOf } from "../document/default-tag.ts";
import { escapeStep } from "../document/pointer.ts";
import { mapSubschemas } from "../document/walk.ts";
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, NamedSchema, Pointer, Schema } from "../model/model.ts";
import { nameOf } from "./cycles.ts";
import { conjuncts, tagged, type Union, valuesAt } from "./tags.ts";
import { isMap } from "./values.ts";

export interface Claims {
  readonly property: string;
  /** For each branch, the tags that are said to be its own. */
  readonly tags: readonly (readonly string[])[];
}

/** The claims of a union's discriminator: by its mapping, else by the names of components. */
export function claimsOf({ schema, value, scope }: Union): Claims | undefined {
  const { discriminator } = schema;
  if (!isMap(discriminator) || typeof discriminator["propertyName"] !== "string") return undefined;
  const mapping = isMap(discriminator["mapping"]) ? discriminator["mapping"] : {};
  const tags = (value as readonly Schema[]).map((branch) => {
    if (!isMap(branch) || typeof branch["$ref"] !== "string") return [];
    const { at } = scope.resolve(branch["$ref"]);
    const mapped = Object.keys(mapping).filter((tag) => branchOf(String(mapping[tag])) === at);
    return mapped.length > 0 ? mapped : at.split("/").slice(-1);
  });
  return { property: discriminator["propertyName"], tags };
}

/** Warns of discriminators that select nothing, and of mappings that their branches contradict. */
export function checkDiscriminators(schemas: readonly NamedSchema[]): readonly Diagnostic[] {
  const named = new Map(schemas.map((schema) => [schema.name, schema]));
  const nothing = { name: "", schema: true, at: "" };
  const scope: Union["scope"] = { resolve: (ref) => named.get(nameOf(ref)) ?? nothing };
  const found: Diagnostic[] = [];
  const visit = (schema: Schema, at: Pointer): Schema => {
    if (!isMap(schema)) return schema;
    const { discriminator, oneOf, anyOf } = schema;
    const value: Json = oneOf ?? anyOf ?? [];
    if (isMap(discriminator)) found.push(...checkUnion({ schema, value, at, scope }));
    mapSubschemas(schema, (inner, path) => visit(inner, at + path));
    return schema;
  };
  for (const { schema, at } of schemas) visit(schema, at);
  return found;
}

function checkUnion(union: Union): readonly Diagnostic[] {
  const claims = claimsOf(union);
  const at = `${union.at}/discriminator`;
  const property = claims?.property ?? "";
  const schemas = union.value as readonly Schema[];
  const wrong = schemas.flatMap((schema, index) => {
    const values = valuesAt(union, conjuncts(union, schema), property);
    const tags = values.length === 0 ? [] : (claims?.tags[index] ?? []);
    return tags.filter((tag) => !values.includes(tag) && isMapped(union, tag));
  });
  const stray = strayDefault(union, at);
  if (wrong.length > 0) {
    const told = wrong.map((tag) =>
      diagnostic("wrong-mapping", `${at}/mapping/${escapeStep(tag)}`, { tag, name: property }),
    );
    return [...told, ...stray];
  }
  if (schemas.length > 0 && tagged(union) !== undefined) return stray;
  return [diagnostic("loose-discriminator", at, { name: property }, { key: true }), ...stray];
}

/** A `defaultMapping` (3.2) that is no branch; without a union it may be any schema. */
function strayDefault({ schema, value, scope }: Union, at: Pointer): readonly Diagnostic[] {
  const target = isMap(schema["discriminator"]) ? schema["discriminator"]["defaultMapping"] : "";
  const branches = value as readonly Schema[];
  if (typeof target !== "string" || target === "" || branches.length === 0) return [];
  const isBranch = branches.some((branch) => {
    const ref = isMap(branch) ? branch["$ref"] : undefined;
    return typeof ref === "string" && scope.resolve(ref).at === branchOf(target);
  });
  if (isBranch) return [];
  return [diagnostic("wrong-default-mapping", `${at}/defaultMapping`, { target })];
}

function isMapped({ schema }: Union, tag: string): boolean {
  const { discriminator } = schema;
  const mapping = isMap(discriminator) ? discriminator["mapping"] : undefined;
  return isMap(mapping) && Object.hasOwn(mapping, tag);
}
