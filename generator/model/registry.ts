// The named schemas of an API: components first, then what operations say inline ("hoisted").
// Every schema that a type, a validator or a fixture is made of gets its name here, once.
import { diagnostic } from "../diagnostics.ts";
import { pointerOf } from "../document/pointer.ts";
import { mapSubschemas } from "../document/walk.ts";
import { asObject, child, children, type Cursor, readDocs, type Reading } from "./cursor.ts";
import { schemaExamples } from "./examples.ts";
import {
  type Example,
  type Json,
  type NamedSchema,
  type Pointer,
  REF_PREFIX,
  type Schema,
} from "./model.ts";
import { pascalCase, typeName } from "./names.ts";

type Role = NamedSchema["role"];

export interface Registry {
  /** The name of the schema at a cursor: that of its `$ref`, else `wanted` (or `otherwise` if taken). */
  readonly use: (cursor: Cursor, wanted: string, otherwise: string, role: Role) => string;
  /** Adds examples that the document gives for values of a named schema elsewhere. */
  readonly addExamples: (name: string, examples: readonly Example[]) => void;
  /** Notes that what diagnostics find at one pointer stands at another in the document. */
  readonly move: (from: Pointer, to: Pointer) => void;
  readonly moved: ReadonlyMap<Pointer, Pointer>;
  /** All of them, every `$ref` rewritten to a name. */
  readonly finish: () => readonly NamedSchema[];
}

interface Entry extends Omit<NamedSchema, "examples" | "schema"> {
  readonly value: Schema;
  readonly examples: Example[];
}

export function createRegistry(reading: Reading, root: Cursor): Registry {
  const byName = new Map<string, Entry>();
  const byPointer = new Map<Pointer, Entry>();

  const add = (cursor: Cursor<Json>, names: readonly string[], role: Role): string => {
    const name = names.find((candidate) => !byName.has(candidate));
    if (name === undefined) return report(cursor, names[0]!);
    const entry: Entry = {
      name,
      value: isSchema(reading, cursor) ? (cursor.value as Schema) : true,
      examples: [...schemaExamples(cursor)],
      role,
      docs: readDocs(cursor),
      at: cursor.at,
    };
    byName.set(name, entry);
    byPointer.set(cursor.at, entry);
    return name;
  };

  const report = (cursor: Cursor, name: string): string => {
    const advice = "Rename one of them: names differ by more than case and punctuation.";
    const other = `\`${byName.get(name)!.at}\``;
    const params = { things: "schemas", name, other, advice };
    reading.report(diagnostic("duplicate-name", cursor.at, params, { key: true }));
    return name;
  };

  /** The name behind a `$ref`. A component keeps its own name even where it only refers further. */
  const nameOfRef = (ref: string, at: Pointer): string | undefined => {
    const direct = byPointer.get(pointerOf(ref) ?? "");
    if (direct !== undefined) return direct.name;
    const target = reading.resolve(ref, at);
    if ("code" in target) return undefined;
    const known = byPointer.get(target.at);
    return known?.name ?? add(target, deepNames(target.at), "component");
  };

  const use: Registry["use"] = (cursor, wanted, otherwise, role) => {
    const ref = refAlone(cursor.value);
    const named = ref === undefined ? undefined : nameOfRef(ref, cursor.at);
    if (named !== undefined) return named;
    const known = byPointer.get(cursor.at);
    return (
      known?.name ?? add(cursor as Cursor<Json>, [typeName(wanted), typeName(otherwise)], role)
    );
  };

  const rewrite = (schema: Schema, at: Pointer): Schema => {
    if (typeof schema === "boolean") return schema;
    const mapped = mapSubschemas(schema, (inner, path) => rewrite(inner, at + path));
    if (typeof schema["$ref"] !== "string") return mapped;
    const name = nameOfRef(schema["$ref"], at);
    return name === undefined ? mapped : { ...mapped, $ref: REF_PREFIX + name };
  };

  for (const [key, cursor] of children(child(child(root, "components"), "schemas"))) {
    if (isSchema(reading, cursor)) add(cursor, [typeName(key)], "component");
  }

  const moved = new Map<Pointer, Pointer>();
  return {
    use,
    move: (from, to) => moved.set(from, to),
    moved,
    addExamples: (name, examples) => byName.get(name)?.examples.push(...examples),
    finish: () => {
      const finished: NamedSchema[] = [];
      // Rewriting may find deep references and so add entries: a Map's iteration sees them too.
      for (const { value, examples, ...entry } of byName.values()) {
        finished.push({ ...entry, examples, schema: rewrite(value, entry.at) });
      }
      return finished;
    },
  };
}

/** The `$ref` of a schema that says nothing else of substance. */
function refAlone(value: Json | undefined): string | undefined {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return undefined;
  const substance = Object.keys(value).filter(
    (key) => !["$ref", "description", "summary", "title"].includes(key),
  );
  return substance.length === 0 && typeof value["$ref"] === "string" ? value["$ref"] : undefined;
}

/** Names for a schema in the middle of the document, from the last words of its pointer. */
function deepNames(at: Pointer): readonly string[] {
  const skipped = new Set([
    "components",
    "schemas",
    "properties",
    "items",
    "$defs",
    "paths",
    "content",
    "schema",
  ]);
  const steps = at.split("/").filter((step) => step !== "" && !skipped.has(step));
  const names = [2, 3, steps.length].map((count) =>
    typeName(steps.slice(-count).map(pascalCase).join(" ")),
  );
  return [...new Set(names)];
}

export function isSchema(reading: Reading, cursor: Cursor): boolean {
  return typeof cursor.value === "boolean" || asObject(reading, cursor, "A schema") !== undefined;
}
