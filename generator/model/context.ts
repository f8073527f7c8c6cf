// On which way a schema is reached, as far as that changes what it says: the dynamic scope that a
// `$dynamicRef` looks into, and whether a request or a response carries the value. A schema that two
// ways change differently becomes two named schemas; the world is closed, so all ways are known here.
import { fileOf, fileRoot } from "../document/files.ts";
import { child, get, isObject, pointerOf } from "../document/pointer.ts";
import { walk, walkFrom } from "../document/walk.ts";
import { speaksOfBytes } from "./binary.ts";
import { directed, FLAGS } from "./direction.ts";
import type { Json, JsonObject, Pointer, Schema } from "./model.ts";

export type Direction = "request" | "response";

export interface Context {
  /** Undefined: as the document says it, whatever carries the value. */
  readonly direction: Direction | undefined;
  /** Whether a form carries the value: its files are bytes there, and texts elsewhere. */
  readonly bytes: boolean;
  /** The outermost schema in scope for each dynamic anchor. */
  readonly anchors: ReadonlyMap<string, Pointer>;
}

/** The context of what is looked at for itself. */
export const NEUTRAL: Context = { direction: undefined, bytes: false, anchors: new Map() };

export interface Contexts {
  /** Whether there are dynamic anchors: then every step on the way to a schema counts. */
  readonly scoped: boolean;
  /** The context inside of the resource that a pointer leads into. */
  readonly enter: (context: Context, pointer: Pointer) => Context;
  /** What a `$dynamicRef` leads to; `pointer` is where it leads without any scope. */
  readonly dynamic: (context: Context, pointer: Pointer) => Pointer;
  /** A context without what changes nothing at a pointer, or wherever references lead from there. */
  readonly narrow: (context: Context, pointer: Pointer, schema: Schema) => Context;
}

/** What a schema says itself that a context may change, and where its references lead. */
interface Facts {
  readonly anchors: ReadonlySet<string>;
  readonly directions: ReadonlySet<Direction>;
  readonly bytes: boolean;
  readonly targets: ReadonlySet<Pointer>;
}

export function createContexts(root: JsonObject): Contexts {
  const { resources, byAnchor, directions } = survey(root);
  const known = new Map<Pointer, Facts>();

  const enter: Contexts["enter"] = (context, pointer) => {
    if (byAnchor.size === 0) return context;
    const resource = resourceOf(resources, pointer);
    const own = [...byAnchor].flatMap(([anchor, places]) => {
      const at = places.find((place) => resourceOf(resources, place) === resource);
      return at === undefined || context.anchors.has(anchor) ? [] : [[anchor, at] as const];
    });
    return { ...context, anchors: new Map([...context.anchors, ...own]) };
  };
  const factsAt = (pointer: Pointer, schema: Schema): Facts => {
    const facts = known.get(pointer) ?? factsOf(root, pointer, schema, byAnchor, directions);
    known.set(pointer, facts);
    return facts;
  };
  /** What a schema says, and everything that references lead to from there. */
  const reached = (pointer: Pointer, schema: Schema): readonly Facts[] => {
    const pointers = new Set([pointer]);
    const all: Facts[] = [];
    // Iterating a Set sees what is added on the way.
    for (const at of pointers) {
      const facts = factsAt(at, asSchema(at === pointer ? schema : get(root, at)));
      all.push(facts);
      for (const to of facts.targets) pointers.add(to);
    }
    return all;
  };
  const narrow: Contexts["narrow"] = ({ direction, bytes, anchors }, pointer, schema) => {
    const open = direction !== undefined && directions.has(direction);
    if (!open && !bytes && anchors.size === 0) return NEUTRAL;
    const all = reached(pointer, schema);
    const matters = open && all.some((facts) => facts.directions.has(direction));
    const used = [...anchors].filter(([name]) => all.some((facts) => facts.anchors.has(name)));
    const files = bytes && all.some((facts) => facts.bytes);
    if (!matters && !files && used.length === 0) return NEUTRAL;
    return {
      direction: matters ? direction : undefined,
      bytes: files,
      anchors: new Map(used),
    };
  };
  return {
    scoped: byAnchor.size > 0,
    enter,
    narrow,
    dynamic: (context, pointer) => {
      const anchor = child(get(root, pointer), "$dynamicAnchor");
      return context.anchors.get(String(anchor)) ?? pointer;
    },
  };
}

/** What is no schema is reported where it is read; here it says nothing. */
function asSchema(value: Json | undefined): Schema {
  return isObject(value) || typeof value === "boolean" ? value : true;
}

/** The resource around a pointer: the nearest schema with an `$id`, a file, or the document. */
function resourceOf(resources: ReadonlySet<Pointer>, pointer: Pointer): Pointer {
  const file = fileOf(pointer);
  const end = file === undefined ? "" : fileRoot(file);
  let at = pointer;
  while (at !== end && !resources.has(at)) at = at.slice(0, at.lastIndexOf("/"));
  return at;
}

/** Schemas with an identifier, those with dynamic anchors, and the directions that any flag speaks of. */
function survey(root: JsonObject): {
  readonly resources: ReadonlySet<Pointer>;
  readonly byAnchor: ReadonlyMap<string, readonly Pointer[]>;
  readonly directions: ReadonlySet<Direction>;
} {
  const resources = new Set<Pointer>();
  const byAnchor = new Map<string, Pointer[]>();
  const directions = new Set<Direction>();
  walk(root, (node, { kind, pointer }) => {
    if (kind !== "schema" || !isObject(node)) return;
    if (typeof node["$id"] === "string") resources.add(pointer);
    const anchor = node["$dynamicAnchor"];
    if (typeof anchor === "string")
      byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), pointer]);
    for (const direction of ["request", "response"] as const)
      if (node[FLAGS[direction]] === true) directions.add(direction);
  });
  return { resources, byAnchor, directions };
}

function factsOf(
  root: JsonObject,
  pointer: Pointer,
  schema: Schema,
  byAnchor: ReadonlyMap<string, readonly Pointer[]>,
  open: ReadonlySet<Direction>,
): Facts {
  const anchors = new Set<string>();
  const targets = new Set<Pointer>();
  const follow = (ref: unknown): Pointer | undefined => {
    const target = typeof ref === "string" ? pointerOf(ref) : undefined;
    if (target !== undefined) targets.add(target);
    return target;
  };
  walkFrom(schema, { kind: "schema", pointer, field: "" }, (node) => {
    if (typeof node === "boolean") return;
    follow(node["$ref"]);
    const dynamic = follow(node["$dynamicRef"]);
    if (dynamic === undefined) return;
    const anchor = String(child(get(root, dynamic), "$dynamicAnchor"));
    anchors.add(anchor);
    for (const other of byAnchor.get(anchor) ?? []) targets.add(other);
  });
  const directions = [...open].filter((one) => directed(root, schema, one) !== schema);
  return { anchors, targets, directions: new Set(directions), bytes: speaksOfBytes(schema) };
}
