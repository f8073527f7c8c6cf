// References → pointers. After this stage every `$ref` names a place in one tree: those by `$id`, by
// anchor and into other files are rewritten, and the files stand in the tree (files.ts). A `$dynamicRef`
// stays one only where its target depends on the way that led to it. What leads nowhere is reported.
// It opens no file.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import type { Document } from "./document.ts";
import { withFiles } from "./files.ts";
import {
  child,
  escapeStep,
  get,
  isList,
  isObject,
  mapValues,
  pointerOf,
  refOf,
} from "./pointer.ts";
import { withoutIdleLoops } from "./idle-loops.ts";
import { checkRefs } from "./resolve.ts";
import { externalRef, type Held } from "./references.ts";
import { survey } from "./survey.ts";

export interface Linked {
  readonly document: Document;
  /** Every reference that leads nowhere, and what is wrong with the files. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files and addresses that are referred to and were not given, as `texts` would name them. */
  readonly missing: readonly string[];
}

/** Links a document as authored; `texts` are other files, by their paths from its folder or their URIs. */
export function link(document: Document, texts: ReadonlyMap<string, string> = new Map()): Linked {
  const found = survey(document, texts);
  const { root, files, targets, diagnostics, missing } = found;
  const changes = new Map<Pointer, Change[]>();
  for (const [held, target] of targets) {
    const change = changeOf(root, held, target);
    if (change === undefined) continue;
    changes.set(held.holder, [...(changes.get(held.holder) ?? []), change]);
  }
  const unresolved = found.unresolved.map((held) => broken(held));
  const linked: Document =
    changes.size === 0 && files.size === 0
      ? document
      : {
          ...document,
          ...withFiles(document, files),
          root: replace(root, "", changes) as JsonObject,
        };
  const reported = new Set(unresolved.map(({ at }) => at as Pointer));
  const checked = checkRefs(linked, reported);
  const { root: kept, diagnostics: said } = withoutIdleLoops(linked.root, checked);
  return {
    document: kept === linked.root ? linked : { ...linked, root: kept },
    diagnostics: [...diagnostics, ...unresolved, ...said],
    missing,
  };
}

type Change = (node: JsonObject) => JsonObject;

function changeOf(root: Json, { key, ref }: Held, target: Pointer): Change | undefined {
  const own = pointerOf(ref) === target;
  if (key === "$ref") return own ? undefined : (node) => ({ ...node, $ref: refOf(target) });
  if (key === "$dynamicRef") {
    const anchor = child(get(root, target), "$dynamicAnchor");
    if (typeof anchor === "string" && ref.endsWith(`#${anchor}`))
      return (node) => ({ ...node, $dynamicRef: refOf(target) });
    return (node) => asReference(node, refOf(target));
  }
  return own ? undefined : (node) => ({ ...node, [key]: refOf(target) });
}

/** A `$dynamicRef` with one possible target, as what it is. */
function asReference({ $dynamicRef: _gone, ...node }: JsonObject, $ref: string): JsonObject {
  if (node["$ref"] === undefined) return { ...node, $ref };
  return { ...node, allOf: [...(isList(node["allOf"]) ? node["allOf"] : []), { $ref }] };
}

/** The tree with all changes made, in one walk. */
function replace(
  node: Json,
  pointer: Pointer,
  changes: ReadonlyMap<Pointer, readonly Change[]>,
): Json {
  const inside = (value: Json, step: string | number): Json =>
    replace(value, `${pointer}/${escapeStep(String(step))}`, changes);
  if (isList(node)) return node.map(inside);
  if (!isObject(node)) return node;
  const mapped = mapValues(node, inside);
  return (changes.get(pointer) ?? []).reduce((result, change) => change(result), mapped);
}

function broken({ ref, at, known }: Held): Diagnostic {
  if (!known) return externalRef(ref, at);
  return diagnostic("missing-ref", at, { ref, advice: "Define it, or correct the reference." });
}
