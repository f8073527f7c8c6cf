// Value → whether it is an OpenAPI document that is read here, and if not, what it looks like.
import { didYouMean, diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject } from "../model/model.ts";
import type { Version } from "./document.ts";
import { isList, isObject, join } from "./pointer.ts";

export type Identity =
  { readonly version: Version; readonly root: JsonObject } | { readonly refusal: Diagnostic };

export function identify(value: Json): Identity {
  if (!isObject(value)) return refuse("", `it is ${kindOf(value)}`);
  if (!Object.hasOwn(value, "openapi")) return foreign(value);
  const version = value["openapi"]!;
  if (typeof version !== "string") return refuse("/openapi", notText(version));
  const read = /^3\.[012](?=[.-]|$)/.exec(version)?.[0];
  if (read !== undefined) return { version: read as Version, root: value };
  if (/^[34]\.\d/.test(version)) {
    return { refusal: diagnostic("unsupported-version", "/openapi", { version }) };
  }
  return refuse("/openapi", `its version is \`${version}\``);
}

function refuse(at: string, found: string): Identity {
  return { refusal: diagnostic("not-openapi", at, { found }) };
}

function kindOf(value: Json): string {
  if (value === null) return "null";
  return isList(value) ? "a list" : `a ${typeof value}`;
}

function notText(version: Json): string {
  const found = typeof version === "number" ? `the number ${version}` : kindOf(version);
  return `its \`openapi\` is ${isObject(version) ? "an object" : found} instead of a text like "3.1.0"`;
}

/** Keys that give a format away, and what it is. */
const MARKS: readonly (readonly [string, string])[] = [
  ["asyncapi", "an AsyncAPI document"],
  ["arazzo", "an Arazzo document"],
  ["overlay", "an OpenAPI overlay"],
  ["swaggerVersion", "a Swagger 1 document"],
  ["item", "a Postman collection"],
  ["$schema", "a JSON Schema"],
  ["$defs", "a JSON Schema"],
  ["definitions", "a JSON Schema"],
  ["properties", "a JSON Schema"],
];

function foreign(root: JsonObject): Identity {
  const swagger = Object.hasOwn(root, "swagger") ? root["swagger"]! : undefined;
  if (swagger !== undefined) {
    const found = JSON.stringify(swagger).slice(0, 20);
    return { refusal: diagnostic("swagger-2", "/swagger", { found }) };
  }
  const mark = MARKS.find(([key]) => Object.hasOwn(root, key));
  if (mark !== undefined) return refuse(`/${mark[0]}`, `it looks like ${mark[1]}`);
  const close = Object.keys(root).find((key) => didYouMean(key, ["openapi"], "") !== "");
  if (close !== undefined)
    return refuse(join("", close), `it has \`${close}\` where \`openapi\` belongs`);
  return refuse("", "it has no `openapi` that names a version");
}
