// Examples of media types, schemas and parameters → one list of named values.
import { child, children, type Cursor, follow, type Reading } from "./cursor.ts";
import type { Example, Json } from "./model.ts";

/** `examples` (by name) or `example` of a media type or parameter. */
export function readExamples(reading: Reading, cursor: Cursor): readonly Example[] {
  const single = child(cursor, "example");
  if (single.value !== undefined) {
    return [{ name: "example", summary: "", value: single.value, at: single.at }];
  }
  return children(child(cursor, "examples")).flatMap(([name, entry]) => {
    const example = follow(reading, entry);
    const written = child(example, "value");
    const value = written.value === undefined ? child(example, "dataValue") : written;
    if (value.value === undefined) return [];
    const summary = child(example, "summary").value;
    return [
      {
        name,
        summary: typeof summary === "string" ? summary : "",
        value: value.value,
        at: value.at,
      },
    ];
  });
}

/** `examples` of a schema: a list without names. */
export function schemaExamples(cursor: Cursor): readonly Example[] {
  const list = children(child(cursor, "examples"));
  return list.map(([index, { value, at }]: readonly [string, Cursor<Json>]) => ({
    name: list.length === 1 ? "example" : `example${Number(index) + 1}`,
    summary: "",
    value,
    at,
  }));
}
