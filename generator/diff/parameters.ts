// Parameters: path parameters by their place in the URL, all others by where they travel and their name.
import type { ParameterContract } from "./contract.ts";
import { compareDocs } from "./docs.ts";
import { compareExtensions } from "./extensions.ts";
import {
  addition,
  breaking,
  type Finding,
  onlyIn,
  places,
  type Sender,
  undecided,
} from "./finding.ts";
import { matchBy } from "./matching.ts";
import { compareLife } from "./life.ts";
import type { OperationPair } from "./operations.ts";
import { move, renamed, whereOf } from "./parameter-names.ts";
import { compareStyle } from "./styles.ts";

export function compareParameters(pair: OperationPair): readonly Finding[] {
  const { old, new: next, name } = pair;
  const { kept, removed, added } = matchBy(old.parameters, next.parameters, keyOf);
  const moved = matchBy(removed, added, (parameter) => parameter.name);
  return [
    ...moved.removed.map((parameter) => removal(pair, parameter)),
    ...kept.flatMap(([was, is]) => compareParameter(pair, was, is)),
    ...moved.kept.flatMap(([was, is]) => [move(was, is, name), schemasOf(pair, was, is)]),
    ...moved.added.map((parameter) => arrival(pair, parameter)),
  ];
}

function keyOf(parameter: ParameterContract): string {
  const { in: place, name, index } = parameter;
  if (place === "path" && index >= 0) return `path ${index}`;
  return `${place} ${place === "header" ? name.toLowerCase() : name}`;
}

/** The schemas of a parameter, to be compared. */
function schemasOf(
  { name, sender }: OperationPair,
  old: ParameterContract,
  next: ParameterContract,
): Finding {
  const values = { old: old.schema, new: next.schema, sender, place: "parameter" } as const;
  return { ...values, operation: name, where: whereOf(next) };
}

function removal(
  { name, sender, new: around }: OperationPair,
  parameter: ParameterContract,
): Finding {
  const where = whereOf(parameter);
  const said = {
    code: "parameter-removed",
    subject: `${name}: ${where}`,
    message: `The ${where} is gone.${parameter.deprecated ? " It was deprecated." : ""}`,
    ...onlyIn("old", parameter, around),
  };
  if (sender === "caller")
    return breaking({
      ...said,
      wire: "The server is not said to read it any more.",
      caller: "Code that gives it no longer compiles.",
    });
  const wire = "The server is not said to send it any more.";
  return parameter.required
    ? breaking({ ...said, wire })
    : undecided({ ...said, wire, keyword: "parameters" });
}

function arrival(
  { name, sender, old: around }: OperationPair,
  parameter: ParameterContract,
): Finding {
  const where = whereOf(parameter);
  const said = { subject: `${name}: ${where}`, ...onlyIn("new", parameter, around) };
  if (parameter.required && sender === "caller")
    return breaking({
      ...said,
      code: "parameter-added-required",
      message: `The ${where} is new, and required.`,
      wire: "A call without it is refused.",
      caller: "Code that does not give it no longer compiles.",
    });
  return addition({ ...said, code: "parameter-added", message: `The ${where} is new.` });
}

function compareParameter(
  pair: OperationPair,
  old: ParameterContract,
  next: ParameterContract,
): readonly Finding[] {
  const { name, sender, sides } = pair;
  const subject = `${name}: ${whereOf(next)}`;
  return [
    ...renamed(old, next, subject),
    ...presence(old, next, subject, sender),
    ...compareStyle(old, next, subject, sides),
    schemasOf(pair, old, next),
    ...compareLife(old, next, subject),
    ...compareExtensions(old, next, subject),
    ...compareDocs(old, next, subject),
  ];
}

function presence(
  old: ParameterContract,
  next: ParameterContract,
  subject: string,
  sender: Sender,
): readonly Finding[] {
  if (old.required === next.required) return [];
  const place = { subject, ...places(old, next) };
  const [code, message] = next.required
    ? ["parameter-required", "It is required now."]
    : ["parameter-optional", "It is no longer required."];
  if (next.required === (sender === "server"))
    return [addition({ ...place, code: code!, message: message! })];
  return [
    breaking({
      ...place,
      ...{ code: code!, message: message! },
      ...(sender === "caller"
        ? {
            wire: "A call without it is refused.",
            caller: "Code that does not give it no longer compiles.",
          }
        : { wire: "A call may come without it." }),
    }),
  ];
}
