// Loops of references that make no progress: a value would be checked against the same schema for
// ever. A loop through `properties` or `items` is ordinary recursion and no fault.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { Json, JsonObject, Pointer } from "../model/model.ts";
import { child, get, isList, isObject, join } from "./pointer.ts";

/** Finds the target of a `$ref`, or says why there is none. */
type Target = (ref: string, at: Pointer) => { readonly at: Pointer } | Diagnostic;

interface Edge {
  readonly to: Pointer;
  /** The reference and the object that holds it; undefined where the schema stands inside. */
  readonly by: { readonly ref: string; readonly at: Pointer } | undefined;
}

interface Step {
  readonly at: Pointer;
  readonly by: Edge["by"];
  readonly edges: Edge[];
}

/** Every loop reachable from `starts`, reported once at the reference that closes it. */
export function cycles(
  root: JsonObject,
  starts: readonly Pointer[],
  target: Target,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const done = new Set<Pointer>();
  for (const start of starts) {
    // An explicit stack: a chain of references may be longer than the call stack.
    const path: Step[] = [];
    const open = new Map<Pointer, number>();
    const enter = (at: Pointer, by: Edge["by"]): void => {
      open.set(at, path.length);
      path.push({ at, by, edges: edgesOf(get(root, at), at, target) });
    };
    if (!done.has(start)) enter(start, undefined);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const edge = step.edges.shift();
      if (edge === undefined) {
        path.pop();
        open.delete(step.at);
        done.add(step.at);
      } else if (open.has(edge.to)) {
        found.push(...loop([...path.slice(open.get(edge.to)! + 1), edge]));
      } else if (!done.has(edge.to)) enter(edge.to, edge.by);
    }
  }
  return found;
}

const IN_PLACE = ["not", "if", "then", "else"];
const IN_PLACE_LISTS = ["allOf", "anyOf", "oneOf"];

/** The schemas that are applied to the same value as the schema itself. */
function edgesOf(node: Json | undefined, at: Pointer, target: Target): Edge[] {
  const ref = child(node, "$ref");
  const edges: Edge[] = [];
  if (typeof ref === "string") {
    const result = target(ref, at);
    if (!("code" in result)) edges.push({ to: result.at, by: { ref, at } });
  }
  for (const key of IN_PLACE) {
    if (child(node, key) !== undefined) edges.push({ to: join(at, key), by: undefined });
  }
  for (const key of IN_PLACE_LISTS) {
    const list = child(node, key);
    if (!isList(list)) continue;
    edges.push(...list.map((_item, index) => ({ to: join(at, key, index), by: undefined })));
  }
  const dependent = child(node, "dependentSchemas");
  if (isObject(dependent)) {
    const keys = Object.keys(dependent);
    edges.push(...keys.map((key) => ({ to: join(at, "dependentSchemas", key), by: undefined })));
  }
  return edges;
}

function loop(steps: readonly Pick<Edge, "by">[]): readonly Diagnostic[] {
  const refs = steps.flatMap(({ by }) => (by === undefined ? [] : [by]));
  const last = refs.at(-1);
  if (last === undefined) return [];
  const chain = chainOf([last, ...refs].map(({ ref }) => ref));
  return [diagnostic("circular-ref", join(last.at, "$ref"), { ref: last.ref, chain })];
}

/** References one after the other; of a long way only its ends. */
export function chainOf(refs: readonly string[]): string {
  const steps = refs.map((ref) => `\`${ref}\``);
  const shown = steps.length > 6 ? [...steps.slice(0, 3), "…", ...steps.slice(-2)] : steps;
  return shown.join(" → ");
}
