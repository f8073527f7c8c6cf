// What the validators of two generated packages say of a value: made by the line that generates them,
// and run as the generator runs them, not by what the comparison uses.
import { upgrade } from "../../generator/document/upgrade.ts";
import { build } from "../../generator/model/build.ts";
import type { Api, Json, JsonObject } from "../../generator/model/model.ts";
import { compileSchemas } from "../../generator/schema/compile.ts";
import { runnable } from "../../generator/schema/run.ts";
import { authored, type Pair } from "./pairs.ts";

/** Whether each side accepts a value, where a change of this code stands. */
export function verdictsOn(
  [old, next]: Pair,
  code: string,
  value: Json,
): { readonly old: boolean; readonly next: boolean } {
  return { old: verdict(old, code, value), next: verdict(next, code, value) };
}

function verdict(root: JsonObject, code: string, value: Json): boolean {
  const { api } = build(upgrade(authored(asJson(root, code))).document);
  const { compiled } = compileSchemas(api.schemas);
  const { name, whole } = validated(api, code, value);
  const { guard, collect } = runnable(compiled).get(name)!;
  const accepted = guard(whole);
  if (accepted !== (collect(whole).length === 0)) throw new Error("guard and collector disagree");
  return accepted;
}

/** The named schema that checks such a value, and the value as that schema sees it. */
function validated(
  { operations: [operation] }: Api,
  code: string,
  value: Json,
): { readonly name: string; readonly whole: Json } {
  const { query, body, responses } = operation!;
  if (code.startsWith("parameter") && query !== undefined)
    return { name: query.schema, whole: { p: value } };
  const isAnswer = code.startsWith("response");
  return { name: isAnswer ? responses[0]!.schema! : body!.schema, whole: value };
}

/** Packages have no validators for headers and XML: there, the schema is looked at as that of JSON. */
function asJson(root: JsonObject, code: string): JsonObject {
  const text = JSON.stringify(root).replaceAll("application/xml", "application/json");
  return JSON.parse(text, (key, member: JsonObject) => {
    const content = (schema: Json): JsonObject => ({ "application/json": { schema } });
    if (code.startsWith("response-header") && key === "200") {
      const headers = member["headers"] as Readonly<Record<string, JsonObject>>;
      return { description: "Done", content: content(headers["X-Thing"]!["schema"]!) };
    }
    const [parameter] = (
      key === "post" ? (member["parameters"] ?? []) : []
    ) as readonly JsonObject[];
    if (parameter?.["in"] !== "header") return member as unknown;
    const { parameters: _moved, ...rest } = member;
    return { ...rest, requestBody: { content: content(parameter["schema"]!) } };
  }) as JsonObject;
}
