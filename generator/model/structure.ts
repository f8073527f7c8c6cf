// What stands in a document that OpenAPI does not know, contradicts or that the client does not express.
// It looks at objects where they stand, reports, and builds nothing; schemas are checked elsewhere, and
// callbacks and webhooks are not looked into: they are left out.
import { fieldOf, type Kind } from "../document/grammar.ts";
import { didYouMean, diagnostic } from "../diagnostics.ts";
import { child, children, type Cursor, fields, follow, type Reading } from "./cursor.ts";
import { jsonMedia } from "./media.ts";
import type { Json } from "./model.ts";

/** What an object is called, and its fields in OpenAPI 3.0 and 3.1. */
type Known = readonly [what: string, names: readonly string[]];

function known(what: string, names: string): Known {
  return [what, names.split(" ")];
}

const INFO = known("`info`", "title summary description termsOfService contact license version");
const KNOWN: ReadonlyMap<Kind, Known> = new Map<Kind, Known>([
  [
    "document",
    known(
      "the document",
      "openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs",
    ),
  ],
  [
    "pathItem",
    known(
      "a path item",
      "$ref summary description get put post delete options head patch trace servers parameters",
    ),
  ],
  [
    "operation",
    known(
      "an operation",
      "tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers",
    ),
  ],
  [
    "parameter",
    known(
      "a parameter",
      "$ref name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content",
    ),
  ],
  ["requestBody", known("a request body", "$ref description content required")],
  ["response", known("a response", "$ref description headers content links")],
  ["mediaType", known("a media type", "schema example examples encoding")],
  [
    "components",
    known(
      "`components`",
      "schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems",
    ),
  ],
  [
    "securityScheme",
    known(
      "a security scheme",
      "$ref type description name in scheme bearerFormat flows openIdConnectUrl",
    ),
  ],
]);

/** Reports everything about the structure of a document that its author should know. */
export function checkStructure(reading: Reading, root: Cursor): void {
  checkFields(reading, child(root, "info"), INFO);
  checkPaths(reading, child(root, "paths"));
  visit(reading, root, root, "document");
}

function visit(reading: Reading, root: Cursor, cursor: Cursor, kind: Kind): void {
  const entry = KNOWN.get(kind);
  if (entry === undefined || child(cursor, "$ref").value !== undefined) return;
  checkFields(reading, cursor, entry);
  if (kind === "document" || kind === "operation") checkSecurity(reading, root, cursor);
  if (kind === "document") warnOfWebhooks(reading, cursor);
  if (kind === "operation") checkOperation(reading, cursor);
  if (kind === "operation" || kind === "pathItem") {
    warnOfServers(reading, root, cursor);
    checkDuplicates(reading, child(cursor, "parameters"));
  }
  for (const [name, member] of fields(cursor)) {
    const field = name === "webhooks" ? undefined : fieldOf(kind, name);
    if (field?.shape === "one") visit(reading, root, member, field.kind);
    else if (field !== undefined) {
      const inner = field.shape === "paths" ? fields(member) : children(member);
      for (const [, item] of inner) visit(reading, root, item, field.kind);
    }
  }
}

function checkFields(reading: Reading, cursor: Cursor, [where, names]: Known): void {
  if (Array.isArray(cursor.value)) return;
  const present = fields(cursor);
  // A field that is there already is not what another one was meant to be.
  const absent = names.filter((name) => present.every(([other]) => other !== name));
  for (const [name, { at }] of present) {
    if (names.includes(name)) continue;
    const advice = closest(name, absent);
    const found =
      advice === ""
        ? diagnostic("unknown-field", at, { name, where }, { key: true })
        : diagnostic("misspelt-field", at, { name, where, advice }, { key: true });
    reading.report(found);
  }
}

/** As `didYouMean`, which counts two letters in the wrong order (`gte`) as two mistakes. */
function closest(name: string, names: readonly string[]): string {
  const swapped = Array.from(name, (_, index) => {
    return (
      name.slice(0, index) +
      name
        .slice(index, index + 2)
        .split("")
        .reverse()
        .join("") +
      name.slice(index + 2)
    );
  }).find((candidate) => names.includes(candidate));
  return didYouMean(swapped ?? name, names, "");
}

