// Which parameters the client can send as the document wants them. What it can't is a named warning.
import { diagnostic } from "../diagnostics.ts";
import { child, type Cursor, follow, type Reading } from "./cursor.ts";

/** One parameter as the document declares it, `$ref` followed. */
export interface Declared {
  readonly name: string;
  readonly place: "path" | "query" | "header" | "cookie";
  readonly cursor: Cursor;
}

/** Headers that HTTP itself or the media types decide; OpenAPI says to ignore parameters of these names. */
const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

export function isExpressible(reading: Reading, { name, place, cursor }: Declared): boolean {
  if (place === "header" && IGNORED_HEADERS.has(name.toLowerCase())) return false;
  if (child(cursor, "content").value === undefined) {
    return checkStyle(reading, cursor, name, place === "query" ? "form" : "simple");
  }
  return unsupported(reading, cursor, `The parameter \`${name}\` with \`content\``);
}

/** Primitives travel the same in every style; lists need `form` and explode, objects `deepObject`. */
export function checkStyle(reading: Reading, cursor: Cursor, name: string, plain: string): boolean {
  const schema = follow(reading, child(cursor, "schema"));
  const type = child(schema, "type").value;
  const style = child(cursor, "style").value ?? plain;
  const explode = child(cursor, "explode").value ?? style === "form";
  if (
    type === "object"
      ? style === "deepObject"
      : style === plain && (type !== "array" || explode === true)
  ) {
    return true;
  }
  return unsupported(
    reading,
    cursor,
    `The style of the parameter \`${name}\` (${String(style)}, explode: ${explode})`,
  );
}

export function unsupported(reading: Reading, cursor: Cursor, what: string): false {
  const consequence = "the client can't send it";
  const advice = "Send it by a `fetch` of your own, or change its style.";
  reading.report(diagnostic("unsupported-feature", cursor.at, { what, consequence, advice }));
  return false;
}

/** Whether a path parameter is written in another style than `simple`, which no URL of ours has. */
export function isOddPath({ place, cursor }: Declared): boolean {
  return place === "path" && (child(cursor, "style").value ?? "simple") !== "simple";
}
