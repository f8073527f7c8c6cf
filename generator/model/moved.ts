// Diagnostics about schemas that were put together from several places, back to where their author wrote.
import type { Diagnostic } from "../diagnostics.ts";
import type { Pointer } from "./model.ts";

export function relocate(found: Diagnostic, moved: ReadonlyMap<Pointer, Pointer>): Diagnostic {
  if (typeof found.at !== "string") return found;
  for (let end = found.at.length; end > 0; end = found.at.lastIndexOf("/", end - 1)) {
    const target = moved.get(found.at.slice(0, end));
    if (target !== undefined) return { ...found, at: target + found.at.slice(end) };
  }
  return found;
}
