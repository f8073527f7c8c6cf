// What a document names and what it refers to: resources (`$id`, other files), anchors, and for every
// reference the pointer of its target. Files come into the tree as references lead to them.
import { type Diagnostic, diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import type { Document } from "./document.ts";
import { FILES, fileOf, fileRoot } from "./files.ts";
import type { Kind } from "./grammar.ts";
import { parseText } from "./load.ts";
import { get, isObject, pointerOf } from "./pointer.ts";
import { type Held, references } from "./references.ts";
import { resolveUri } from "./uri.ts";
import { walkFrom } from "./walk.ts";

export interface Survey {
  /** The document's root with the files in it that are referred to. */
  readonly root: JsonObject;
  readonly files: ReadonlyMap<string, string>;
  readonly targets: ReadonlyMap<Held, Pointer>;
  /** References that lead nowhere, but for plain pointers into the document itself. */
  readonly unresolved: readonly Held[];
  readonly diagnostics: readonly Diagnostic[];
  readonly missing: readonly string[];
}

interface State {
  readonly document: Document;
  readonly texts: ReadonlyMap<string, string>;
  root: JsonObject;
  readonly files: Map<string, string>;
  /** `$id` by the pointer of its schema. */
  readonly ids: Map<Pointer, string>;
  /** Resources by their absolute names. */
  readonly resources: Map<string, Pointer>;
  /** Anchors by the pointer of their resource and their name: a resource may have two names. */
  readonly anchors: Map<string, Pointer>;
  readonly walked: Set<string>;
  readonly held: Held[];
  readonly diagnostics: Diagnostic[];
  readonly missing: Set<string>;
}

export function survey(document: Document, texts: ReadonlyMap<string, string>): Survey {
  const state: State = {
    document,
    texts,
    root: document.root,
    files: new Map(),
    ids: new Map(),
    resources: new Map([
      [selfName(document) ?? ownName(document), ""],
      [ownName(document), ""],
    ]),
    anchors: new Map(),
    walked: new Set(),
    held: [],
    diagnostics: [],
    missing: new Set(),
  };
  if (!isPlainThroughout(document)) look(state, "", "document");
  const targets = new Map<Held, Pointer>();
  // What is found on the way may name what was looked for in vain.
  for (let before = -1; before !== targets.size;) {
    before = targets.size;
    for (let index = 0; index < state.held.length; index++) {
      const held = state.held[index]!;
      const target = targets.has(held) ? undefined : targetOf(state, held);
      if (target === undefined) continue;
      targets.set(held, target);
      look(state, target, held.kind);
    }
  }
  const unresolved = state.held
    .filter((held) => !targets.has(held) && !isPlain(state, held))
    .map((held) => ({ ...held, known: pointerOfResource(state, held) !== undefined }));
  const { root, files, diagnostics } = state;
  return { root, files, targets, unresolved, diagnostics, missing: [...state.missing] };
}

/** What `$self` says that a document is called, as its references may name it. */
function selfName({ root, ...document }: Document): string | undefined {
  const self = root["$self"];
  return typeof self === "string"
    ? resolveUri(self, ownName({ root, ...document }))?.resource
    : undefined;
}

/** The document as its own references name it: a file in its own folder. */
function ownName({ path }: Document): string {
  return path.split(/[/\\]/).at(-1)!;
}

/** Notes what stands at a place and below it, once. */
function look(state: State, pointer: Pointer, kind: Kind): void {
  const key = `${kind} ${pointer}`;
  if (state.walked.has(key)) return;
  const node = get(state.root, pointer);
  if (node === undefined) return;
  const found: [JsonObject, Pointer][] = [];
  walkFrom(node, { kind, pointer, field: "" }, (inner, place) => {
    state.walked.add(`${place.kind} ${place.pointer}`);
    if (typeof inner === "boolean") return;
    state.held.push(...references(inner, place.pointer, place.kind));
    if (place.kind === "schema") found.push([inner, place.pointer]);
  });
  for (const [inner, at] of found) {
    const id = inner["$id"];
    if (typeof id === "string" && !state.ids.has(at)) state.ids.set(at, id);
  }
  // Names count from the resource around them, so all of those must be known before.
  for (const [inner, at] of found) name(state, inner, at);
}

function name(state: State, schema: JsonObject, at: Pointer): void {
  if (state.ids.has(at)) state.resources.set(baseOf(state, at), at);
  for (const key of ["$anchor", "$dynamicAnchor"]) {
    const anchor = schema[key];
    if (typeof anchor !== "string") continue;
    const full = `${state.resources.get(baseOf(state, at))}#${anchor}`;
    if (!state.anchors.has(full)) state.anchors.set(full, at);
  }
}

/** The absolute name of the resource that a place is in. */
function baseOf(state: State, pointer: Pointer): string {
  const id = state.ids.get(pointer);
  const file = fileOf(pointer);
  const isRoot = pointer === "" || (file !== undefined && pointer === fileRoot(file));
  const around = isRoot
    ? (file ?? ownName(state.document))
    : baseOf(state, pointer.slice(0, pointer.lastIndexOf("/")));
  return id === undefined ? around : (resolveUri(id, around)?.resource ?? around);
}

/** Most documents name nothing and refer by pointers alone: nothing is to be linked in them. */
function isPlainThroughout({ root }: Document): boolean {
  let plain = true;
  walkFrom(root, { kind: "document", pointer: "", field: "" }, (inner, { kind }) => {
    plain &&=
      typeof inner === "boolean" || (namesNothing(inner, kind) && refersPlainly(inner, kind));
  });
  return plain;
}

function namesNothing({ $id, $anchor, $dynamicAnchor }: JsonObject, kind: Kind): boolean {
  return (
    kind !== "schema" || [$id, $anchor, $dynamicAnchor].every((name) => typeof name !== "string")
  );
}

function refersPlainly(node: JsonObject, kind: Kind): boolean {
  return references(node, "", kind).every(
    ({ ref, key }) => pointerOf(ref) !== undefined && key !== "$dynamicRef",
  );
}

/** Whether a reference is a pointer from the document's own root: those are checked with the rest. */
function isPlain(state: State, { ref, holder }: Held): boolean {
  return ref.startsWith("#") && baseOf(state, holder) === ownName(state.document);
}

function pointerOfResource(state: State, { ref, holder }: Held): Pointer | undefined {
  const base = baseOf(state, holder);
  const self = base === ownName(state.document) ? selfName(state.document) : undefined;
  const named = self === undefined ? undefined : resolveUri(ref, self)?.resource;
  // Both its own name and the place where it lies may be counted from: files lie beside it.
  const known = named === undefined ? undefined : state.resources.get(named);
  if (known !== undefined) return known;
  if (named !== undefined && state.texts.has(named)) return file(state, named);
  const address = resolveUri(ref, base);
  if (address === undefined) return undefined;
  return state.resources.get(address.resource) ?? file(state, address.resource);
}

function targetOf(state: State, held: Held): Pointer | undefined {
  const resource = pointerOfResource(state, held);
  if (resource === undefined) return undefined;
  const { fragment, resource: uri } = resolveUri(held.ref, baseOf(state, held.holder))!;
  if (fragment === "") return resource;
  if (!fragment.startsWith("/")) return state.anchors.get(`${resource}#${fragment}`);
  const inside = pointerOf(`#${fragment}`)!;
  const pointer = `${resource}${inside}`;
  if (get(state.root, pointer) !== undefined) return pointer;
  return held.ref.startsWith("#") ? pastId(state, held, inside, uri) : undefined;
}

/** Many authors give a component an `$id` and go on referring to the others from the document's root. */
function pastId(
  state: State,
  { ref, at }: Held,
  inside: Pointer,
  uri: string,
): Pointer | undefined {
  const file = fileOf(at);
  const pointer = `${file === undefined ? "" : fileRoot(file)}${inside}`;
  if (get(state.root, pointer) === undefined) return undefined;
  state.diagnostics.push(diagnostic("ref-past-id", at, { ref, id: uri }));
  return pointer;
}

/** A file of those that were given, now part of the tree. */
function file(state: State, uri: string): Pointer | undefined {
  const text = state.texts.get(uri);
  if (text === undefined) {
    state.missing.add(uri);
    return undefined;
  }
  if (state.files.has(uri)) return undefined;
  state.files.set(uri, text);
  const { value, diagnostics } = parseText({ path: uri, text });
  state.diagnostics.push(...diagnostics.map((found) => inFile(found, uri)));
  if (value === undefined) return undefined;
  const others = (state.root[FILES] ?? {}) as JsonObject;
  state.root = { ...state.root, [FILES]: { ...others, [uri]: value } };
  const pointer = fileRoot(uri);
  state.resources.set(uri, pointer);
  look(state, pointer, isOpenApi(value) ? "document" : "schema");
  return pointer;
}

function isOpenApi(value: Json): boolean {
  return isObject(value) && value["openapi"] !== undefined;
}

function inFile(found: Diagnostic, name: string): Diagnostic {
  const { at } = found;
  return { ...found, at: typeof at === "string" ? fileRoot(name) + at : { ...at, file: name } };
}
