// Our extension `x-onespec-default-tag`: the branch of a tagged union whose tag may be left out.
// At the door the tag leaves that branch's `required`; no later stage knows of the extension.
import { didYouMean, diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import {
  child,
  flatMapEntries,
  get,
  isList,
  isObject,
  join,
  pointerOf,
  update,
} from "./pointer.ts";

export const DEFAULT_TAG = "x-onespec-default-tag";

interface Choice {
  /** The property that carries the tag. */
  readonly property: string;
  /** The schema that may go without it. */
  readonly branch: Pointer;
}

/** Applies the extension of the unions at `unions` (pointers) to a document. */
export function applyDefaultTags(
  root: JsonObject,
  unions: readonly Pointer[],
): { readonly root: JsonObject; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let changed: Json = root;
  for (const at of unions) {
    const choice = readChoice(get(root, at) as JsonObject, at);
    if ("code" in choice) diagnostics.push(choice);
    else changed = update(changed, choice.branch, (node) => withoutRequired(node, choice.property));
  }
  return { root: changed as JsonObject, diagnostics };
}

function readChoice(union: JsonObject, at: Pointer): Choice | Diagnostic {
  const refuse = (problem: string, advice: string): Diagnostic =>
    diagnostic("bad-extension", join(at, DEFAULT_TAG), { name: DEFAULT_TAG, problem, advice });
  const discriminator = child(union, "discriminator");
  const property = child(discriminator, "propertyName");
  const mapping = child(discriminator, "mapping");
  const oneOf = child(union, "oneOf");
  if (!isList(oneOf) || typeof property !== "string" || !isObject(mapping)) {
    const advice = "Put it beside `oneOf` and a `discriminator` that has a `mapping`.";
    return refuse("stands on a schema that is no tagged union", advice);
  }
  const tags = Object.keys(mapping);
  const tag = child(union, DEFAULT_TAG);
  const target = typeof tag === "string" ? child(mapping, tag) : undefined;
  if (typeof target !== "string") {
    const known = `It is one of ${tags.map((name) => `\`${name}\``).join(", ")}.`;
    const advice = didYouMean(typeof tag === "string" ? tag : "", tags, known);
    return refuse(`names \`${String(tag)}\`, which the mapping does not have`, advice);
  }
  const branch = branchOf(target);
  if (oneOf.some((option) => pointerOf(String(child(option, "$ref"))) === branch)) {
    return { property, branch };
  }
  const advice = "Let the mapping name a component that `oneOf` refers to.";
  return refuse(`leads to \`${target}\`, which is no branch of this \`oneOf\``, advice);
}

/** A mapping gives a reference, or the bare name of a component. */
export function branchOf(target: string): Pointer {
  return pointerOf(target) ?? join("/components/schemas", target);
}

function withoutRequired(node: Json, property: string): Json {
  if (!isObject(node)) return node;
  return flatMapEntries(node, (key, value) => {
    if (key !== "required" || !isList(value)) return [[key, value]];
    const left = value.filter((name) => name !== property);
    return left.length === 0 ? [] : [[key, left]];
  });
}
