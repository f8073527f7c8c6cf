// Words for people: summaries and descriptions. Nobody's program notices.
import { isList } from "../document/pointer.ts";
import { canonical } from "../fixtures/json.ts";
import type { Docs, Json, Pointer } from "../model/model.ts";
import type { Words } from "./contract.ts";
import { type Finding, note, places } from "./finding.ts";

interface Documented {
  readonly docs: Docs;
  readonly words?: Words;
  readonly at: Pointer;
}

export function compareDocs(
  old: Documented | undefined,
  next: Documented | undefined,
  subject: string,
): readonly Finding[] {
  if (old === undefined || next === undefined) return [];
  const changed = (["summary", "description"] as const).filter(
    (field) => old.docs[field] !== next.docs[field],
  );
  return changedWords([...changed, ...wordsChanged(old, next)], old, next, subject);
}

/** The same for what has no summary and no description. */
export function compareWords(old: Worded, next: Worded, subject: string): readonly Finding[] {
  return changedWords(wordsChanged(old, next), old, next, subject);
}

interface Worded {
  readonly words: Words;
  readonly at: Pointer;
}

function wordsChanged(
  { words: old = new Map() }: { readonly words?: Words },
  { words: next = new Map() }: { readonly words?: Words },
): readonly string[] {
  const fields = new Set([...old.keys(), ...next.keys()]);
  return [...fields].filter((field) => !isSame(old.get(field), next.get(field)));
}

/** Whether two values say the same, in whatever order. Most are the same to the letter. */
function isSame(old: Json | undefined, next: Json | undefined): boolean {
  if (old === undefined || next === undefined) return old === next;
  if (JSON.stringify(old) === JSON.stringify(next)) return true;
  const ordered = (value: Json): string =>
    isList(value) ? value.map(canonical).sort().join() : canonical(value);
  return ordered(old) === ordered(next);
}

function changedWords(
  changed: readonly string[],
  old: { readonly at: Pointer },
  next: { readonly at: Pointer },
  subject: string,
): readonly Finding[] {
  if (changed.length === 0) return [];
  const message = `Its ${changed.join(" and ")} changed.`;
  return [note({ code: "docs-changed", subject, message, ...places(old, next) })];
}
