// Pointer → place in JSON text, without a tree: only the members on the way are looked at.
import { type Member, members, skipSpace } from "./json-text.ts";
import type { Spot } from "./spot.ts";

/** The root of a text that is valid JSON. */
export function jsonSpot(text: string): Spot {
  const start = skipSpace(text, 0);
  return spot(text, { key: undefined, value: [start, text.trimEnd().length] });
}

function spot(text: string, { key, value }: Member): Spot {
  const [start] = value;
  const collection = text[start] === "{" || text[start] === "[";
  // Kept: the diagnostics of one document share most of their way.
  let inner: ReadonlyMap<string, Spot> | undefined;
  const look = (): ReadonlyMap<string, Spot> =>
    new Map([...members(text, start)].map(([name, member]) => [name, spot(text, member)]));
  return {
    key,
    value: collection ? [start, start + 1] : value,
    child: (step) => (collection ? (inner ??= look()).get(step) : undefined),
  };
}
