// What a difference of schemas is called, and what is said of it: the document's words, what it means
// on the wire, and what for code that was generated.
import type { Json } from "../../model/model.ts";
import { isObject } from "../../document/pointer.ts";
import type { Change } from "../change.ts";
import type { Place, SchemaUse } from "../finding.ts";
import type { Case } from "./decide.ts";
import type { Difference } from "./difference.ts";
import { pointerOf } from "./steps.ts";

type Said = Pick<
  Change,
  "code" | "subject" | "message" | "wire" | "caller" | "old" | "new" | "absent"
>;

export function describe(each: Case): Said {
  const { node, use, difference } = each;
  const [route] = node.routes;
  const path = pointerOf([...route!.links.flatMap((link) => link.path), ...difference.path]);
  return {
    code: `${prefix(use.place, path)}-${difference.code}`,
    subject: subjectOf(use, path, node.operations.size - 1),
    message: messageOf(difference, path),
    wire: wireOf(each),
    caller: callerOf(each),
    old: difference.old,
    new: difference.new,
    absent: difference.absent,
  };
}

const INSIDE: Readonly<Record<Place, string>> = {
  "request-body": "request-property",
  parameter: "parameter-property",
  "response-body": "response-property",
  "response-header": "response-header-property",
};

function prefix(place: Place, path: string): string {
  return path === "" ? place : INSIDE[place];
}

function subjectOf({ operation, where }: SchemaUse, path: string, more: number): string {
  const others = more === 0 ? "" : ` (and ${more} more ${more === 1 ? "operation" : "operations"})`;
  return `${operation}: ${where}${path === "" ? "" : ` ${path}`}${others}`;
}

/** A value in a sentence. */
export function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

type Sentence = (difference: Difference, name: string) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  added: (_difference, name) => `The property \`${name}\` is new.`,
  "added-required": (_difference, name) => `The property \`${name}\` is new, and required.`,
  removed: (_difference, name) => `The property \`${name}\` is gone.`,
  "removed-required": (_difference, name) => `The property \`${name}\` is gone; it was required.`,
  required: (_difference, name) => `The property \`${name}\` is required now.`,
  optional: (_difference, name) => `The property \`${name}\` is no longer required.`,
  nullable: () => "It may be null.",
  "not-nullable": () => "It may no longer be null.",
  "enum-value-added": ({ to }) => `New values: ${listOf(to)}.`,
  "enum-value-removed": ({ from }) => `Values that are gone: ${listOf(from)}.`,
  "docs-changed": ({ keyword }) => `Its \`${keyword}\` changed.`,
  "union-changed": ({ from, to }) => `\`${String(from)}\` became \`${String(to)}\`.`,
  "any-of-branch-added": ({ to }) => `A branch of \`anyOf\` is new: ${String(to)}.`,
  "any-of-branch-removed": ({ from }) => `A branch of \`anyOf\` is gone: ${String(from)}.`,
  "one-of-branch-added": ({ to }) => `A branch of \`oneOf\` is new: ${String(to)}.`,
  "one-of-branch-removed": ({ from }) => `A branch of \`oneOf\` is gone: ${String(from)}.`,
  "const-added": ({ to }) => `It must be ${listOf(to)}.`,
  "const-removed": ({ from }) => `It need not be ${listOf(from)} any more.`,
  "properties-added": () => "Its properties are described.",
  "properties-removed": () => "Its properties are no longer described.",
  "read-only-added": () => "It is set by the server alone now (`readOnly`).",
  "read-only-removed": () => "It is no longer set by the server alone (`readOnly`).",
  "write-only-added": () => "It is given by callers alone now (`writeOnly`).",
  "write-only-removed": () => "It is no longer given by callers alone (`writeOnly`).",
  "deprecated-added": () => "It is deprecated.",
  "deprecated-removed": () => "It is no longer deprecated.",
  "unique-items-added": () => "Its items must differ from each other now (`uniqueItems`).",
  "unique-items-removed": () => "Its items may be the same (`uniqueItems`).",
  depth: () => "It differs deeper than is looked.",
};

function listOf(value: Json | undefined): string {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value ?? null];
  const more = list.length > 8 ? ` and ${list.length - 8} more` : "";
  return list.slice(0, 8).map(shown).join(", ") + more;
}

function messageOf(difference: Difference, path: string): string {
  const { code, keyword, from, to } = difference;
  const last = difference.path.at(-1);
  const name = typeof last === "object" && "property" in last ? last.property : path;
  const sentence = SENTENCES[code];
  if (sentence !== undefined) return sentence(difference, name);
  const what = `\`${keyword}\``;
  const [was, is] = [boundIn(from), boundIn(to)];
  if (was !== undefined && is !== undefined) return `It has ${is}, and had ${was}.`;
  if (from !== undefined && to !== undefined)
    return `${what} is ${shown(to)}, and was ${shown(from)}.`;
  if (code.endsWith("-added")) return `${what} is new${to === undefined ? "" : `: ${shown(to)}`}.`;
  if (code.endsWith("-removed"))
    return `${what} is gone${from === undefined ? "" : `: ${shown(from)}`}.`;
  if (code.endsWith("-refused")) return `What is left over is refused now (${what}).`;
  if (code.endsWith("-allowed")) return `What is left over is no longer refused (${what}).`;
  return `${what} changed.`;
}

/** A bound that the other side sets by another keyword: `minimum` 5, `exclusiveMinimum` 5. */
function boundIn(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const [[keyword, bound] = [], ...others] = Object.entries(value);
  const isBound = typeof bound === "number" && others.length === 0;
  return isBound && /imum$/.test(keyword!) ? `\`${keyword}\` ${bound}` : undefined;
}

function wireOf({ use, effect, acceptedBy, difference: { code } }: Case): string {
  if (acceptedBy !== undefined)
    return use.sender === "caller"
      ? "A value that was accepted can be refused."
      : "A value can come that could not before.";
  if (code.startsWith("removed"))
    return use.sender === "caller"
      ? "Whether it is still read, no document says."
      : "Who reads it may find nothing.";
  if (effect === "none") return "";
  return use.sender === "caller" ? "More values are accepted." : "Fewer values can come.";
}

/** Keywords that types are printed from. */
const TYPED: ReadonlySet<string> = new Set([
  ...["type", "enum", "const", "properties", "required", "items", "prefixItems"],
  ...["additionalProperties", "patternProperties", "anyOf", "oneOf", "allOf"],
]);

function callerOf({ use, difference: { keyword, code }, acceptedBy }: Case): string {
  if (code === "added" || (code === "added-required" && acceptedBy === undefined))
    return `There is a property for it in the types.`;
  if (code.startsWith("removed")) return "Code that names it no longer compiles.";
  if (acceptedBy === undefined) return "";
  if (!TYPED.has(keyword)) return "Types stay as they are; validators decide otherwise.";
  return use.sender === "caller"
    ? "Code that gives such a value no longer compiles."
    : "Code that reads it must expect more than before.";
}
