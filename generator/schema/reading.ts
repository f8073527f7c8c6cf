// How emitted code reads a property whose name the document gives.
import { literal, member } from "../print.ts";
import type { Scope } from "./keyword.ts";

/** A direct read; by own property where every object inherits something under that name. */
export function read(scope: Scope, target: string, key: string): string {
  return key in Object.prototype
    ? `${scope.use("own")}(${target}, ${literal(key)})`
    : member(target, key);
}
