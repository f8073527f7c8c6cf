// The references that an object of a document holds, and what is said of one that leads nowhere.
import { type Diagnostic, diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import type { Kind } from "./grammar.ts";
import { child, isObject, join } from "./pointer.ts";
import { hasScheme } from "./uri.ts";

/** A reference, and the object that holds it. */
export interface Held {
  readonly ref: string;
  readonly holder: Pointer;
  /** `$ref`, `$dynamicRef`, `defaultMapping`, or the tag of a discriminator's mapping. */
  readonly key: string;
  readonly at: Pointer;
  /** What the holder is, and so what its target must be. */
  readonly kind: Kind;
  /** Whether the resource is known that it names; what stands in it may be missing. */
  readonly known: boolean;
}

const HOLDING = ["$ref", "$dynamicRef", "discriminator"];

/** All that an object holds itself; none of what is below it but a discriminator's mappings. */
export function references(node: JsonObject, holder: Pointer, kind: Kind): readonly Held[] {
  if (HOLDING.every((key) => node[key] === undefined)) return [];
  const keys = kind === "schema" ? ["$ref", "$dynamicRef"] : ["$ref"];
  const own = keys.map((key) => [key, node[key], holder, join(holder, key)] as const);
  const mapped = kind === "schema" ? mappings(node, holder) : [];
  return [
    ...own,
    ...mapped
      .filter(({ ref }) => typeof ref !== "string" || !isBareName(ref))
      .map(({ key, ref, holder: at }) => [key, ref, at, join(at, key)] as const),
  ].flatMap(([key, ref, at, point]) =>
    typeof ref === "string" ? [{ ref, holder: at, key, at: point, kind, known: true }] : [],
  );
}

/** Where a discriminator says that tags, and values without one, belong. */
export function mappings(
  node: JsonObject,
  holder: Pointer,
): readonly { readonly key: string; readonly ref: Json; readonly holder: Pointer }[] {
  const { discriminator } = node;
  const at = join(holder, "discriminator");
  const mapping = child(discriminator, "mapping");
  const place = join(at, "mapping");
  const tags = isObject(mapping) ? Object.entries(mapping) : [];
  const rest = child(discriminator, "defaultMapping");
  return [
    ...tags.map(([key, ref]: [string, Json]) => ({ key, ref, holder: place })),
    ...(rest === undefined ? [] : [{ key: "defaultMapping", ref: rest, holder: at }]),
  ];
}

/** A mapping may give the bare name of a component where a `$ref` gives a reference. */
export function isBareName(ref: string): boolean {
  return /^[\w.-]+$/.test(ref) && !/\.(?:json|ya?ml)$/i.test(ref);
}

export function externalRef(ref: string, at: Pointer): Diagnostic {
  const advice = hasScheme(ref)
    ? "Download it beside the document, and refer to the file: nothing is fetched from the network."
    : "Put that file beside the document, or correct the reference.";
  return diagnostic("external-ref", at, { ref, advice });
}
