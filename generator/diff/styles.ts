// How a parameter is written: style, explode, reserved characters, media type. A value that is neither
// a list nor an object is written the same by most of them.
import type { Contract, ParameterContract } from "./contract.ts";
import { addition, breaking, type Finding, note, places, undecided } from "./finding.ts";
import type { OperationPair } from "./operations.ts";
import { atomsOf } from "./schemas/facts.ts";
import { allParts, named } from "./schemas/part.ts";

export function compareStyle(
  old: ParameterContract,
  next: ParameterContract,
  subject: string,
  sides: OperationPair["sides"],
): readonly Finding[] {
  const place = { subject, ...places(old, next) };
  const single = isSingle(sides.old, old) && isSingle(sides.new, next);
  return [
    ...written(old, next, place, single),
    ...reserved(old, next, place),
    ...empty(old, next, place),
    ...media(old, next, place),
  ];
}

type Where = Pick<Parameters<typeof note>[0], "subject" | "old" | "new">;

function isSingle({ schemas }: Contract, { schema }: ParameterContract): boolean {
  const atoms = atomsOf(schemas, allParts(schemas, [named(schemas, schema)]));
  return !atoms.has("array") && !atoms.has("object");
}

function written(
  old: ParameterContract,
  next: ParameterContract,
  place: Where,
  single: boolean,
): readonly Finding[] {
  if (old.mediaType !== undefined || next.mediaType !== undefined) return [];
  if (old.style === next.style && old.explode === next.explode) return [];
  const said = {
    ...{ ...place, code: "parameter-style-changed" },
    message: `It is written as ${shown(next)}, and was as ${shown(old)}.`,
  };
  if (single && (old.style === next.style || old.in === "query"))
    return [note({ ...said, wire: "Nothing changes for a single value." })];
  return [breaking({ ...said, wire: "The server reads it in another way." })];
}

function shown({ style, explode }: ParameterContract): string {
  return `\`${style}\`${explode ? ", exploded" : ""}`;
}

function reserved(
  old: ParameterContract,
  next: ParameterContract,
  place: Where,
): readonly Finding[] {
  if (old.allowReserved === next.allowReserved) return [];
  const said = { ...place, code: "parameter-reserved-changed" };
  if (next.allowReserved)
    return [note({ ...said, message: "Reserved characters may be sent as they are." })];
  const message = "Reserved characters must be encoded.";
  return [undecided({ ...said, message, keyword: "allowReserved" })];
}

/** Whether a name may come with nothing behind it; what the schema says of "" is told there. */
function empty(old: ParameterContract, next: ParameterContract, place: Where): readonly Finding[] {
  if (old.allowEmptyValue === next.allowEmptyValue) return [];
  const said = { ...place, code: "parameter-empty-value-changed" };
  if (next.allowEmptyValue)
    return [addition({ ...said, message: "It may be sent without a value." })];
  const message = "It must have a value.";
  const wire = "Whether a call that gives none is still answered, no document says.";
  return [undecided({ ...said, message, wire, keyword: "allowEmptyValue" })];
}

function media(old: ParameterContract, next: ParameterContract, place: Where): readonly Finding[] {
  if (old.mediaType === next.mediaType) return [];
  const message = `It is written as ${next.mediaType ?? `\`${next.style}\``}, and was as ${old.mediaType ?? `\`${old.style}\``}.`;
  const wire = "The server reads it in another way.";
  return [breaking({ ...place, code: "parameter-media-type-changed", message, wire })];
}
