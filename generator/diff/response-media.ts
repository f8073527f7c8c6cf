// The media types of one response, and the schemas in them.
import type { ResponseContract } from "./contract.ts";
import { compareWords } from "./docs.ts";
import { addition, breaking, type Finding, onlyIn, type Sender, undecided } from "./finding.ts";
import { changedMedia, matchMedia } from "./media.ts";
import type { OperationPair } from "./operations.ts";

/** Who sends the answers. */
export function answering({ sender }: OperationPair): Sender {
  return sender === "caller" ? "server" : "caller";
}

export function subjectOf({ name }: OperationPair, { status }: ResponseContract): string {
  return `${name}: response ${status}`;
}

export function compareMedia(
  pair: OperationPair,
  old: ResponseContract,
  next: ResponseContract,
  whole: boolean = true,
): readonly Finding[] {
  const { kept, removed, added } = matchMedia(old.media, next.media);
  const subject = subjectOf(pair, next);
  const sender = answering(pair);
  return [
    ...(whole ? removed : []).map((media) =>
      breaking({
        ...{ code: "response-media-type-removed", subject, ...onlyIn("old", media, next) },
        message: `The media type \`${media.mediaType}\` is gone.`,
        wire:
          sender === "server"
            ? "Who asks for that type does not get it."
            : "An answer of that type is refused.",
      }),
    ),
    ...kept.flatMap(([was, is, relation]): readonly Finding[] => [
      ...(relation === "same"
        ? []
        : [changedMedia("response", [was, is, relation], subject, sender)]),
      ...compareWords(was, is, subject),
      {
        ...{ old: was.schema, new: is.schema, sender, place: "response-body" },
        ...{ operation: pair.name, where: `response ${next.status} (${is.mediaType})` },
      },
    ]),
    ...(whole ? added : []).map((media) => {
      const message = `The media type \`${media.mediaType}\` is new.`;
      const place = { subject, ...onlyIn("new", media, old) };
      const said = { code: "response-media-type-added", message, ...place };
      if (sender === "server" || old.media.length > 0) return addition(said);
      return undecided({ ...said, wire: "An answer needs a body now.", keyword: "content" });
    }),
  ];
}
