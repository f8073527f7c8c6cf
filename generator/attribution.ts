// Whose a finding is: the operation's or the schema's that it stands in or names, else the document's.
// No finding is nobody's, so that a coverage tells all of them.
import type { Diagnostic } from "./diagnostics.ts";
import type { Pointer } from "./model/model.ts";

/** What findings may be of. */
export interface Owner {
  readonly at: Pointer;
  /** As messages call it: an operation's id, a schema's name. */
  readonly name: string;
}

export interface Attribution {
  readonly operations: ReadonlyMap<Owner, readonly string[]>;
  readonly schemas: ReadonlyMap<Owner, readonly string[]>;
  /** Of what is neither in an operation nor in a schema. */
  readonly document: readonly string[];
}

/** Findings of schemas; the others are of operations first. */
const OF_SCHEMAS: ReadonlySet<string> = new Set([
  ...["bad-example", "bad-default", "no-fixture", "format-not-asserted", "loose-discriminator"],
  ...["wrong-mapping", "wrong-default-mapping", "slow-pattern", "pattern-without-u"],
  ...["unknown-keyword", "newer-keyword", "implied-null", "ignored-nullable"],
  ...["ignored-siblings", "other-dialect"],
]);

export function attribute(
  diagnostics: readonly Diagnostic[],
  operations: readonly Owner[],
  schemas: readonly Owner[],
): Attribution {
  const ofOperations = finder(operations, isPathItem);
  const ofSchemas = finder(schemas);
  const notes = new Map<Owner | undefined, Set<string>>();
  for (const found of diagnostics) {
    const order = OF_SCHEMAS.has(found.code)
      ? [ofSchemas, ofOperations]
      : [ofOperations, ofSchemas];
    const owners = order.map((find) => find(found)).find((each) => each.length > 0) ?? [undefined];
    for (const owner of owners) {
      const own = notes.get(owner) ?? new Set();
      notes.set(owner, own.add(`${found.code}: ${found.message}`));
    }
  }
  const told = (owners: readonly Owner[]): Attribution["operations"] =>
    new Map(owners.map((owner) => [owner, [...(notes.get(owner) ?? [])]]));
  return {
    operations: told(operations),
    schemas: told(schemas),
    document: [...(notes.get(undefined) ?? [])],
  };
}

type Find = (found: Diagnostic) => readonly Owner[];

/** Finds whose a diagnostic is: by the place that it is inside of, else by what it names. */
function finder(owners: readonly Owner[], isShared: (at: Pointer) => boolean = () => false): Find {
  const byPlace = grouped(owners.map((owner) => [owner.at, owner]));
  const byName = grouped(owners.map((owner) => [owner.name, owner]));
  const inside = grouped(
    owners.flatMap((owner) => above(owner.at).map((at) => [at, owner] as const)),
  );
  return ({ at, message }) => {
    for (const place of typeof at === "string" ? [at, ...above(at)] : []) {
      const own = byPlace.get(place) ?? (isShared(place) ? inside.get(place) : undefined);
      if (own !== undefined) return own;
    }
    // `Pet/properties/name` is of `Pet`.
    const names = [...message.matchAll(/`([^`/]+(?:\/[^`]*)?)`/g)].map(([, name]) => name!);
    return names.flatMap((name) => byName.get(name) ?? byName.get(name.split("/")[0]!) ?? []);
  };
}

function grouped(
  entries: readonly (readonly [string, Owner])[],
): ReadonlyMap<string, readonly Owner[]> {
  const groups = new Map<string, Owner[]>();
  for (const [key, owner] of entries) {
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [owner]);
    else known.push(owner);
  }
  return groups;
}

/** The places around one, the nearest first. */
function above(at: Pointer): readonly Pointer[] {
  const steps = at.split("/");
  return steps.slice(1).map((_, index) => steps.slice(0, steps.length - 1 - index).join("/"));
}

/** What stands on a path is of all of its operations. */
function isPathItem(at: Pointer): boolean {
  return /^\/(?:paths|webhooks)\/[^/]+$|^\/components\/pathItems\/[^/]+$/.test(at);
}
