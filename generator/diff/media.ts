// Media types: which of one side answers to which of the other, by name, without parameters, by range,
// and what it means where the two are written otherwise.
import {
  addition,
  breaking,
  type Finding,
  note,
  places,
  type Sender,
  undecided,
} from "./finding.ts";
import type { MediaContract } from "./contract.ts";

/** `renamed`: only the words differ. `changed`: the same type with other values of its parameters. */
export type Relation =
  "same" | "renamed" | "generalized" | "specialized" | "changed" | "covered" | "named";

/** `covered`: a range beside it takes in what is no longer named. `named`: the other way round. */
const NEUTRAL: ReadonlySet<Relation> = new Set(["renamed", "covered", "named"]);

/** What a type with other parameters means on the wire. */
const OTHER_FORM =
  "Parameters may pick another form of the type; whether these do, no document says.";

export interface MatchedMedia {
  readonly kept: readonly (readonly [MediaContract, MediaContract, Relation])[];
  readonly removed: readonly MediaContract[];
  readonly added: readonly MediaContract[];
}

type Test = (old: string, next: string) => boolean;

const TESTS: readonly (readonly [Relation, Test])[] = [
  ["same", (old, next) => normal(old) === normal(next)],
  ["renamed", (old, next) => isSameType(old, next) && hasAll(old, next) && hasAll(next, old)],
  ["generalized", (old, next) => isSameType(old, next) && hasAll(old, next)],
  ["specialized", (old, next) => isSameType(old, next) && hasAll(next, old)],
  ["changed", isSameType],
  ["generalized", (old, next) => covers(bare(next), bare(old))],
  ["specialized", (old, next) => covers(bare(old), bare(next))],
];

export function matchMedia(
  old: readonly MediaContract[],
  next: readonly MediaContract[],
): MatchedMedia {
  const kept: (readonly [MediaContract, MediaContract, Relation])[] = [];
  let removed = [...old];
  const added = [...next];
  for (const [relation, test] of TESTS) {
    removed = removed.filter((media) => {
      const index = added.findIndex(({ mediaType }) => test(media.mediaType, mediaType));
      if (index === -1) return true;
      kept.push([media, added.splice(index, 1)[0]!, relation]);
      return false;
    });
  }
  const held = removed.map(
    (media) => [media, next.find((other) => isCovered(media, other))] as const,
  );
  const known = added.map(
    (media) => [old.find((other) => isCovered(media, other)), media] as const,
  );
  return {
    kept: [
      ...kept,
      ...held.flatMap(([was, is]) => (is === undefined ? [] : [[was, is, "covered"] as const])),
      ...known.flatMap(([was, is]) => (was === undefined ? [] : [[was, is, "named"] as const])),
    ],
    removed: held.flatMap(([was, is]) => (is === undefined ? [was] : [])),
    added: known.flatMap(([was, is]) => (was === undefined ? [is] : [])),
  };
}

function isCovered({ mediaType }: MediaContract, range: MediaContract): boolean {
  return range.mediaType.includes("*") && covers(bare(range.mediaType), bare(mediaType));
}

function messageOf(old: string, next: string, relation: Relation): string {
  if (relation === "covered") return `The media type \`${old}\` is now one of \`${next}\`.`;
  if (relation === "named")
    return `The media type \`${next}\` is spoken of by itself, and was one of \`${old}\`.`;
  return `The media type is \`${next}\`, and was \`${old}\`.`;
}

function normal(type: string): string {
  return type.toLowerCase().replace(/\s+/g, "");
}

function bare(type: string): string {
  return normal(type).replace(/;.*$/, "");
}

function isSameType(type: string, other: string): boolean {
  return bare(type) === bare(other);
}

/** UTF-8 is what is meant anyway; any other parameter may pick another form of the type. */
function parameters(type: string): readonly string[] {
  const [, ...all] = normal(type).replaceAll('"', "").split(";");
  return all.filter((each) => each !== "" && each !== "charset=utf-8");
}

function hasAll(type: string, other: string): boolean {
  return parameters(other).every((each) => parameters(type).includes(each));
}

/** Whether a range takes in a type: `application/*` does `application/json`, and so that does `+json`. */
function covers(range: string, type: string): boolean {
  const [main, sub] = range.split("/");
  const [typeMain, typeSub] = type.split("/");
  if (main === "*") return true;
  if (main !== typeMain) return false;
  return sub === "*" || (typeSub?.endsWith(`+${sub}`) ?? false);
}

const BREAKS = {
  request: "A body of another type of that range is refused.",
  response: "The answer may be of a type that callers do not know.",
};

/** What another spelling of a media type means to whoever does not send it. */
export function changedMedia(
  side: "request" | "response",
  [old, next, relation]: readonly [MediaContract, MediaContract, Relation],
  subject: string,
  sender: Sender,
): Finding {
  const message = messageOf(old.mediaType, next.mediaType, relation);
  const said = { code: `${side}-media-type-${relation}`, subject, message, ...places(old, next) };
  const harmful = sender === "caller" ? "specialized" : "generalized";
  if (relation === "changed") return undecided({ ...said, wire: OTHER_FORM, keyword: "content" });
  if (relation !== harmful) return NEUTRAL.has(relation) ? note(said) : addition(said);
  return breaking({ ...said, wire: BREAKS[side] });
}
