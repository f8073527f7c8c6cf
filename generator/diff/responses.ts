// Responses: statuses, and what comes with them. A status that is named no longer, or newly, is held
// against the range or the default that speaks of it on the other side.
import type { ResponseContract } from "./contract.ts";
import { compareDocs } from "./docs.ts";
import { addition, breaking, type Finding, note, type Sender, undecided } from "./finding.ts";
import { matchBy } from "./matching.ts";
import { compareHeaders } from "./headers.ts";
import { matchMedia, type Relation } from "./media.ts";
import type { OperationPair } from "./operations.ts";

/** Who sends the answers. */
export function answering({ sender }: OperationPair): Sender {
  return sender === "caller" ? "server" : "caller";
}

export function compareResponses(pair: OperationPair): readonly Finding[] {
  const { old, new: next } = pair;
  const { kept, removed, added } = matchBy(old.responses, next.responses, ({ status }) => status);
  return [
    ...removed.flatMap((response) => gone(pair, response)),
    ...kept.flatMap(([was, is]) => compareResponse(pair, was, is)),
    ...added.flatMap((response) => come(pair, response)),
  ];
}

function subjectOf({ name }: OperationPair, { status }: ResponseContract): string {
  return `${name}: response ${status}`;
}

function isSuccess({ status }: ResponseContract): boolean {
  return status.startsWith("2");
}

/** The response that speaks of a status where it is not named itself. */
function covering(
  responses: readonly ResponseContract[],
  { status }: ResponseContract,
): ResponseContract | undefined {
  const range = `${status[0]}XX`;
  return (
    responses.find((other) => other.status === range && status !== range) ??
    responses.find((other) => other.status === "default" && status !== "default")
  );
}

function gone(pair: OperationPair, response: ResponseContract): readonly Finding[] {
  const cover = covering(pair.new.responses, response);
  const subject = subjectOf(pair, response);
  const said = { code: "response-removed", subject, old: response.at, new: cover?.at };
  const message = `The response \`${response.status}\` is no longer named.`;
  if (cover !== undefined)
    return [note({ ...said, message }), ...compareMedia(pair, response, cover)];
  if (!isSuccess(response)) return [addition({ ...said, message })];
  return [
    breaking({
      ...{ ...said, message },
      wire: "The success that callers wait for does not come.",
      caller: "The type of the result changes.",
    }),
  ];
}

function come(pair: OperationPair, response: ResponseContract): readonly Finding[] {
  const known = pair.old.responses;
  const others = isSuccess(response) ? known.find(isSuccess) : undefined;
  const cover = covering(known, response) ?? others;
  const subject = subjectOf(pair, response);
  const said = { code: "response-added", subject, old: cover?.at, new: response.at };
  const message = `The response \`${response.status}\` is new.`;
  if (cover === undefined) return [addition({ ...said, message })];
  const isEmpty = response.media.length === 0 && cover.media.length > 0;
  if (isEmpty && isSuccess(response))
    return [
      undecided({
        ...{ ...said, message, keyword: "responses" },
        wire: "A success may come without the body that others have.",
      }),
    ];
  return [addition({ ...said, message }), ...compareMedia(pair, cover, response, false)];
}

function compareResponse(
  pair: OperationPair,
  old: ResponseContract,
  next: ResponseContract,
): readonly Finding[] {
  const subject = subjectOf(pair, next);
  return [
    ...compareMedia(pair, old, next),
    ...compareHeaders(pair, old, next, subject),
    ...compareDocs(old, next, subject),
  ];
}

function compareMedia(
  pair: OperationPair,
  old: ResponseContract,
  next: ResponseContract,
  whole: boolean = true,
): readonly Finding[] {
  const { kept, removed, added } = matchMedia(old.media, next.media);
  const subject = subjectOf(pair, next);
  const sender = answering(pair);
  return [
    ...(whole ? removed : []).map(({ mediaType, at }) =>
      breaking({
        ...{ code: "response-media-type-removed", subject, old: at },
        message: `The media type \`${mediaType}\` is gone.`,
        wire: "Who asks for that type does not get it.",
      }),
    ),
    ...kept.flatMap(([was, is, relation]): readonly Finding[] => [
      ...(relation === "same"
        ? []
        : [changed(was.mediaType, is.mediaType, relation, subject, sender)]),
      {
        ...{ old: was.schema, new: is.schema, sender, place: "response-body" },
        ...{ operation: pair.name, where: `response ${next.status} (${is.mediaType})` },
      },
    ]),
    ...(whole ? added : []).map(({ mediaType, at }) => {
      const message = `The media type \`${mediaType}\` is new.`;
      return addition({ code: "response-media-type-added", subject, message, new: at });
    }),
  ];
}

function changed(
  old: string,
  next: string,
  relation: Relation,
  subject: string,
  sender: Sender,
): Finding {
  const message = `The media type is \`${next}\`, and was \`${old}\`.`;
  const said = { code: `response-media-type-${relation}`, subject, message };
  const harmful = sender === "server" ? "generalized" : "specialized";
  if (relation !== harmful) return relation === "renamed" ? note(said) : addition(said);
  return breaking({ ...said, wire: "The answer may be of a type that callers do not know." });
}
