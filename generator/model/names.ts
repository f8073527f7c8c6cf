// Names: text from a document → legal, predictable TypeScript names. Pure string functions.
// They never make a name unique: who wants a name that is taken is reported by the caller.
import { fileOf } from "../document/files.ts";
import { split } from "../document/pointer.ts";
import type { Pointer } from "./model.ts";

/** Words that can't name a function, a variable or an argument. */
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null package " +
    "private protected public return static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);

/** Arguments and functions that emitted code uses beside those named by the document. */
const TAKEN_VALUES = new Set([
  "accepting",
  "args",
  "atServer",
  "client",
  "createClient",
  "fetch",
  "headers",
  "open",
  "query",
  "retry",
  "runtime",
  "signal",
  "timeoutMs",
  "validate",
  "baseUrl",
  "onEvent",
  "onInvalidResponse",
  "clock",
  "random",
  "api",
  "body",
  "call",
  "connect",
  "connection",
  "options",
  // A module with a function of that name is a promise to who imports it: it would be called.
  "then",
  "undefined",
]);

/**
 * Types that emitted code, the run time or the language already mean something by; the last line is
 * of those whose guard would have the name of a helper.
 */
const TAKEN_TYPES = new Set(
  (
    "Array ArrayBuffer Awaited BigInt Blob Boolean Date Error Exclude Extract FormData Function Headers Infinity " +
    "Iterable Iterator JSON Json Map Math NaN NonNullable Number Object Omit Partial Pick Promise Proxy Readonly " +
    "ReadonlyArray Record Reflect RegExp Request Required Response ReturnType Set String Symbol URL Uint8Array " +
    "WeakMap ApiError ApiProblem Call CallEvent CallIssue CallOptions Client ClientOptions Clock Connection " +
    "ConnectionError Credentials DeepPartial FailedAttempt Fetch Handler Handlers HeaderValues InvalidResponse " +
    "Issue Remaining Result RetryOptions RuntimeOptions Secret StandardSchema TimeoutError Types ValidateOptions " +
    "Validated ValidationError " +
    "BoundFixture Collectors Fixtures InvalidFixture Place Received Route ServeOptions WithRequired " +
    "Equal Integer MultipleOf TextOf TooDeep Unique"
  ).split(" "),
);

/** The words of a text: runs of letters and digits. Inner capitals are kept: `listForOrg` is one word. */
function words(text: string): readonly string[] {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `GetUser` → `getUser`, `URLs` → `urls`, `ID` → `id`: the leading run of capitals goes down. */
function lowerFirst(text: string): string {
  return text.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (run) => run.toLowerCase());
}

/** `list-for-org` → `listForOrg`. "" where the text has no letter and no digit. */
export function camelCase(text: string): string {
  const [first = "", ...rest] = words(text);
  return lowerFirst(first) + rest.map(upperFirst).join("");
}

/** `pet_store-visit` → `PetStoreVisit`. */
export function pascalCase(text: string): string {
  return words(text).map(upperFirst).join("");
}

/** A legal type name: `200Response` → `_200Response`, `Response` → `ResponseSchema`. */
export function typeName(text: string): string {
  const name = pascalCase(text);
  if (TAKEN_TYPES.has(name)) return `${name}Schema`;
  return startsLegally(name) ? name : `_${name}`;
}

/** A legal name for a function or an argument: `delete` → `delete_`. */
export function valueName(text: string): string {
  const name = camelCase(text);
  if (RESERVED.has(name) || TAKEN_VALUES.has(name) || name in Object.prototype) return `${name}_`;
  return startsLegally(name) ? name : `_${name}`;
}

/** A step of a client method, where reserved words are legal: `client.pets.delete()`. */
export function stepName(text: string): string {
  const name = camelCase(text);
  // An object with a method `then` is a promise to `await`.
  if (name === "then" || name in Object.prototype) return `${name}_`;
  return startsLegally(name) ? name : `_${name}`;
}

function startsLegally(name: string): boolean {
  return /^[A-Za-z]/.test(name);
}

/** The steps of a client method: dots and slashes of an operationId part them. */
export function operationPath(operationId: string): readonly string[] {
  return operationId
    .split(/[./]/)
    .filter((step) => words(step).length > 0)
    .map(stepName);
}

/** The type of a call's options: `pull` → `PullOptions`. */
export function optionsName(operation: string): string {
  return `${upperFirst(operation)}Options`;
}

/** The types of a body by media type. */
export function bodiesName(operation: string): string {
  return `${upperFirst(operation)}Bodies`;
}

/** The type of a group of methods: ["pets", "visits"] → `PetsVisitsMethods`. */
export function groupName(path: readonly string[]): string {
  return `${path.map(upperFirst).join("")}Methods`;
}

/** The operationId of an operation that has none: method, path words, `By<Param>`. */
export function inventedId(method: string, url: string): string {
  const steps = url.split("/").filter((step) => step !== "");
  const parts = steps.map((step) =>
    step
      .split(/(\{[^}]*\})/)
      .map((part) => (part.startsWith("{") ? `By${pascalCase(part)}` : pascalCase(part)))
      .join(""),
  );
  return method + parts.join("");
}

/** A name with a mark of its own: made of a text alone, so that no other name changes it. */
export function distinguished(name: string, text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return `${name}_${hash.toString(36).padStart(7, "0")}`;
}

/** Words of a pointer that say nothing about what stands there. */
const SKIPPED = new Set(
  "components schemas properties items $defs definitions paths content schema".split(" "),
);

/** Names for a schema in the middle of a document, from the last words of its pointer. */
export function deepNames(at: Pointer): readonly string[] {
  const file = fileOf(at);
  const steps = split(at).slice(file === undefined ? 0 : 2);
  const own = steps
    .filter((step) => !SKIPPED.has(step))
    .map((step) => (step === "" ? "empty" : step));
  const all = file === undefined ? own : [...fileWords(file), ...own];
  // In a file of its own a schema is called as there; the file's name comes in where that is taken.
  const counts = file === undefined ? [2, 3, all.length] : [1, 2, 3, all.length];
  const names = counts.map((count) => typeName(all.slice(-count).map(pascalCase).join(" ")));
  return [...new Set(names)];
}

/** `schemas/pet.yaml` → `schemas`, `pet` */
function fileWords(file: string): readonly string[] {
  return file
    .replace(/[?#].*$/, "")
    .replace(/\.(?:json|ya?ml)$/i, "")
    .split(/[/:]+/)
    .filter((word) => pascalCase(word) !== "");
}
