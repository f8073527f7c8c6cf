// Request bodies: whether there is one, whether it must be given, and in which media types.
import type { BodyContract } from "./contract.ts";
import { compareDocs, compareWords } from "./docs.ts";
import { compareEncoding } from "./encoding.ts";
import {
  addition,
  breaking,
  type Finding,
  onlyIn,
  places,
  type Sender,
  undecided,
} from "./finding.ts";
import { changedMedia, matchMedia } from "./media.ts";
import type { OperationPair } from "./operations.ts";

export function compareBodies(pair: OperationPair): readonly Finding[] {
  const { old, new: next, name, sender } = pair;
  const subject = `${name}: request body`;
  if (old.body === undefined || next.body === undefined) return existence(pair, subject);
  return [
    ...presence(old.body, next.body, subject, sender),
    ...mediaTypes(pair, old.body, next.body, subject),
    ...compareDocs(old.body, next.body, subject),
  ];
}

function existence({ old, new: next, sender }: OperationPair, subject: string): readonly Finding[] {
  if (old.body !== undefined) {
    const place = { subject, ...onlyIn("old", old.body, next) };
    const message = "The request body is gone.";
    const wire =
      sender === "caller"
        ? "The server is not said to read it any more."
        : "Calls come without it.";
    const caller = sender === "caller" ? "Code that gives it no longer compiles." : "";
    return [breaking({ ...place, code: "request-body-removed", message, wire, caller })];
  }
  if (next.body === undefined) return [];
  const place = { subject, ...onlyIn("new", next.body, old) };
  if (!next.body.required || sender === "server")
    return [
      addition({ ...place, code: "request-body-added", message: "There is a request body." }),
    ];
  return [
    breaking({
      ...place,
      code: "request-body-added-required",
      message: "There is a request body, and it is required.",
      wire: "A call without it is refused.",
      caller: "Code that does not give it no longer compiles.",
    }),
  ];
}

function presence(
  old: BodyContract,
  next: BodyContract,
  subject: string,
  sender: Sender,
): readonly Finding[] {
  if (old.required === next.required) return [];
  const place = { subject, ...places(old, next) };
  const said = next.required
    ? { code: "request-body-required", message: "The request body is required now." }
    : { code: "request-body-optional", message: "The request body is no longer required." };
  if (next.required === (sender === "server")) return [addition({ ...place, ...said })];
  const [wire, caller] =
    sender === "caller"
      ? ["A call without it is refused.", "Code that does not give it no longer compiles."]
      : ["A call may come without it.", ""];
  return [breaking({ ...place, ...said, wire, caller })];
}

function mediaTypes(
  { name, sender }: OperationPair,
  old: BodyContract,
  next: BodyContract,
  subject: string,
): readonly Finding[] {
  const { kept, removed, added } = matchMedia(old.media, next.media);
  return [
    ...removed.map((media) =>
      breaking({
        ...{ code: "request-media-type-removed", subject, ...onlyIn("old", media, next) },
        message: `The media type \`${media.mediaType}\` is gone.`,
        wire:
          sender === "caller"
            ? "A body of that type is refused."
            : "The body comes as another type.",
      }),
    ),
    ...kept.flatMap(([was, is, relation]): readonly Finding[] => [
      ...(relation === "same"
        ? []
        : [changedMedia("request", [was, is, relation], subject, sender)]),
      ...compareEncoding(was, is, subject),
      ...compareWords(was, is, subject),
      {
        ...{ old: was.schema, new: is.schema, sender, place: "request-body", operation: name },
        where: `request body (${is.mediaType})`,
      },
    ]),
    ...added.map((media) => {
      const message = `The media type \`${media.mediaType}\` is new.`;
      const place = { subject, ...onlyIn("new", media, old) };
      const said = { code: "request-media-type-added", message, ...place };
      if (sender === "caller") return addition(said);
      return undecided({ ...said, wire: "A call may come with it.", keyword: "content" });
    }),
  ];
}
