// `format`: those that validators assert, by what they admit; others mean something that only people know.
import type { Schema } from "../../model/model.ts";
import { FORMATS } from "../../schema/formats.ts";
import { type Comparison, differs, effectOf, type Pair, SAME } from "./difference.ts";
import { type Group, placeOf, speaksOf } from "./facts.ts";
import type { Part } from "./part.ts";

export function formats(pair: Pair): Comparison {
  const [old, next] = [formatsOf(pair.old), formatsOf(pair.new)];
  const removed = old.filter((name) => !next.includes(name));
  const added = next.filter((name) => !old.includes(name));
  if (removed.length + added.length === 0) return SAME;
  if ([...removed, ...added].every((name) => !isHeard(pair, name))) return SAME;
  const effect = effectOf(
    added.some((name) => !old.some((other) => isWithin(other, name))),
    removed.some((name) => !next.some((other) => isWithin(other, name))),
  );
  return differs(pair, {
    code: codeOf(removed, added),
    keyword: "format",
    effect: silent(added) && silent(removed) ? "none" : effect,
    from: removed[0],
    to: added[0],
    old: placeOf(pair.old, "format"),
    new: placeOf(pair.new, "format"),
    lost: added.length > 0 ? without(added[0]!) : undefined,
    gained: removed.length > 0 ? without(removed[0]!) : undefined,
  });
}

function codeOf(removed: readonly string[], added: readonly string[]): string {
  if (removed.length === 0) return "format-added";
  return added.length === 0 ? "format-removed" : "format-changed";
}

/** What has not got a format; a number is one beyond its width. */
function without(name: string): Schema {
  const format = FORMATS.get(name);
  if (format?.group !== "number") return { not: { format: name } };
  const { least, below } = format;
  return { type: "number", anyOf: [{ minimum: below }, { maximum: least - 1 }] };
}

/** What a format says that an annotation of 3.1 says as well is left to that. */
const ENCODED = new Map([
  ["byte", ["contentEncoding", "base64"]],
  ["base64", ["contentEncoding", "base64"]],
  ["binary", ["contentMediaType", "application/octet-stream"]],
] as const);

function formatsOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ schema }) => {
    const { format } = schema;
    if (typeof format !== "string") return [];
    const [keyword, value] = ENCODED.get(format as "byte") ?? [];
    return keyword !== undefined && schema[keyword] === value ? [] : [format];
  });
}

/** Formats that say how a value is shown, and nothing about which ones there are. */
const SILENT = new Set(["password"]);

function silent(names: readonly string[]): boolean {
  return names.every((name) => SILENT.has(name));
}

/** Whether values of the format's type pass on both sides. */
function isHeard(pair: Pair, name: string): boolean {
  const group: Group | undefined = FORMATS.get(name)?.group;
  if (group !== undefined) return speaksOf(pair, group);
  return speaksOf(pair, "string") || speaksOf(pair, "number");
}

/** Formats that are part of another one. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  uri: ["uri-reference", "iri", "iri-reference"],
  "uri-reference": ["iri-reference"],
  iri: ["iri-reference"],
  email: ["idn-email"],
  hostname: ["idn-hostname"],
  float: ["double"],
  byte: ["base64"],
  base64: ["byte"],
};

function isWithin(name: string, other: string): boolean {
  const [inner, outer] = [FORMATS.get(name), FORMATS.get(other)];
  if (inner?.group === "number" && outer?.group === "number")
    return inner.least >= outer.least && inner.below <= outer.below;
  return WITHIN[name]?.includes(other) ?? false;
}
