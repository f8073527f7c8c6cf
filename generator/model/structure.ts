// What stands in a document that OpenAPI does not know, contradicts or that the client does not express.
// It looks at objects where they stand, reports, and builds nothing; schemas are checked elsewhere, and
// callbacks and webhooks are not looked into: they are left out.
import { fieldOf, type Kind } from "../document/grammar.ts";
import { checkFields, INFO, KNOWN } from "./known-fields.ts";
import { warnOfSiblings, warnOfUnexpressed } from "./unexpressed.ts";
import { didYouMean, diagnostic } from "../diagnostics.ts";
import { child, children, type Cursor, fields, follow, type Reading } from "./cursor.ts";

/** Reports everything about the structure of a document that its author should know. */
export function checkStructure(reading: Reading, root: Cursor): void {
  checkFields(reading, child(root, "info"), INFO);
  checkPaths(reading, child(root, "paths"));
  visit(reading, root, root, "document");
}

function visit(reading: Reading, root: Cursor, cursor: Cursor, kind: Kind): void {
  const entry = KNOWN.get(kind);
  if (entry === undefined) return;
  if (child(cursor, "$ref").value !== undefined) return warnOfSiblings(reading, cursor);
  checkFields(reading, cursor, entry);
  checkKind(reading, root, cursor, kind);
  for (const [name, member] of fields(cursor)) {
    const field = name === "webhooks" ? undefined : fieldOf(kind, name);
    if (field === undefined) continue;
    const { shape } = field;
    const inner =
      shape === "one" || shape === "some"
        ? [member]
        : (shape === "paths" ? fields : children)(member).map(([, item]) => item);
    for (const item of inner) visit(reading, root, item, field.kind);
  }
}

function checkKind(reading: Reading, root: Cursor, cursor: Cursor, kind: Kind): void {
  warnOfUnexpressed(reading, cursor, kind);
  if (kind === "document" || kind === "operation") checkSecurity(reading, root, cursor);
  if (kind === "operation" || kind === "pathItem") {
    checkDuplicates(reading, child(cursor, "parameters"));
  }
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
