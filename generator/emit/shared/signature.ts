// How an operation is called: one rule for every API. Path parameters in URL order (those the client
// binds are left out), then the body, then the options, which are required where something in them is.
import type { NamedSchema, Operation, PathParameter } from "../../model/model.ts";
import { bodiesName as nameOfBodies, optionsName as nameOfOptions } from "../../model/names.ts";
import { identifier, literal } from "../../print.ts";
import { acceptParameter } from "./results.ts";

export type Schemas = ReadonlyMap<string, NamedSchema>;

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
export function needsOptions({ query, headers, cookies }: Operation): boolean {
  return [query, headers, cookies].some((group) => group?.required === true);
}

/** The type parameter that says which of several media types a body has. */
const CHOICE = "ContentType";

/** `CreateBodies`: the types of a body by media type. */
export function bodiesName({ name }: Operation): string {
  return identifier(nameOfBodies(name));
}

/** Undefined where there is nothing to choose. The first media type holds without a word. */
export function contentChoice(operation: Operation): TypeParameter | undefined {
  const { body } = operation;
  if (body === undefined || body.others.length === 0) return undefined;
  const constraint = `keyof ${bodiesName(operation)}`;
  return { name: CHOICE, constraint, default: literal(body.mediaType) };
}

export interface TypeParameter {
  readonly name: string;
  readonly constraint: string;
  readonly default: string;
}

export interface Argument {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

/** Path parameters and body; the options differ between client and free function. */
export function leadingArguments(operation: Operation, schemas: Schemas): readonly Argument[] {
  const paths = ownParameters(operation).map((parameter) => {
    const type = pathType(schemas.get(parameter.schema)!, parameter);
    return { name: identifier(parameter.argument), type, optional: false };
  });
  const { body } = operation;
  if (body === undefined) return paths;
  const chosen = `${bodiesName(operation)}[${CHOICE}]`;
  const type = body.others.length > 0 ? chosen : `Types.${identifier(body.schema)}`;
  if (body.required) return [...paths, { name: "body", type, optional: false }];
  // An optional argument can't stand before a required one; it may still be undefined.
  if (needsOptions(operation))
    return [...paths, { name: "body", type: `${type} | undefined`, optional: false }];
  return [...paths, { name: "body", type, optional: true }];
}

/** The type of the rest parameter that holds the options: empty, optional or required. */
export function optionsTuple(operation: Operation, bound: string): string {
  const choice = contentChoice(operation);
  const plain = optionsName(operation) + (acceptParameter(operation) ? "<Accept>" : "");
  const name = choice ? `${plain} & { readonly contentType?: ${CHOICE} }` : plain;
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
function pathType({ name, schema }: NamedSchema, { style }: PathParameter): string {
  const { shapes } = style;
  // Of what may be anything, a path takes what is surely a text.
  if (shapes.length < 3 && shapes.some((shape) => shape !== "primitive"))
    return `Types.${identifier(name)}`;
  if (typeof schema === "boolean") return "string | number | boolean";
  const values = schema["enum"];
  if (Array.isArray(values) && values.every((value) => typeof value === "string"))
    return `Types.${identifier(name)}`;
  const type = schema["type"];
  if (type === "string" || type === "boolean") return type;
  return type === "integer" || type === "number" ? "number" : "string | number | boolean";
}
