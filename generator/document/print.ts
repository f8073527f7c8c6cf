// A document's root → text, in either language. Comments are no part of a root and are not kept.
import { stringify } from "yaml";
import type { JsonObject } from "../model/model.ts";
import type { Language } from "./document.ts";

/** The text, with a line's end at its end. */
export function printDocument(root: JsonObject, language: Language): string {
  if (language === "json") return `${JSON.stringify(root, undefined, 2)}\n`;
  return stringify(root, { aliasDuplicateObjects: false, lineWidth: 100 });
}
