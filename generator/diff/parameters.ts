// Parameters: path parameters by their place in the URL, all others by where they travel and their name.
import type { ParameterContract } from "./contract.ts";
import { compareDocs } from "./docs.ts";
import { compareExtensions } from "./extensions.ts";
import {
  addition,
  breaking,
  type Finding,
  note,
  places,
  type Sender,
  undecided,
} from "./finding.ts";
import { matchBy } from "./matching.ts";
import { compareLife } from "./life.ts";
import type { OperationPair } from "./operations.ts";
import { compareStyle } from "./styles.ts";

export function compareParameters(pair: OperationPair): readonly Finding[] {
  const { old, new: next, name, sender } = pair;
  const { kept, removed, added } = matchBy(old.parameters, next.parameters, keyOf);
  return [
    ...removed.map((parameter) => removal(parameter, name, sender)),
    ...kept.flatMap(([was, is]) => compareParameter(pair, was, is)),
    ...added.map((parameter) => arrival(parameter, name, sender)),
  ];
}

function keyOf(parameter: ParameterContract): string {
  const { in: place, name, index } = parameter;
  if (place === "path" && index >= 0) return `path ${index}`;
  return `${place} ${place === "header" ? name.toLowerCase() : name}`;
}

function whereOf({ in: place, name }: ParameterContract): string {
  return `${place} parameter ${name}`;
}

function removal(parameter: ParameterContract, operation: string, sender: Sender): Finding {
  const where = whereOf(parameter);
  const said = {
    code: "parameter-removed",
    subject: `${operation}: ${where}`,
    message: `The ${where} is gone.${parameter.deprecated ? " It was deprecated." : ""}`,
    old: parameter.at,
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

function arrival(parameter: ParameterContract, operation: string, sender: Sender): Finding {
  const where = whereOf(parameter);
  const said = { subject: `${operation}: ${where}`, new: parameter.at };
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
  { name, sender, sides }: OperationPair,
  old: ParameterContract,
  next: ParameterContract,
): readonly Finding[] {
  const where = whereOf(next);
  const subject = `${name}: ${where}`;
  return [
    ...renamed(old, next, subject),
    ...presence(old, next, subject, sender),
    ...compareStyle(old, next, subject, sides),
    {
      ...{ old: old.schema, new: next.schema, sender, place: "parameter" },
      ...{ operation: name, where },
    },
    ...compareLife(old, next, subject),
    ...compareExtensions(old.extensions, next.extensions, subject),
    ...compareDocs(old, next, subject),
  ];
}

function renamed(
  old: ParameterContract,
  next: ParameterContract,
  subject: string,
): readonly Finding[] {
  if (old.in !== "path" || old.name === next.name) return [];
  const isOption = next.extensions.get("x-onespec-bind")?.value === true;
  const said = {
    ...{ code: "path-parameter-renamed", subject, ...places(old, next) },
    message: `The path parameter \`${old.name}\` is now called \`${next.name}\`.`,
  };
  return [
    isOption
      ? breaking({ ...said, caller: "The option of the client that carries it has another name." })
      : note(said),
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
