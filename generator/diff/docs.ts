// Words for people: summaries and descriptions. Nobody's program notices.
import type { Docs, Pointer } from "../model/model.ts";
import { type Finding, note, places } from "./finding.ts";

interface Documented {
  readonly docs: Docs;
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
  if (changed.length === 0) return [];
  const message = `Its ${changed.join(" and ")} changed.`;
  return [note({ code: "docs-changed", subject, message, ...places(old, next) })];
}
