// Structures → text. The only module that prints, and the only door by which text from a document
// reaches the output: literal() for values, identifier() for names, comment() for prose.
import { printStructure, type StatementStructures, StructureKind } from "ts-morph";
import { BINARY_SAMPLE } from "./model/binary.ts";
import type { Json } from "./model/model.ts";

/** A file of the output, by its path from the output folder. */
export interface EmittedFile {
  readonly path: string;
  readonly text: string;
}

/** A declaration as ts-morph describes it, or a statement that is already text. */
export type Part = StatementStructures | string;

/** One file's text: the header, then the parts, each separated by an empty line; imports stay together. */
export function printFile(header: string, parts: readonly Part[]): string {
  const printed = parts.map(printPart);
  const body = printed.map((text, index) => {
    const together = isImport(parts[index]) && isImport(parts[index + 1]);
    return text + (index === parts.length - 1 ? "" : together ? "\n" : "\n\n");
  });
  return `${header}\n\n${body.join("")}\n`;
}

/** Parts as one text, each separated by an empty line. */
export function printParts(parts: readonly Part[]): string {
  return parts.map(printPart).join("\n\n");
}

function printPart(part: Part): string {
  const text = typeof part === "string" ? part : printStructure(part, { indentNumberOfSpaces: 2 });
  return text.trimEnd();
}

function isImport(part: Part | undefined): boolean {
  if (part === undefined) return false;
  return typeof part === "string"
    ? part.startsWith("import ") && !part.includes("\n\n")
    : part.kind === StructureKind.ImportDeclaration;
}

/** A JSON value as a TypeScript expression; `indent` is the depth at which it stands. */
export function literal(value: Json, indent = 0): string {
  if (typeof value === "string") return scalar(value);
  if (value === null || typeof value !== "object") return Object.is(value, -0) ? "-0" : `${value}`;
  const flat = flatLiteral(value);
  if (flat.length + indent * 2 <= 80) return flat;
  const pad = "  ".repeat(indent + 1);
  const inner = Array.isArray(value)
    ? value.map((item: Json) => pad + literal(item, indent + 1))
    : Object.entries(value).map(
        ([key, item]) => `${pad}${propertyKey(key)}: ${literal(item, indent + 1)}`,
      );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${inner.join(",\n")},\n${"  ".repeat(indent)}${close}`;
}

function flatLiteral(value: Json): string {
  if (typeof value === "string") return scalar(value);
  if (value === null || typeof value !== "object") return literal(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => flatLiteral(item)).join(", ")}]`;
  const inner = Object.entries(value).map(
    ([key, item]) => `${propertyKey(key)}: ${flatLiteral(item)}`,
  );
  return inner.length === 0 ? "{}" : `{ ${inner.join(", ")} }`;
}

/** A text; the one that stands for bytes is a small Blob, by a name that no schema takes. */
function scalar(text: string): string {
  return text === BINARY_SAMPLE ? 'new globalThis.Blob(["onespec"])' : quote(text);
}

/** JSON's escapes, and those a script element, an old parser or a reviewer's eye would trip over. */
function quote(text: string): string {
  return JSON.stringify(text)
    .replace(
      /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
      escapeUnit,
    )
    .replace(/<(?=[/!])/g, "\\u003c");
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A key in an object literal or a type: bare where it may be, computed where `__proto__` would bite. */
export function propertyKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return IDENTIFIER.test(key) ? key : quote(key);
}

/** Read access to a property: `value.id`, `value["content-type"]`. */
export function member(object: string, key: string): string {
  return IDENTIFIER.test(key) ? `${object}.${key}` : `${object}[${quote(key)}]`;
}

/** A name that the names stage has made; anything else is a fault of ours and throws. */
export function identifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return name;
}

/** Prose from a document as text that can't end a comment or start a tag in it. */
export function comment(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replaceAll("*/", "*\\/")
    .replace(/(^|[\s({[])@/g, "$1\\@")
    .replace(/[ \t]+$/gm, "")
    .trim();
}
