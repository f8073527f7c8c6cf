// What operations are called: gathered first, then resolved. Where two want one name, the first keeps it
// and the other is called after method and path; each such name is told. No name depends on what follows.
import { diagnostic } from "../diagnostics.ts";
import { asString, child, type Cursor, type Reading } from "./cursor.ts";
import type { Method } from "./model.ts";
import { distinguished, groupName, inventedId, operationPath, valueName } from "./names.ts";

/** Where an operation stands. */
export interface Place {
  readonly url: string;
  readonly method: Method;
  readonly cursor: Cursor;
  readonly item: Cursor;
}

export interface OperationName {
  /** As the document writes it, or as made from method and path. */
  readonly id: string;
  /** The steps of the client method. */
  readonly path: readonly string[];
  /** The free function. */
  readonly name: string;
}

export type Named = Place & OperationName;

export function nameOperations(
  reading: Reading,
  places: readonly Place[],
  shortNames: readonly string[],
): readonly Named[] {
  const taken = new Map<string, Named>();
  const ids = new Set<string>();
  return places.flatMap((place) => {
    const candidates = candidatesOf(reading, place, shortNames);
    const free = candidates.find((one) => clashOf(taken, one) === undefined);
    if (candidates[0] !== free) report(reading, place, candidates[0]!, free, taken);
    if (free === undefined) return [];
    const id = ids.has(candidates[0]!.id) ? free.id : candidates[0]!.id;
    const named = { ...place, ...free, id };
    ids.add(id);
    for (const key of keysOf(named)) taken.set(key, named);
    return [named];
  });
}

/** By the document's id; after method and path; and the same with a mark of its own. */
function candidatesOf(
  reading: Reading,
  { url, method, cursor }: Place,
  shortNames: readonly string[],
): readonly OperationName[] {
  const given = asString(reading, child(cursor, "operationId"), "`operationId`");
  const invented = inventedId(method, url);
  const ids = [given ?? invented, invented, distinguished(invented, `${method} ${url}`)];
  return ids.map((id) => {
    const steps = operationPath(id);
    // An operationId without a Latin letter or a digit gives no name.
    const path = steps.length > 0 ? steps : [invented];
    return { id, path, name: functionName(path, shortNames) };
  });
}

/** The free function of a method: all its steps, less those that the document says to leave out. */
function functionName(path: readonly string[], shortNames: readonly string[]): string {
  const below =
    path.length > shortNames.length && shortNames.every((step, index) => path[index] === step);
  return valueName((below ? path.slice(shortNames.length) : path).join(" "));
}

/** What a name takes: a step may hold methods or be one; a function and its data are one operation's. */
function keysOf({ path, name }: OperationName): readonly string[] {
  return [
    `function ${name}`,
    `function ${name}Operation`,
    `method ${path.join(".")}`,
    ...groupsOf(path).map((group) => `group ${group.join(".")}`),
    ...groupsOf(path).map((group) => `interface ${groupName(group)}`),
  ];
}

function groupsOf(path: readonly string[]): readonly (readonly string[])[] {
  return path.slice(1).map((_, index) => path.slice(0, index + 1));
}

/** Who has a part of the name. A method may not be where a group is, nor a group where a method is. */
function clashOf(taken: ReadonlyMap<string, Named>, wanted: OperationName): Named | undefined {
  const keys = keysOf(wanted).flatMap((key) => {
    if (key.startsWith("interface ")) return [];
    if (key.startsWith("group ")) return [key.replace("group", "method")];
    return key.startsWith("method ") ? [key, key.replace("method", "group")] : [key];
  });
  const owner = keys.map((key) => taken.get(key)).find((one) => one !== undefined);
  return owner ?? otherGroup(taken, wanted);
}

/** `pets.visits` and `petsVisits` are two groups whose methods would make one interface. */
function otherGroup(taken: ReadonlyMap<string, Named>, { path }: OperationName): Named | undefined {
  const clashes = groupsOf(path).map((group) => {
    const owner = taken.get(`interface ${groupName(group)}`);
    const same = groupsOf(owner?.path ?? []).some((other) => other.join(".") === group.join("."));
    return same ? undefined : owner;
  });
  return clashes.find((owner) => owner !== undefined);
}

function report(
  reading: Reading,
  { url, method, cursor }: Place,
  wanted: OperationName,
  free: OperationName | undefined,
  taken: ReadonlyMap<string, Named>,
): void {
  const first = clashOf(taken, wanted)!;
  const name = wanted.path.join(".");
  const other = `\`${first.method.toUpperCase()} ${first.url}\``;
  const invented = wanted.id === inventedId(method, url);
  const at = invented ? cursor.at : `${cursor.at}/operationId`;
  const params = { things: "operations", name, other };
  const advice = "Give one of them another `operationId`.";
  reading.report(
    free === undefined
      ? diagnostic("duplicate-name", at, { ...params, advice })
      : diagnostic("renamed", at, { ...params, chosen: free.path.join("."), advice }),
  );
}
