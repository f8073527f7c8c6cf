// Responses: statuses, and what comes with them. A status that is named no longer, or newly, is held
// against the range or the default that speaks of it on the other side.
import { canonical } from "../fixtures/json.ts";
import type { Contract, ResponseContract } from "./contract.ts";
import { compareDocs } from "./docs.ts";
import { compareEmptied } from "./emptied.ts";
import { addition, breaking, type Finding, note, onlyIn, places, undecided } from "./finding.ts";
import { matchBy } from "./matching.ts";
import { compareHeaders } from "./headers.ts";
import type { OperationPair } from "./operations.ts";
import { answering, compareMedia, subjectOf } from "./response-media.ts";

export function compareResponses(pair: OperationPair): readonly Finding[] {
  const { old, new: next } = pair;
  const { kept, removed, added } = matchBy(old.responses, next.responses, ({ status }) => status);
  return [
    ...removed.flatMap((response) => gone(pair, response)),
    ...kept.flatMap(([was, is]) => compareResponse(pair, was, is)),
    ...added.flatMap((response) => come(pair, response)),
  ];
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
  const place = cover === undefined ? onlyIn("old", response, pair.new) : places(response, cover);
  const said = { code: "response-removed", subject, ...place };
  const message = `The response \`${response.status}\` is no longer named.`;
  if (cover !== undefined)
    return [note({ ...said, message }), ...compareMedia(pair, response, cover)];
  if (!isSuccess(response)) return [addition({ ...said, message })];
  const within = pair.new.responses.find((other) => isWithin(other, response));
  if (within !== undefined && answering(pair) === "server")
    return [
      note({
        ...{ subject, message, code: "response-range-narrowed" },
        ...places(response, within),
      }),
    ];
  return [
    breaking({
      ...{ ...said, message },
      ...(answering(pair) === "server"
        ? {
            wire: "The success that callers wait for does not come.",
            caller: "The type of the result changes.",
          }
        : { wire: "Who answers with it is no longer understood." }),
    }),
  ];
}

function isWithin({ status }: ResponseContract, range: ResponseContract): boolean {
  return range.status === `${status[0]}XX` && status !== range.status;
}

/** The success that a new one is held against: one that says the same, or the first. */
function likeness(pair: OperationPair, response: ResponseContract): ResponseContract | undefined {
  const schemaOf = ({ schemas }: Contract, { media }: ResponseContract): string =>
    media.map(({ schema }) => canonical(schemas.get(schema)?.schema ?? true)).join();
  const successes = pair.old.responses.filter(isSuccess);
  const wanted = schemaOf(pair.sides.new, response);
  return successes.find((each) => schemaOf(pair.sides.old, each) === wanted) ?? successes[0];
}

function come(pair: OperationPair, response: ResponseContract): readonly Finding[] {
  const known = pair.old.responses;
  const others = isSuccess(response) ? likeness(pair, response) : undefined;
  const cover = covering(known, response) ?? others;
  const subject = subjectOf(pair, response);
  const place = cover === undefined ? onlyIn("new", response, pair.old) : places(cover, response);
  const said = { code: "response-added", subject, ...place };
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
    ...compareEmptied(pair, old, next, subject),
    ...compareHeaders(pair, old, next, subject),
    ...compareDocs(old, next, subject),
  ];
}
