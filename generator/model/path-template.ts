// A path as the document writes it → the URL template of the model, and the parameters in it. What is
// declared and not there, the reverse, and what stands behind the path is settled by a rule and told.
import { diagnostic, didYouMean } from "../diagnostics.ts";
import type { Cursor, Reading } from "./cursor.ts";
import type { JsonObject } from "./model.ts";
import type { Declared } from "./parameter-styles.ts";
import { type Words, warn } from "./warn.ts";

export interface Template {
  readonly url: string;
  readonly declared: readonly Declared[];
}

/** The operation that a path belongs to, and where the path stands. */
interface Owner {
  readonly id: string;
  readonly operation: Cursor;
  readonly item: Cursor;
}

/** The template and all parameters that count: each name in braces has one that is declared. */
export function readTemplate(
  reading: Reading,
  written: string,
  declared: readonly Declared[],
  owner: Owner,
): Template {
  const [path, query] = parted(written);
  if (query !== undefined) warn(reading, owner.item, behind(written, path));
  if (/\/\.{1,2}(?:\/|$)/.test(path)) warn(reading, owner.item, dots(path));
  const taken = new Map<string, Declared>();
  const url = path.replace(/\{(\+?)([^{}]*)\}|[\\\t\n\r]/g, (whole, wide?: string, text = "") => {
    // A URL would make a slash of the one, and drop the others.
    if (wide === undefined) return encodeURIComponent(whole);
    const found = matching(reading, text, declared, owner);
    taken.set(found.name, found);
    if (wide !== "") reportWide(reading, owner, found.name);
    return `{${wide}${found.name}}`;
  });
  const pairs = pairsOf(query ?? "", declared, owner);
  const used = new Set<Cursor>([...taken.values(), ...pairs].map(({ cursor }) => cursor));
  const others = declared.filter((entry) => {
    if (used.has(entry.cursor)) return false;
    if (entry.place === "path") reportUnused(reading, entry, written);
    return entry.place !== "path";
  });
  return { url, declared: [...taken.values(), ...others, ...pairs] };
}

function parted(written: string): readonly [path: string, query: string | undefined] {
  const [, path = "", rest] = /^([^?#]*)(?:[?#](.*))?$/su.exec(written) ?? [];
  return [path, rest];
}

function behind(written: string, path: string): Words {
  const what = `What stands behind \`${path}\` in \`${written}\``;
  const advice = "Declare it as parameters with `in: query`.";
  return [what, "its pairs are read as query parameters, and the path ends there", advice];
}

function dots(path: string): Words {
  const what = `A step of dots in the path \`${path}\``;
  return [what, "a URL resolves it, and no server sees it", "Write the path that is meant."];
}

/** The parameter of a name in braces: of that very name, of the name without an operator of RFC 6570,
 * or of the same letters; else a text. */
function matching(
  reading: Reading,
  text: string,
  declared: readonly Declared[],
  { id, operation, item }: Owner,
): Declared {
  const all = declared.filter(({ place }) => place === "path");
  const exact = all.find(({ name }) => name === text);
  if (exact !== undefined) return exact;
  const [, operator = "", bare = text] = /^([#./;?&]?)(.*?)(?:\*|\+|:\d+)?$/s.exec(text) ?? [];
  const plain = all.find(({ name }) => name === bare);
  if (plain !== undefined) {
    const consequence = "it is one step of the path, and a `/` in its value is sent as `%2F`";
    const advice = `Write \`{${bare}}\`, or one parameter for each step.`;
    if (operator !== "" || bare !== text)
      warn(reading, item, [`\`{${text}}\` in a path`, consequence, advice]);
    return plain;
  }
  const alike = all.find(({ name }) => letters(name) === letters(text));
  const advice =
    alike === undefined ? "It is taken for a text." : `\`${alike.name}\` is taken for it.`;
  const params = { name: text, operation: `\`${id}\``, advice };
  const at = operation.at;
  reading.report(diagnostic("path-parameter-undeclared", at, params, { key: true }));
  if (alike !== undefined) return { ...alike, name: text };
  return { name: text, place: "path", cursor: invented(operation, text, { type: "string" }) };
}

const letters = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** `?action=list&id={id}`: a parameter that can only be `list`, and one that is declared or a text. */
function pairsOf(query: string, declared: readonly Declared[], owner: Owner): readonly Declared[] {
  const pairs = query.split("&").filter((pair) => /^[^=]+=/s.test(pair));
  return pairs.flatMap((pair): readonly Declared[] => {
    const name = pair.slice(0, pair.indexOf("="));
    const value = pair.slice(name.length + 1);
    if (declared.some((entry) => entry.place === "query" && entry.name === name)) return [];
    const inner = /^\{([^{}]*)\}$/.exec(value)?.[1];
    if (inner === undefined) {
      const schema = { type: "string", const: value };
      return [{ name, place: "query", cursor: invented(owner.operation, name, schema) }];
    }
    const known = declared.find((entry) => entry.place === "path" && entry.name === inner);
    const cursor = known?.cursor ?? invented(owner.operation, name, { type: "string" });
    return [{ name, place: "query", cursor }];
  });
}

/** A parameter that nobody declared, at the operation that needs it. */
function invented({ at }: Cursor, name: string, schema: JsonObject): Cursor {
  return { value: { name, required: true, schema }, at };
}

/** RFC 6570's operator, which OpenAPI has not: reserved characters are sent as they are, slashes too. */
function reportWide(reading: Reading, { item }: Owner, name: string): void {
  reading.report(diagnostic("path-expansion", item.at, { found: `{+${name}}` }, { key: true }));
}

function reportUnused(reading: Reading, { name, cursor }: Declared, path: string): void {
  const inUrl = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, inner]) => inner!);
  const advice = didYouMean(name, inUrl, "");
  const params = { name, path, advice };
  reading.report(diagnostic("path-parameter-unused", `${cursor.at}/name`, params));
}
