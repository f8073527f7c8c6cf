// One change of what callers see in code, in the shape of every other change.
import type { Change, Weight } from "../../diff/change.ts";
import type { Export } from "./exports.ts";

export interface CodeChange extends Change {
  /** Whether the declaration is printed from the document; else it is code of the run time or an overlay. */
  readonly derived: boolean;
}

/** A change of an export. */
export function ofExport(
  it: Export,
  code: string,
  weight: Weight,
  message: string,
  caller: string,
): CodeChange {
  const entry = it.entry === "." ? "" : ` of \`${it.entry}\``;
  const found = codeChange(code, weight, `\`${it.name}\`${entry}`, message, caller);
  return { ...found, derived: /^dist\/[^/]+$/.test(it.file) };
}

export function codeChange(
  code: string,
  weight: Weight,
  subject: string,
  message: string,
  caller: string,
): CodeChange {
  const verdict = weight === "major" ? "breaking" : "compatible";
  const rest = { wire: "", old: undefined, new: undefined, witness: undefined, keyword: undefined };
  return { code, weight, verdict, subject, message, caller, ...rest, derived: false };
}
