// What a document is before and after it is read, and how deep it may be. No behaviour.
import type { JsonObject } from "../model/model.ts";

/** A text and the name that diagnostics call it by. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  /** Other files that are part of the document, by their paths from its folder. */
  readonly files?: ReadonlyMap<string, SourceText>;
}

/** An OpenAPI document as authored (after `load`) or in one dialect (after `upgrade`). */
export interface Document extends SourceText {
  readonly language: Language;
  readonly root: JsonObject;
  /** The dialect that `root` is written in: the text stays what it was. */
  readonly version: Version;
  /** The dialect of the text, where `root` is in another one. */
  readonly authored?: Version;
}

export type Version = "3.0" | "3.1" | "3.2";

export type Language = "yaml" | "json";

/** Offsets into a text: where something starts, and where what follows it starts. */
export type Range = readonly [start: number, end: number];

/** Levels of objects and lists that a document may have; deeper ones would exhaust the stack later. */
export const DEPTH_LIMIT = 500;
