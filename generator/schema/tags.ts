// Which unions a tag parts: every branch is a named object schema that pins the tag to values of its
// own. Only then may the tag select a branch without changing the verdict.
import { type JsonObject, type Schema } from "../model/model.ts";
import type { Scope, Site } from "./keyword.ts";
import { typesOf } from "./types.ts";
import { isMap } from "./values.ts";

/** A `oneOf`, and how the schemas are found that it refers to. */
export type Union = Pick<Site, "schema" | "value" | "at"> & {
  readonly scope: Pick<Scope, "resolve">;
};

export interface Branch {
  readonly schema: Schema;
  readonly at: string;
  readonly tags: readonly string[];
  /** Whether a value without the tag may be of this branch. */
  readonly untagged: boolean;
}

export interface Tagged {
  readonly property: string;
  readonly branches: readonly Branch[];
}

/** The tag that parts the branches of a `oneOf`: the discriminator's, else one that all of them pin. */
export function tagged(site: Union): Tagged | undefined {
  const schemas = site.value as readonly Schema[];
  const discriminator = site.schema["discriminator"];
  const named = isMap(discriminator) ? discriminator["propertyName"] : undefined;
  const candidates = typeof named === "string" ? [named] : pinnedNames(site, schemas[0]!);
  for (const property of candidates) {
    const branches = schemas.map((schema, index) => branchOf(site, schema, index, property));
    const parted =
      branches.every((branch) => branch !== undefined) && isParted(branches as readonly Branch[]);
    if (parted) return { property, branches: branches as readonly Branch[] };
  }
  return undefined;
}

function isParted(branches: readonly Branch[]): boolean {
  const tags = branches.flatMap((branch) => branch.tags);
  return (
    new Set(tags).size === tags.length && branches.filter(({ untagged }) => untagged).length <= 1
  );
}

function branchOf(
  site: Union,
  schema: Schema,
  index: number,
  property: string,
): Branch | undefined {
  const object = target(site, schema);
  const tags = object && pinned(object, property);
  if (object === undefined || tags === undefined) return undefined;
  const required = object["required"];
  const untagged = !(Array.isArray(required) && required.includes(property));
  return { schema, at: `${site.at}/${index}`, tags, untagged };
}

/** The object schema behind a reference that says nothing else. */
function target({ scope }: Union, schema: Schema): JsonObject | undefined {
  if (
    typeof schema === "boolean" ||
    typeof schema["$ref"] !== "string" ||
    Object.keys(schema).length > 1
  )
    return undefined;
  const referred = scope.resolve(schema["$ref"]).schema;
  if (typeof referred === "boolean" || typesOf(referred)?.join() !== "object") return undefined;
  return referred;
}

/** The values that a property is pinned to. */
function pinned(object: JsonObject, property: string): readonly string[] | undefined {
  const properties = object["properties"];
  const schema =
    isMap(properties) && Object.hasOwn(properties, property) ? properties[property] : undefined;
  if (!isMap(schema)) return undefined;
  const values = Array.isArray(schema["enum"])
    ? schema["enum"]
    : schema["const"] === undefined
      ? []
      : [schema["const"]];
  return values.length > 0 && values.every((value) => typeof value === "string")
    ? (values as readonly string[])
    : undefined;
}

function pinnedNames(site: Union, schema: Schema): readonly string[] {
  const object = target(site, schema);
  const properties = object?.["properties"];
  return isMap(properties)
    ? Object.keys(properties).filter((name) => pinned(object!, name) !== undefined)
    : [];
}
