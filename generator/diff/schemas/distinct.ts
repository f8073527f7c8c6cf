// One cause, told once: what stands in one place of the documents and is used in several says the same
// in each of them.
import type { Change } from "../change.ts";

export function distinct(changes: readonly Change[]): readonly Change[] {
  const groups = new Map<string, [Change, ...Change[]]>();
  changes.forEach((change, index) => {
    const key = keyOf(change) ?? String(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  });
  return [...groups.values()].map(merged);
}

/** What may be merged: the same words of the same places. A witness is of one direction alone. */
function keyOf(change: Change): string | undefined {
  const { code, weight, verdict, message, wire, caller, absent, witness } = change;
  // What is around a thing that is not there tells no two of them apart.
  const [old, next] = (["old", "new"] as const).map((side) =>
    side === absent ? undefined : change[side],
  );
  if (old === undefined && next === undefined) return undefined;
  const direction = witness === undefined && weight !== "minor" ? "" : code;
  return JSON.stringify([direction, weight, verdict, message, wire, caller, old, next]);
}

const COUNTED = /\(and \d+ more/;

function merged([first, ...others]: readonly [Change, ...Change[]]): Change {
  const subjects = new Set(others.map(({ subject }) => subject));
  subjects.delete(first.subject);
  const count = subjects.size;
  if (count === 0 || COUNTED.test(first.subject)) return first;
  const places = count === 1 ? "place" : "places";
  return { ...first, subject: `${first.subject} (and ${count} more ${places})` };
}
