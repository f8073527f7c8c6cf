// A success whose body has no value left: its schema is `false` now. By its values alone that is a
// narrower answer, which breaks nobody; but the answer that callers wait for can no longer come.
import type { Contract, ResponseContract } from "./contract.ts";
import { breaking, type Finding, places } from "./finding.ts";
import type { OperationPair } from "./operations.ts";

export function compareEmptied(
  { sides }: OperationPair,
  old: ResponseContract,
  next: ResponseContract,
  subject: string,
): readonly Finding[] {
  if (!next.status.startsWith("2")) return [];
  if (!isImpossible(sides.new, next) || isImpossible(sides.old, old)) return [];
  return [
    breaking({
      ...{ code: "response-emptied", subject, ...places(old, next) },
      message: "No value is left for the body of the response.",
      wire: "The success that callers wait for does not come.",
      caller: "The type of the result has no values.",
    }),
  ];
}

function isImpossible({ schemas }: Contract, { media }: ResponseContract): boolean {
  return media.length > 0 && media.every(({ schema }) => schemas.get(schema)?.schema === false);
}
