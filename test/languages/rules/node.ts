// How the rules look at a document: plain questions, no opinions.
import type { Context, Node } from "./redocly.ts";

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members of an object; none for anything else. */
export function members(value: unknown): readonly (readonly [string, unknown])[] {
  return isNode(value) ? Object.entries(value) : [];
}

export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function refOf(value: unknown): string | undefined {
  return isNode(value) && typeof value["$ref"] === "string" ? value["$ref"] : undefined;
}

/** What stands there, behind references. */
export function target(value: unknown, context: Context): Node {
  const found = refOf(value) === undefined ? value : context.resolve(value).node;
  return isNode(found) ? found : {};
}

/** A name as most tools rewrite it: without punctuation and case. */
export function plain(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** The names that another one before them becomes equal to. */
export function repeated(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const again = seen.has(plain(name));
    seen.add(plain(name));
    return again;
  });
}
