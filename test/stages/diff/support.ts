// What the tests of this stage ask: the changes between two documents, one line each.
import { diff } from "../../../generator/diff/diff.ts";
import type { Change } from "../../../generator/diff/change.ts";
import type { JsonObject } from "../../../generator/model/model.ts";
import { authored, requestBody, responseBody, type Schema } from "../../diff/pairs.ts";

export function changesBetween(old: JsonObject, next: JsonObject): readonly Change[] {
  return diff(authored(old), authored(next)).changes;
}

/** `major breaking request-property-added-required` */
export function told(old: JsonObject, next: JsonObject): readonly string[] {
  return changesBetween(old, next).map(lineOf);
}

export function lineOf({ weight, verdict, code }: Change): string {
  return `${weight} ${verdict} ${code}`;
}

/** What is told of two schemas in a request, and in a response. */
export function toldOf(
  old: Schema,
  next: Schema,
  components: readonly [JsonObject, JsonObject] = [{}, {}],
): { readonly request: readonly string[]; readonly response: readonly string[] } {
  const [was, is] = components;
  return {
    request: told(requestBody(old, was), requestBody(next, is)),
    response: told(responseBody(old, was), responseBody(next, is)),
  };
}

export const SILENCE: ReturnType<typeof toldOf> = { request: [], response: [] };
