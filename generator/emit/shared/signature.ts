// How an operation is called: one rule for every API. Path parameters in URL order (those the client
// binds are left out), then the body, then the options, which are required where something in them is.
import type { NamedSchema, Operation, PathParameter } from "../../model/model.ts";
import { optionsName as nameOfOptions } from "../../model/names.ts";
import { identifier } from "../../print.ts";

export type Schemas = ReadonlyMap<string, NamedSchema>;

/** What a call resolves to, as a type. */
export function resultType({ result, responses }: Operation): string {
  const schema = result.schema;
  if (schema !== undefined) return `Types.${identifier(schema)}`;
  const silent = responses.every(
    ({ status, mediaType }) => !status.startsWith("2") || mediaType === undefined,
  );
  return silent ? "void" : "unknown";
}

/** `ListOptions`. */
export function optionsName({ name }: Operation): string {
  return identifier(nameOfOptions(name));
}

/** The client options that carry path parameters of this operation: `accountId`. */
export function boundOptions({ pathParameters }: Operation): readonly string[] {
  return pathParameters.filter(({ bound }) => bound).map(({ argument }) => identifier(argument));
}

/** The path parameters that are arguments. */
export function ownParameters({ pathParameters }: Operation): readonly PathParameter[] {
  return pathParameters.filter(({ bound }) => !bound);
}

/** Whether a call can't be made without options, whatever the client has bound. */
export function needsOptions({ query, headers }: Operation): boolean {
  return query?.required === true || headers?.required === true;
}

export interface Argument {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

/** Path parameters and body; the options differ between client and free function. */
export function leadingArguments(operation: Operation, schemas: Schemas): readonly Argument[] {
  const paths = ownParameters(operation).map(({ argument, schema }) => {
    return { name: identifier(argument), type: pathType(schemas.get(schema)!), optional: false };
  });
  const { body } = operation;
  if (body === undefined) return paths;
  const type = `Types.${identifier(body.schema)}`;
  if (body.required) return [...paths, { name: "body", type, optional: false }];
  // An optional argument can't stand before a required one; it may still be undefined.
  if (needsOptions(operation))
    return [...paths, { name: "body", type: `${type} | undefined`, optional: false }];
  return [...paths, { name: "body", type, optional: true }];
}

/** The type of the rest parameter that holds the options: empty, optional or required. */
export function optionsTuple(operation: Operation, bound: string): string {
  const name = optionsName(operation);
  const missing = boundOptions(operation).map((option) => JSON.stringify(option));
  if (needsOptions(operation))
    return missing.length === 0 ? `[options: ${name}]` : requiredTuple(name, missing, bound);
  return missing.length === 0
    ? `[options?: ${name}]`
    : `Remaining<${name}, Exclude<${missing.join(" | ")}, ${bound}>>`;
}

function requiredTuple(name: string, missing: readonly string[], bound: string): string {
  return `[options: ${name} & { readonly [Option in Exclude<${missing.join(" | ")}, ${bound}>]: string }]`;
}

/** A path parameter's type: the primitive itself where the schema is one, for signatures that read well. */
function pathType({ name, schema }: NamedSchema): string {
  if (typeof schema === "boolean") return "string | number | boolean";
  const values = schema["enum"];
  if (Array.isArray(values) && values.every((value) => typeof value === "string"))
    return `Types.${identifier(name)}`;
  const type = schema["type"];
  if (type === "string" || type === "boolean") return type;
  return type === "integer" || type === "number" ? "number" : "string | number | boolean";
}
