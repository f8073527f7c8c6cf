// Headers of responses. Their names are the same in any case.
import type { HeaderContract, ResponseContract } from "./contract.ts";
import { compareDocs } from "./docs.ts";
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
import { answering } from "./response-media.ts";

export function compareHeaders(
  pair: OperationPair,
  old: ResponseContract,
  next: ResponseContract,
  around: string,
): readonly Finding[] {
  const key = ({ name }: HeaderContract): string => name.toLowerCase();
  const { kept, removed, added } = matchBy(old.headers, next.headers, key);
  return [
    ...removed.map((header) => removal(header, next, around, answering(pair))),
    ...kept.flatMap(([was, is]) => compareHeader(pair, was, is, around)),
    ...added.map((header) => arrival(header, old, around, answering(pair))),
  ];
}

function arrival(
  header: HeaderContract,
  old: ResponseContract,
  around: string,
  sender: Sender,
): Finding {
  const { name, required } = header;
  const place = { subject: `${around}, header ${name}`, ...onlyIn("new", header, old) };
  const message = `The header \`${name}\` is new.`;
  const said = { ...place, code: "response-header-added", message };
  if (!required || sender === "server") return addition(said);
  return breaking({ ...said, wire: "An answer without it is refused." });
}

/** One that need not come can be missing as it could before. */
function removal(
  header: HeaderContract,
  next: ResponseContract,
  around: string,
  sender: Sender,
): Finding {
  const { name, required } = header;
  const place = { subject: `${around}, header ${name}`, ...onlyIn("old", header, next) };
  const said = { ...place, code: "response-header-removed" };
  if (sender === "caller")
    return addition({ ...said, message: `The header \`${name}\` is no longer asked for.` });
  const message = `The header \`${name}\` is gone.`;
  if (!required) return addition({ ...said, message, wire: "It comes no more; it never had to." });
  return breaking({ ...said, message, wire: "Who reads it finds nothing." });
}

function compareHeader(
  pair: OperationPair,
  old: HeaderContract,
  next: HeaderContract,
  around: string,
): readonly Finding[] {
  const subject = `${around}, header ${next.name}`;
  return [
    ...presence(pair, old, next, subject),
    ...written(old, next, subject),
    {
      ...{ old: old.schema, new: next.schema, sender: answering(pair), place: "response-header" },
      ...{
        operation: pair.name,
        where: `${around.slice(pair.name.length + 2)}, header ${next.name}`,
      },
    },
    ...compareLife(old, next, subject),
    ...compareDocs(old, next, subject),
  ];
}

/** Whether the text of the value is read as before; explosion matters for objects alone. */
function written(old: HeaderContract, next: HeaderContract, subject: string): readonly Finding[] {
  if (old.explode === next.explode && old.mediaType === next.mediaType) return [];
  const shown = ({ mediaType, explode }: HeaderContract): string =>
    mediaType ?? (explode ? "`simple`, exploded" : "`simple`");
  return [
    undecided({
      ...{ code: "response-header-style-changed", subject, ...places(old, next) },
      message: `It is written as ${shown(next)}, and was as ${shown(old)}.`,
      wire: "Who reads it may read something else.",
      keyword: old.explode === next.explode ? "content" : "explode",
    }),
  ];
}

function presence(
  pair: OperationPair,
  old: HeaderContract,
  next: HeaderContract,
  subject: string,
): readonly Finding[] {
  if (old.required === next.required) return [];
  const place = { subject, ...places(old, next) };
  const said = next.required
    ? { code: "response-header-required", message: "It always comes." }
    : { code: "response-header-optional", message: "It need not come any more." };
  if (next.required === (answering(pair) === "server")) return [addition({ ...place, ...said })];
  return [breaking({ ...place, ...said, wire: "An answer may come without it." })];
}
