// The named schemas of an API: components first, then what operations say inline ("hoisted").
// Every schema that a type, a validator or a fixture is made of gets its name here, once.
import { diagnostic } from "../diagnostics.ts";
import { get, pointerOf } from "../document/pointer.ts";
import { withBytes } from "./binary.ts";
import { type Context, createContexts, NEUTRAL } from "./context.ts";
import { asObject, child, children, type Cursor, readDocs, type Reading } from "./cursor.ts";
import { directed } from "./direction.ts";
import { schemaExamples } from "./examples.ts";
import type { Example, Json, JsonObject, NamedSchema, Pointer, Schema } from "./model.ts";
import { deepNames, distinguished, typeName } from "./names.ts";
import { named } from "./named.ts";

type Role = NamedSchema["role"];

export interface Registry {
  /** The name of the schema at a cursor: that of its `$ref`, else `wanted` (or `otherwise` if taken). */
  readonly use: (
    cursor: Cursor,
    wanted: string,
    otherwise: string,
    role: Role,
    /** Whether its files are bytes, as in a form. */
    bytes?: boolean,
  ) => string;
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
  readonly context: Context;
  readonly examples: Example[];
}

/** `derived` are type names that are made of operations, and what each is made of. */
export function createRegistry(
  reading: Reading,
  root: Cursor,
  derived: ReadonlyMap<string, string> = new Map(),
): Registry {
  const contexts = createContexts(root.value as JsonObject);
  const byName = new Map<string, Entry>();
  const byPlace = new Map<string, Entry>();
  const moved = new Map<Pointer, Pointer>();

  const find = (at: Pointer, context: Context): Entry | undefined =>
    byPlace.get(placeOf(at, context));

  const add = (
    cursor: Cursor<Json>,
    names: readonly string[],
    role: Role,
    context: Context,
    own: Pointer = cursor.at,
  ): string => {
    const free = (candidate: string): boolean =>
      !byName.has(candidate) && !derived.has(candidate) && !isReserved(candidate, own);
    const name = names.find(free) ?? settled(cursor, names[0]!, free);
    const entry: Entry = {
      name,
      value: isSchema(reading, cursor) ? (cursor.value as Schema) : true,
      context,
      examples: [...schemaExamples(cursor)],
      role,
      docs: readDocs(cursor),
      at: cursor.at,
    };
    byName.set(name, entry);
    byPlace.set(placeOf(cursor.at, context), entry);
    return name;
  };

  /** Keys of components that are type names as they stand: no other schema gets those. */
  const reserved = new Map(
    children(child(child(root, "components"), "schemas"))
      .filter(([key]) => typeName(key) === key)
      .map(([key, { at }]) => [key, at]),
  );
  const isReserved = (name: string, at: Pointer): boolean => {
    const owner = reserved.get(name);
    return owner !== undefined && owner !== at;
  };

  /** The name of a schema whose own is taken: `PetSchema`, else one with a mark made of its place. */
  const settled = (cursor: Cursor, name: string, free: (name: string) => boolean): string => {
    const marked = distinguished(name, cursor.at);
    const chosen = [`${name}Schema`, marked].find(free) ?? distinguished(marked, name);
    const at = reserved.get(name) ?? byName.get(name)?.at;
    const other = derived.get(name) ?? `\`${at}\``;
    const advice = "Rename one of them: names differ by more than case and punctuation.";
    const params = { things: "schemas", name, other, chosen, advice };
    reading.report(diagnostic("renamed", cursor.at, params, { key: true }));
    return chosen;
  };

  /** A context as far as it changes what a schema says. */
  const inside = (context: Context, { at, value }: Cursor): Context =>
    contexts.narrow(contexts.enter(context, at), at, value as Schema);

  /** The name of what a `$ref` leads to. A component keeps its own even where it only refers further. */
  const nameOfRef = (ref: string, from: Pointer, context: Context): string | undefined => {
    const direct = cursorAt(pointerOf(ref));
    const known = direct && find(direct.at, inside(context, direct));
    if (known !== undefined) return known.name;
    const target = contexts.scoped ? direct : reading.resolve(ref, from);
    if (target === undefined || "code" in target) return undefined;
    const inner = inside(context, target);
    return find(target.at, inner)?.name ?? add(target, namesFor(target, inner), "component", inner);
  };

  /** What stands at a pointer; schemas that were put together elsewhere stand in no document. */
  const cursorAt = (at: Pointer | undefined): Cursor<Json> | undefined => {
    const value = at === undefined ? undefined : get(root.value as Json, at);
    return value === undefined ? undefined : { at: at!, value };
  };

  /** Names for a schema in the middle of the document, or for one that its context changes. */
  const namesFor = (cursor: Cursor, context: Context): readonly string[] => {
    const plain = find(cursor.at, inside(NEUTRAL, cursor));
    const names = plain === undefined ? deepNames(cursor.at) : [plain.name];
    const scopes = [...context.anchors.values()].map((at) => {
      const scope = cursorAt(at)!;
      return find(at, inside(NEUTRAL, scope))?.name ?? deepNames(at)[0]!;
    });
    const changed = plain === undefined ? [] : scopes.filter((scope) => scope !== plain.name);
    const of = changed.length === 0 ? "" : `Of${changed.join("")}`;
    const suffix = of + (context.direction === undefined ? "" : SUFFIX[context.direction]);
    if (!context.bytes || plain === undefined) return names.map((name) => name + suffix);
    return FORM.flatMap((form) => names.map((name) => name + form + suffix));
  };

  const use: Registry["use"] = (cursor, wanted, otherwise, role, bytes = false) => {
    const context: Context = {
      ...NEUTRAL,
      direction: role === "response" ? "response" : "request",
      bytes,
    };
    const ref = refAlone(cursor.value);
    const named = ref === undefined ? undefined : nameOfRef(ref, cursor.at, context);
    if (named !== undefined) return named;
    const inner = inside(context, cursor);
    const names = [typeName(wanted), typeName(otherwise)];
    return find(cursor.at, inner)?.name ?? add(cursor as Cursor<Json>, names, role, inner);
  };

  const finish = ({ value, examples, context, ...entry }: Entry): NamedSchema => {
    const { direction, bytes } = context;
    const turned =
      direction === undefined ? value : directed(root.value as JsonObject, value, direction);
    const meant = bytes ? withBytes(turned) : turned;
    const linking = { contexts, nameOfRef };
    return { ...entry, examples, schema: named(linking, meant, entry.at, context) };
  };

  /** Where a component really stands: one that only refers to a place without a name lends it its own. */
  const homeOf = (cursor: Cursor<Json>): Cursor<Json> => {
    const ref = refAlone(cursor.value, []);
    const target = ref === undefined ? undefined : reading.resolve(ref, cursor.at);
    if (target === undefined || "code" in target) return cursor;
    if (/^\/components\/schemas\/[^/]+$/.test(target.at)) return cursor;
    const own = inside(NEUTRAL, target);
    // Where the way there changes what it says, the component is another schema.
    if (contexts.scoped && own !== NEUTRAL) return cursor;
    return find(target.at, own) === undefined ? target : cursor;
  };

  for (const [key, cursor] of children(child(child(root, "components"), "schemas"))) {
    if (!isSchema(reading, cursor)) continue;
    const home = homeOf(cursor);
    const name = add(home, [typeName(key)], "component", inside(NEUTRAL, home), cursor.at);
    byPlace.set(placeOf(cursor.at, inside(NEUTRAL, cursor)), byName.get(name)!);
  }

  return {
    use,
    move: (from, to) => moved.set(from, to),
    moved,
    addExamples: (name, examples) => byName.get(name)?.examples.push(...examples),
    finish: () => {
      const finished: NamedSchema[] = [];
      // Rewriting may find deep references and so add entries: a Map's iteration sees them too.
      for (const entry of byName.values()) finished.push(finish(entry));
      return finished;
    },
  };
}

/** What a schema is called that only a request, or only a response, carries so. */
const SUFFIX = { request: "Input", response: "Output" } as const;

/** What a schema is called whose files are bytes, the likeliest first. */
const FORM: readonly string[] = ["Form", "FormData", "MultipartForm"];

function placeOf(at: Pointer, { direction, bytes, anchors }: Context): string {
  return JSON.stringify([at, direction ?? "", bytes, ...anchors]);
}

/** The `$ref` of a schema that says nothing else of substance. */
function refAlone(
  value: Json | undefined,
  beside: readonly string[] = ["description", "summary", "title"],
): string | undefined {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return undefined;
  const substance = Object.keys(value).filter((key) => key !== "$ref" && !beside.includes(key));
  return substance.length === 0 && typeof value["$ref"] === "string" ? value["$ref"] : undefined;
}

export function isSchema(reading: Reading, cursor: Cursor): boolean {
  return typeof cursor.value === "boolean" || asObject(reading, cursor, "A schema") !== undefined;
}