function checkPaths(reading: Reading, paths: Cursor): void {
  const byTemplate = new Map<string, (readonly [path: string, methods: readonly string[]])[]>();
  for (const [path, item] of fields(paths)) {
    if (!path.startsWith("/")) {
      reading.report(diagnostic("bad-path", item.at, { path }, { key: true }));
    }
    const template = path.replace(/\{[^{}]*\}/g, "{}");
    const methods = methodsOf(item);
    const others = byTemplate.get(template) ?? [];
    for (const [other, taken] of others) {
      const method = methods.find((name) => taken.includes(name))?.toUpperCase();
      if (method === undefined) continue;
      reading.report(diagnostic("ambiguous-path", item.at, { path, other, method }, { key: true }));
      break;
    }
    byTemplate.set(template, [...others, [path, methods]]);
  }
}

function methodsOf(item: Cursor): readonly string[] {
  return fields(item)
    .map(([name]) => name)
    .filter((name) => fieldOf("pathItem", name)?.kind === "operation");
}

/** Two entries of one list for the same parameter; a path item's may be overridden, and are another list. */
function checkDuplicates(reading: Reading, list: Cursor): void {
  const seen = new Set<string>();
  for (const [, entry] of children(list)) {
    const parameter = follow(reading, entry);
    const name = child(parameter, "name").value;
    const place = child(parameter, "in").value;
    if (typeof name !== "string" || typeof place !== "string") continue;
    const key = `${place} ${name}`;
    if (seen.has(key)) {
      const { at } = child(entry, parameter === entry ? "name" : "$ref");
      reading.report(diagnostic("duplicate-parameter", at, { name, place }));
    }
    seen.add(key);
  }
}

function checkSecurity(reading: Reading, root: Cursor, owner: Cursor): void {
  const schemes = children(child(child(root, "components"), "securitySchemes"));
  const names = schemes.map(([name]) => name);
  for (const [, alternative] of children(child(owner, "security"))) {
    if (Array.isArray(alternative.value)) continue;
    for (const [name, { at }] of children(alternative)) {
      if (names.includes(name)) continue;
      const otherwise = "Define it there, or remove it here.";
      const advice = didYouMean(name, names, otherwise);
      reading.report(diagnostic("unknown-security-scheme", at, { name, advice }, { key: true }));
    }
  }
}

function checkOperation(reading: Reading, operation: Cursor): void {
  const callbacks = child(operation, "callbacks");
  const advice = "Handle the requests that the API makes in a server of your own.";
  if (children(callbacks).length > 0) {
    warn(reading, callbacks, ["`callbacks`", "what the API calls is left out", advice]);
  }
  warnOfSuccesses(reading, operation);
}

function warnOfWebhooks(reading: Reading, root: Cursor): void {
  const webhooks = child(root, "webhooks");
  if (children(webhooks).length === 0) return;
  const advice = "Handle the requests that the API makes in a server of your own.";
  warn(reading, webhooks, ["`webhooks`", "what the API calls is left out", advice]);
}

function warnOfServers(reading: Reading, root: Cursor, owner: Cursor): void {
  const servers = child(owner, "servers");
  if (children(servers).length === 0) return;
  if (canonical(servers.value) === canonical(child(root, "servers").value)) return;
  const consequence = "calls go to the document's server";
  const advice = "Make a second client with that address as its base URL.";
  warn(reading, servers, ["`servers` on a path or an operation", consequence, advice]);
}

/** The client types the lowest success that there is: others that say something else are named. */
function warnOfSuccesses(reading: Reading, operation: Cursor): void {
  const [lowest, ...others] = fields(child(operation, "responses"))
    .filter(([status]) => /^2(\d\d|XX)$/.test(status))
    .flatMap(([status, entry]) => {
      const schema = child(
        jsonMedia(child(follow(reading, entry), "content"))?.cursor ?? NOTHING,
        "schema",
      );
      return schema.value === undefined ? [] : [{ status, entry, schema: follow(reading, schema) }];
    })
    .sort((a, b) => (a.status < b.status ? -1 : 1));
  for (const { status, entry, schema } of others) {
    if (schema.at === lowest!.schema.at) continue;
    if (canonical(schema.value) === canonical(lowest!.schema.value)) continue;
    const what = `A second success response (\`${status}\`) with a schema of its own`;
    const consequence = `results are typed and checked as those of \`${lowest!.status}\``;
    const advice = "Describe both by one schema, for instance an `anyOf`.";
    warn(reading, entry, [what, consequence, advice]);
  }
}

const NOTHING: Cursor = { value: undefined, at: "" };

type Words = readonly [what: string, consequence: string, advice: string];

function warn(reading: Reading, { at }: Cursor, [what, consequence, advice]: Words): void {
  const params = { what, consequence, advice };
  reading.report(diagnostic("unsupported-feature", at, params, { key: true }));
}

/** A text that is the same for equal values, whatever the order of their keys. */
function canonical(value: Json | undefined): string | undefined {
  return JSON.stringify(value, (_key, inner: Json) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
