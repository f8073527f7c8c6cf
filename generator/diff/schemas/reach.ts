// From the schemas that operations use to all pairs of named schemas that they lead to. A pair is told
// once, however many operations reach it; the first few ways to it are kept, for a value to go.
import type { SchemaUse } from "../finding.ts";
import type { Comparer } from "./compare.ts";
import { type Flag, type Link, type Turn, turnInside } from "./difference.ts";

/** One way to a pair: the use where it starts, and the links that lead on. */
export interface Route {
  readonly use: SchemaUse;
  readonly links: readonly Link[];
}

/** A pair of names, as values travel through it. */
export interface Node {
  readonly old: string;
  readonly new: string;
  readonly turn: Turn;
  /** Inside of a property that this direction does not carry. */
  readonly muted: boolean;
  readonly routes: readonly Route[];
  readonly operations: ReadonlySet<string>;
}

interface Open extends Node {
  readonly routes: Route[];
  readonly operations: Set<string>;
}

/** Ways that are kept. */
const ROUTES = 3;

/** For each use, the pairs that it reaches first. */
export function reach(
  uses: readonly SchemaUse[],
  comparer: Comparer,
): ReadonlyMap<SchemaUse, readonly Node[]> {
  const known = new Map<string, Open>();
  return new Map(
    uses.map((use) => {
      const found: Node[] = [];
      visit(use, comparer, known, found);
      return [use, found];
    }),
  );
}

function visit(use: SchemaUse, comparer: Comparer, known: Map<string, Open>, found: Node[]): void {
  const seen = new Set<string>();
  const start: Link = { old: use.old, new: use.new, path: [], turn: "same", flag: undefined };
  const pending: { link: Link; turn: Turn; muted: boolean; links: readonly Link[] }[] = [
    { link: start, turn: "same", muted: false, links: [] },
  ];
  // The list grows while it is walked: the nearest come first.
  for (const { link, turn, muted, links } of pending) {
    const compared = comparer.names(link.old, link.new);
    if (compared.differences.length + compared.links.length === 0) continue;
    const key = JSON.stringify([link.old, link.new, use.sender, turn, muted]);
    if (seen.has(key)) continue;
    seen.add(key);
    const node = known.get(key) ?? { ...link, turn, muted, routes: [], operations: new Set() };
    if (!known.has(key)) found.push(node);
    known.set(key, node);
    node.operations.add(use.operation);
    if (node.routes.length < ROUTES) node.routes.push({ use, links });
    for (const next of compared.links)
      pending.push({
        link: next,
        turn: turnInside(turn, next.turn),
        muted: muted || isMuted(next.flag, use.sender),
        links: [...links, next],
      });
  }
}

/** Whether a sender leaves out what has a flag: a caller what only the server sets, and the reverse. */
export function isMuted(flag: Flag | undefined, sender: SchemaUse["sender"]): boolean {
  return flag === (sender === "caller" ? "readOnly" : "writeOnly");
}
