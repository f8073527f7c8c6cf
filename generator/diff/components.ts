// Schemas among the components that no operation uses: nothing travels in them, but their types are
// exported. Those that are used are told where they are used, and their names mean nothing on the wire.
import { referencedNames } from "../model/references.ts";
import type { NamedSchema } from "../model/model.ts";
import type { Contract, OperationContract } from "./contract.ts";
import { addition, type Finding, note, onlyIn } from "./finding.ts";
import type { Ids } from "./schemas/ids.ts";

const COMPONENTS = { at: "/components/schemas" };

export function compareComponents(old: Contract, next: Contract, ids: Ids): readonly Finding[] {
  const [was, is] = [unused(old), unused(next)];
  const shapes = (side: "old" | "new", contract: Contract): (() => ReadonlySet<number>) =>
    once(
      () => new Set([...contract.schemas.keys()].map((name) => ids.ofName("shape", side, name))),
    );
  const [oldShapes, newShapes] = [shapes("old", old), shapes("new", next)];
  const isNew = ({ name }: NamedSchema): boolean =>
    !old.schemas.has(name) && !oldShapes().has(ids.ofName("shape", "new", name));
  const isGone = ({ name }: NamedSchema): boolean =>
    !next.schemas.has(name) && !newShapes().has(ids.ofName("shape", "old", name));
  return [
    ...was.filter(isGone).map(({ name, at }) =>
      note({
        ...{ code: "unused-schema-removed", subject: name, ...onlyIn("old", { at }, COMPONENTS) },
        message: "The schema is gone; no operation used it.",
        caller: `The type \`${name}\` is no longer exported.`,
      }),
    ),
    ...is.filter(isNew).map(({ name, at }) =>
      addition({
        ...{ code: "unused-schema-added", subject: name, ...onlyIn("new", { at }, COMPONENTS) },
        message: "The schema is new; no operation uses it.",
        caller: `The type \`${name}\` is exported.`,
      }),
    ),
  ];
}

/** Most documents have no component that is new and unused: then nothing is to be known of shapes. */
function once<T>(make: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: make() }).value;
}

/** Components that nothing which travels is made of. */
function unused({ operations, webhooks, schemas }: Contract): readonly NamedSchema[] {
  const used = new Set([...operations, ...webhooks].flatMap(namesOf));
  // Iterating a Set sees what is added on the way.
  for (const name of used)
    for (const other of referencedNames(schemas.get(name)?.schema ?? true)) used.add(other);
  // A component that one direction changes stands there under another name.
  const places = new Set([...used].map((name) => schemas.get(name)?.at));
  return [...schemas.values()].filter(({ role, at }) => role === "component" && !places.has(at));
}

function namesOf(operation: OperationContract): readonly string[] {
  const { parameters, body, responses, callbacks } = operation;
  return [
    ...parameters.map(({ schema }) => schema),
    ...(body?.media ?? []).map(({ schema }) => schema),
    ...responses.flatMap(({ media, headers }) =>
      [...media, ...headers].map(({ schema }) => schema),
    ),
    ...callbacks.flatMap(({ operations }) => operations.flatMap(namesOf)),
  ];
}
