// Which unions a tag parts: every branch takes objects alone and pins the tag to values of its own, be
// that in place or behind `$ref` and `allOf`. Only then may the tag select a branch without changing the
// verdict. What a discriminator's mapping claims decides nothing here.
import type { Json, JsonObject, Schema } from "../model/model.ts";
import type { Scope, Site } from "./keyword.ts";
import { typesOf } from "./types.ts";
import { isMap } from "./values.ts";

/** A `oneOf` or an `anyOf`, and how the schemas are found that it refers to. */
export type Union = Pick<Site, "schema" | "value" | "at"> & {
  readonly scope: Pick<Scope, "resolve">;
};

type Finding = Pick<Union, "scope">;

/** A value that emitted code can compare with `===`. */
export type Tag = string | number | boolean | null;

export interface Branch {
  readonly schema: Schema;
  readonly at: string;
  readonly tags: readonly Tag[];
  /** Whether a value without the tag may be of this branch. */
  readonly untagged: boolean;
}

export interface Tagged {
  readonly property: string;
  readonly branches: readonly Branch[];
}

/** The tag that parts the branches of a union: the discriminator's, else one that all of them pin. */
export function tagged(site: Union): Tagged | undefined {
  const schemas = site.value as readonly Schema[];
  const parts = schemas.map((schema) => conjuncts(site, schema));
  // What stands beside the union is asked of every value before.
  const all = parts.map((own) => [...own, site.schema]);
  if (!all.every((some) => some.some((part) => typesOf(part)?.join() === "object")))
    return undefined;
  for (const property of candidates(site, parts[0]!)) {
    const branches = schemas.map((schema, index): Branch => {
      const tags = valuesAt(site, parts[index]!, property);
      const untagged = !all[index]!.some((part) => demandsOf(part).includes(property));
      return { schema, at: `${site.at}/${index}`, tags, untagged };
    });
    if (isParted(branches)) return { property, branches };
  }
  return undefined;
}

function isParted(branches: readonly Branch[]): boolean {
  const tags = branches.flatMap((branch) => branch.tags);
  return (
    branches.every((branch) => branch.tags.length > 0) &&
    new Set(tags).size === tags.length &&
    branches.filter(({ untagged }) => untagged).length <= 1
  );
}

function candidates(site: Union, parts: readonly JsonObject[]): readonly string[] {
  const { discriminator } = site.schema;
  const named = isMap(discriminator) ? discriminator["propertyName"] : undefined;
  if (typeof named === "string") return [named];
  const names = parts.flatMap(({ properties }) =>
    isMap(properties) ? Object.keys(properties) : [],
  );
  return [...new Set(names)].filter((name) => valuesAt(site, parts, name).length > 0);
}

/** The objects that a schema is made of: itself, what it refers to, and the members of `allOf`. */
export function conjuncts({ scope }: Finding, schema: Schema): readonly JsonObject[] {
  const found = new Set<JsonObject>();
  const pending = [schema];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (!isMap(next) || found.has(next)) continue;
    found.add(next);
    if (typeof next["$ref"] === "string") pending.push(scope.resolve(next["$ref"]).schema);
    if (Array.isArray(next["allOf"])) pending.push(...(next["allOf"] as readonly Schema[]));
  }
  return [...found];
}

/** The values that a property is pinned to by all of these together; none where it is not. */
export function valuesAt(
  site: Finding,
  parts: readonly JsonObject[],
  property: string,
): readonly Tag[] {
  const lists = parts
    .map(({ properties }) => properties)
    .filter((properties) => isMap(properties) && Object.hasOwn(properties, property))
    .flatMap((properties) => conjuncts(site, (properties as Record<string, Schema>)[property]!))
    .flatMap(({ enum: several, const: only }): readonly (readonly Json[])[] => [
      ...(Array.isArray(several) ? [several] : []),
      ...(only === undefined ? [] : [[only]]),
    ]);
  // Lists with other values in them can only narrow what these leave.
  const [first = [], ...others] = lists.filter((list): list is readonly Tag[] => list.every(isTag));
  return [...new Set(first.filter((value) => others.every((list) => list.includes(value))))];
}

function isTag(value: Json): value is Tag {
  return typeof value !== "object" || value === null;
}

/** The properties that a schema demands. */
export function demandsOf({ required }: JsonObject): readonly Json[] {
  return Array.isArray(required) ? required : [];
}
