// Parameters that are called otherwise, or travel elsewhere: on the wire, and in generated code.
import type { ParameterContract } from "./contract.ts";
import { breaking, type Finding, note, places } from "./finding.ts";

export function whereOf({ in: place, name }: ParameterContract): string {
  return `${place} parameter ${name}`;
}

export function move(old: ParameterContract, next: ParameterContract, operation: string): Finding {
  return breaking({
    ...{ code: "parameter-moved", subject: `${operation}: ${whereOf(next)}`, ...places(old, next) },
    message: `The ${whereOf(old)} is now a ${next.in} parameter.`,
    wire: "It is no longer read where it was sent.",
    caller: "Code that gives it no longer compiles.",
  });
}

export function renamed(
  old: ParameterContract,
  next: ParameterContract,
  subject: string,
): readonly Finding[] {
  if (old.name === next.name) return [];
  if (old.in !== "path") return [respelt(old, next, subject)];
  const isOption = next.extensions.get("x-onespec-bind")?.value === true;
  const said = {
    ...{ code: "path-parameter-renamed", subject, ...places(old, next) },
    message: `The path parameter \`${old.name}\` is now called \`${next.name}\`.`,
  };
  return [
    isOption
      ? breaking({ ...said, caller: "The option of the client that carries it has another name." })
      : note({
          ...said,
          caller:
            "Calls give it by its place and stay as they are; handlers of the mock server read it by name.",
        }),
  ];
}

/** A header in another case, which HTTP does not see. */
function respelt(old: ParameterContract, next: ParameterContract, subject: string): Finding {
  const said = {
    ...{ code: "parameter-respelt", subject, ...places(old, next) },
    message: `The header \`${old.name}\` is now written \`${next.name}\`.`,
  };
  return next.required
    ? breaking({ ...said, caller: "Code that gives it by the old spelling no longer compiles." })
    : note(said);
}
