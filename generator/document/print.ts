// A document's root → text, in either language. Comments are no part of a root and are not kept.
import { stringify } from "yaml";
import type { JsonObject } from "../model/model.ts";
import type { Document, Language } from "./document.ts";
import { withoutIds } from "./without-ids.ts";

/** The text, with a line's end at its end. */
export function printDocument(root: JsonObject, language: Language): string {
  if (language === "json") return `${JSON.stringify(root, undefined, 2)}\n`;
  return stringify(root, { aliasDuplicateObjects: false, lineWidth: 100 });
}

/** A linked document in one text: its own, where no other file is part of it. */
export function printBundle(document: Document, language: Language): string {
  const { files, root, text } = document;
  if (files === undefined && language === document.language) return text;
  return printDocument(files === undefined ? root : withoutIds(root), language);
}
