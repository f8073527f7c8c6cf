// References on both sides: where nothing around bears on them, the names are compared for themselves,
// once, and what differs there is told there.
import { both, type Comparison, SAME, type Session, type Walk } from "./difference.ts";
import { type Part, refName, type Together } from "./part.ts";

/** Compares two parts of the same shape, for the words that they use. */
type Words = (one: Part, other: Part) => Comparison;

export function isSame({ ids }: Session, old: Together, next: Together): boolean {
  if (old.length !== next.length) return false;
  const numbers = (side: "old" | "new", schemas: Together): string =>
    schemas
      .map(({ schema }) => ids.of("text", side, schema))
      .sort()
      .join();
  return numbers("old", old) === numbers("new", next);
}

/** Two references, beside parts that are the same on both sides: the names are compared for themselves. */
export function link(
  session: Session,
  old: readonly Part[],
  next: readonly Part[],
  walk: Walk,
  words: Words,
): Comparison | undefined {
  // A name is compared for itself, where nothing around bears on it.
  const { closed, around } = walk;
  if (closed.old || closed.new || around.old.length + around.new.length > 0) return undefined;
  const { path, turn, flag } = walk;
  const linkOf = (oldRef: string, newRef: string): Comparison =>
    isSameName(session, oldRef, newRef)
      ? SAME
      : { differences: [], links: [{ old: oldRef, new: newRef, path, turn, flag }] };
  if (old.length === 1 && next.length === 1) {
    // The usual case, decided without asking what either says.
    const [one, other] = [refName(old[0]!), refName(next[0]!)];
    return one === undefined || other === undefined ? undefined : linkOf(one, other);
  }
  const { pairs, oldRest, newRest } = equalParts(session, old, next);
  const [oldName, newName] = [oldRest, newRest].map((rest) =>
    rest.length === 1 ? refName(rest[0]!) : undefined,
  );
  if (oldRest.length + newRest.length > 0 && (oldName === undefined || newName === undefined))
    return undefined;
  if (pairs.length > 0 && pairs.some(([part]) => speaksOfRest(part))) return undefined;
  // Equal shapes may still be described in other words.
  const described = pairs.map(([one, other]) => {
    const [oldRef, newRef] = [refName(one), refName(other)];
    if (oldRef !== undefined && newRef !== undefined) return linkOf(oldRef, newRef);
    return isSame(session, [one], [other]) ? SAME : words(one, other);
  });
  const main = oldName === undefined ? SAME : linkOf(oldName, newName!);
  return both(...described, main);
}

function isSameName({ ids }: Session, old: string, next: string): boolean {
  return ids.ofName("text", "old", old) === ids.ofName("text", "new", next);
}

function speaksOfRest({ schema }: Part): boolean {
  return "unevaluatedProperties" in schema || "unevaluatedItems" in schema;
}

interface Equal {
  readonly pairs: readonly (readonly [Part, Part])[];
  readonly oldRest: readonly Part[];
  readonly newRest: readonly Part[];
}

function equalParts({ ids }: Session, old: readonly Part[], next: readonly Part[]): Equal {
  const pairs: (readonly [Part, Part])[] = [];
  const oldRest: Part[] = [];
  const newRest = [...next];
  for (const part of old) {
    const id = ids.of("shape", "old", part.schema);
    const index = newRest.findIndex((other) => ids.of("shape", "new", other.schema) === id);
    if (index === -1) oldRest.push(part);
    else pairs.push([part, newRest.splice(index, 1)[0]!]);
  }
  return { pairs, oldRest, newRest };
}
