// References that lead back to themselves and stand where nothing that is generated looks: in components
// that nobody uses, examples, links, and bodies of methods that send none. They are told and left out;
// any other loop stays an error, for what a call sends or gets would be unknown.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import type { Kind } from "./grammar.ts";
import { flatMapEntries, isObject, join, split, update } from "./pointer.ts";
import { resolver } from "./resolve.ts";
import { type Place, walk } from "./walk.ts";

interface Idle {
  readonly root: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
}

/** The document without such loops, and what is said of it; as it is where one of its loops matters. */
export function withoutIdleLoops(root: JsonObject, found: readonly Diagnostic[]): Idle {
  const loops = found.filter(({ code }) => code === "circular-ref");
  if (loops.length === 0) return { root, diagnostics: found };
  const holders = loopsOf(root);
  // A loop of schemas is not among them.
  const known = new Set(holders.map(({ place }) => join(place.pointer, "$ref")));
  const idle = holders.every(isIdle) && loops.every(({ at }) => known.has(String(at)));
  if (!idle) return { root, diagnostics: found };
  const others = found.filter(({ code }) => code !== "circular-ref");
  return {
    root: holders.reduce((whole, { place }) => without(whole, place.pointer), root),
    diagnostics: [...others, ...holders.map(told)],
  };
}

interface Holder {
  readonly ref: string;
  readonly place: Place;
}

/** Every reference that never reaches anything, and the object that holds it. */
function loopsOf(root: JsonObject): readonly Holder[] {
  const { resolve } = resolver({ root });
  const holders: Holder[] = [];
  walk(root, (node, place) => {
    const ref = isObject(node) ? node["$ref"] : undefined;
    if (typeof ref !== "string" || place.kind === "schema") return;
    const end = resolve(ref, place.pointer);
    if ("code" in end && end.code === "circular-ref") holders.push({ ref, place });
  });
  return holders;
}

const SAYS_NOTHING: ReadonlySet<Kind> = new Set(["example", "link"]);
const SENDS_NONE: ReadonlySet<string> = new Set(["get", "head", "trace"]);

function isIdle({ place: { kind, pointer } }: Holder): boolean {
  if (SAYS_NOTHING.has(kind)) return true;
  const steps = split(pointer);
  // A security scheme is used by its name, and not by a reference.
  if (steps.length === 3 && steps[0] === "components") return kind !== "securityScheme";
  return kind === "requestBody" && SENDS_NONE.has(steps.at(-2)!);
}

function told({ ref, place: { pointer } }: Holder): Diagnostic {
  const what = `\`${ref}\`, which refers to itself and never reaches anything,`;
  const reading = "left out: nothing that is generated needs it";
  return diagnostic("slip", join(pointer, "$ref"), { what, reading });
}

function without(root: JsonObject, pointer: Pointer): JsonObject {
  const [parent, name] = [pointer.slice(0, pointer.lastIndexOf("/")), split(pointer).at(-1)!];
  return update(root, parent, (node: Json) =>
    isObject(node)
      ? flatMapEntries(node, (key, value) => (key === name ? [] : [[key, value]]))
      : node,
  ) as JsonObject;
}
