// What a call gives, as types: by status where successes differ, by media type where a caller can choose.
import type { Operation, ResponseContent, ResponseModel } from "../../model/model.ts";
import { identifier, literal, propertyKey } from "../../print.ts";

/** The 2xx responses; `default` only where there is none. */
export function successesOf({ responses }: Operation): readonly ResponseModel[] {
  const found = responses.filter(({ status }) => status.startsWith("2"));
  return found.length > 0 ? found : responses.filter(({ status }) => status === "default");
}

/** The others; `default` is among them even where it is the success too. */
export function failuresOf({ responses }: Operation): readonly ResponseModel[] {
  return responses.filter(({ status }) => !/^[12]/.test(status));
}

/** The media types between which a caller chooses, JSON first; none where there is no choice. */
export function choicesOf(operation: Operation): readonly string[] {
  const open = successesOf(operation).filter(({ contents }) => contents.length > 1);
  if (open.length === 0) return [];
  const all = open.flatMap(({ contents }) => contents);
  return [...new Set(all.map(({ mediaType }) => mediaType))];
}

/** What is asked for where the caller says nothing: the first media type of every success. */
export function acceptOf(operation: Operation): string | undefined {
  if (choicesOf(operation).length === 0) return undefined;
  const firsts = successesOf(operation).flatMap(({ contents }) => contents[0]?.mediaType ?? []);
  return [...new Set(firsts)].join(", ");
}

/** The type of a body. */
function contentType({ kind, result, schema, whole }: ResponseContent): string {
  const named = (name: string | undefined): string | undefined =>
    name && `Types.${identifier(name)}`;
  if (kind === "json") return named(result ?? schema)!;
  if (kind === "text") return named(schema) ?? "string";
  if (kind === "binary") return "Blob";
  return `AsyncIterable<${itemType({ kind, schema, whole })}>`;
}

/** The type of an item of a stream. */
export function itemType({
  kind,
  schema,
  whole,
}: Pick<ResponseContent, "kind" | "schema" | "whole">): string {
  const type = schema && `Types.${identifier(schema)}`;
  if (kind !== "events") return type ?? "unknown";
  return whole && type ? type : `ServerSentEvent<${type ?? "string"}>`;
}

/** Whether a type that this gives needs ServerSentEvent to be imported. */
export function needsEvents(operations: readonly Operation[]): boolean {
  return operations.some((operation) => resultType(operation).includes("ServerSentEvent<"));
}

/** What one success gives; `undefined` where it has no body. */
function successType(
  { result }: Operation,
  { contents }: ResponseModel,
  mediaType?: string,
): string {
  // An envelope without a result is given as an empty object, and so is no body at all.
  if (contents.length === 0) return result.emptyObject ? "" : "undefined";
  const chosen = contents.filter((content) => content.mediaType === mediaType);
  return union((chosen.length > 0 ? chosen : contents.slice(0, 1)).map(contentType));
}

/** What a call resolves to, as a type; `Accept` is the media type that the caller has chosen. */
export function resultType(operation: Operation): string {
  const choices = choicesOf(operation);
  if (choices.length === 0) return dataType(operation);
  const members = choices.map((type) => `${propertyKey(type)}: ${dataType(operation, type)}`);
  return `{ ${members.join("; ")} }[Accept]`;
}

function dataType(operation: Operation, mediaType?: string): string {
  const types = successesOf(operation).map((success) => successType(operation, success, mediaType));
  const whole = union(types.filter((type) => type !== ""));
  return whole === "undefined" || whole === "" ? "void" : whole;
}

/** The parameters of `Call`: where successes differ, what each status gives. */
export function callType(operation: Operation): string {
  const type = resultType(operation);
  const each = successesOf(operation).map(
    (success) => [success.status, successType(operation, success)] as const,
  );
  const differ = new Set(each.map(([, text]) => text).filter((text) => text !== "")).size > 1;
  if (!differ || choicesOf(operation).length > 0) return `Call<${type}>`;
  const results = each.map(([status, text]) => {
    const data = text === "" ? `Types.${identifier(operation.result.schema!)}` : text;
    return `Success<${data}${/^\d{3}$/.test(status) ? `, ${status}` : ""}>`;
  });
  return `CallOf<${type}, ${results.join(" | ")}>`;
}

/** Types, each once. */
export function union(types: readonly string[]): string {
  return [...new Set(types)].join(" | ");
}

/** `Accept extends "application/json" | "text/csv" = "application/json"`; undefined: no choice. */
export function acceptParameter(
  operation: Operation,
): { readonly name: string; readonly constraint: string; readonly default: string } | undefined {
  const choices = choicesOf(operation).map((type) => literal(type));
  if (choices.length === 0) return undefined;
  return { name: "Accept", constraint: choices.join(" | "), default: choices[0]! };
}
