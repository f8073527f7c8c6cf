// Where a `$ref` leads in a linked document, and whether every `$ref` leads somewhere. It changes nothing.
import { diagnostic, didYouMean, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import { chainOf, cycles } from "./cycles.ts";
import { branchOf } from "./default-tag.ts";
import type { Document } from "./document.ts";
import { type Kind, kindAt } from "./grammar.ts";
import { child, get, isObject, join, pointerOf, refOf, split } from "./pointer.ts";
import { externalRef, isBareName, mappings } from "./references.ts";
import { type Place, walk } from "./walk.ts";

export interface Resolved {
  readonly at: Pointer;
  readonly value: Json;
}

export interface Resolver {
  /** What a `$ref` leads to in the end; `at` is the pointer of the object that holds it. */
  readonly resolve: (ref: string, at: Pointer) => Resolved | Diagnostic;
  /** What a `$ref` names, even where that only refers further. */
  readonly target: (ref: string, at: Pointer) => Resolved | Diagnostic;
}

export function resolver({ root }: Pick<Document, "root">): Resolver {
  const ends = new Map<Pointer, Resolved | Diagnostic>();

  const target = (ref: string, at: Pointer): Resolved | Diagnostic => {
    const pointer = pointerOf(ref);
    const value = pointer === undefined ? undefined : get(root, pointer);
    return value === undefined ? broken(root, ref, at) : { at: pointer!, value };
  };

  const resolve = (ref: string, at: Pointer): Resolved | Diagnostic => {
    const passed = new Map<Pointer, string>();
    let found = target(ref, at);
    while (!("code" in found) && !ends.has(found.at)) {
      const next = furtherRef(found);
      if (next === undefined) break;
      if (passed.has(found.at)) found = circular(ref, at, [...passed.values()]);
      else {
        passed.set(found.at, next);
        found = target(next, found.at);
      }
    }
    const end = "code" in found ? found : (ends.get(found.at) ?? found);
    for (const pointer of passed.keys()) ends.set(pointer, end);
    return end;
  };

  return { resolve, target };
}

/**
 * Every `$ref` and discriminator mapping of a document that leads nowhere, and every loop of them;
 * those at `reported` are known to be broken.
 */
export function checkRefs(
  document: Document,
  reported: ReadonlySet<Pointer> = new Set(),
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const targets = new Set<Pointer>();
  const { target } = resolver(document);
  const check = (ref: Json, holder: Place, key: string): void => {
    const { pointer, kind } = holder;
    if (reported.has(join(pointer, key))) return;
    const result = typeof ref === "string" ? target(ref, pointer) : notText(ref, key);
    const wrong = "code" in result ? result : wrongKind(String(ref), result.at, kind);
    if (wrong === undefined) targets.add((result as Resolved).at);
    else found.push({ ...wrong, at: join(pointer, key) });
  };
  walk(document.root, (node, place) => {
    if (typeof node === "boolean") return;
    if (Object.hasOwn(node, "$ref")) check(node["$ref"]!, place, "$ref");
    if (place.kind !== "schema") return;
    for (const { key, ref, holder } of mappings(node, place.pointer)) {
      check(typeof ref === "string" ? mappedRef(ref) : ref, { ...place, pointer: holder }, key);
    }
  });
  return [...found, ...cycles(document.root, [...targets], target)];
}

/** A target may stand anywhere, but where the document says what it is, it must be the right thing. */
function wrongKind(ref: string, target: Pointer, expected: Kind): Diagnostic | undefined {
  const kind = kindAt(split(target));
  if (kind === undefined || kind === expected) return undefined;
  return diagnostic("wrong-ref", "", { ref, found: nameOf(kind), expected: nameOf(expected) });
}

/** `requestBody` → "a request body" */
function nameOf(kind: Kind): string {
  const words = kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${/^[aeo]/.test(words) ? "an" : "a"} ${words}`;
}

function mappedRef(ref: string): string {
  return isBareName(ref) ? refOf(branchOf(ref)) : ref;
}

function notText(ref: Json, key: string): Diagnostic {
  const found = typeof ref === "object" ? "none" : `the ${typeof ref} ${String(ref)}`;
  const params = { what: `\`${key}\``, expected: "a text", found };
  return diagnostic("wrong-type", "", {
    ...params,
    advice: "Write a reference such as `#/components/schemas/Name`.",
  });
}

/** The `$ref` of an object that says nothing else of its own. */
function furtherRef({ at, value }: Resolved): string | undefined {
  const ref = child(value, "$ref");
  if (typeof ref !== "string") return undefined;
  const kind = kindAt(split(at));
  if (kind !== undefined && kind !== "schema" && kind !== "pathItem") return ref;
  const others = Object.keys(value as JsonObject).filter(
    (key) => !["$ref", "summary", "description"].includes(key) && !key.startsWith("x-"),
  );
  return others.length === 0 ? ref : undefined;
}

function circular(ref: string, at: Pointer, refs: readonly string[]): Diagnostic {
  return diagnostic("circular-ref", join(at, "$ref"), { ref, chain: chainOf([...refs, refs[0]!]) });
}

function broken(root: JsonObject, ref: string, at: Pointer): Diagnostic {
  const place = join(at, "$ref");
  if (!ref.startsWith("#")) return externalRef(ref, place);
  return diagnostic("missing-ref", place, { ref, advice: adviceFor(root, ref) });
}

/** Looks for a close name where the way to the target ends. */
function adviceFor(root: JsonObject, ref: string): string {
  const otherwise = "Define it, or correct the reference.";
  if (/^#\/components\//.test(ref) && root["components"] === undefined) {
    const close = Object.keys(root).find((key) => didYouMean(key, ["components"], "") !== "");
    return close === undefined ? otherwise : `Rename \`${close}\` to \`components\`.`;
  }
  let parent: Json = root;
  for (const step of split(pointerOf(ref) ?? "")) {
    const next = child(parent, step);
    if (next === undefined) {
      if (!isObject(parent)) return otherwise;
      // A name of another length is never close: skipped before it is compared.
      const near = Object.keys(parent).filter(
        (key) => Math.abs(key.length - step.length) <= Math.max(1, step.length / 3),
      );
      return didYouMean(step, near, otherwise);
    }
    parent = next;
  }
  return otherwise;
}
