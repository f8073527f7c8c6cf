// Media types: which of one side answers to which of the other, by name, without parameters, by range.
import type { MediaContract } from "./contract.ts";

export type Relation = "same" | "renamed" | "generalized" | "specialized";

export interface MatchedMedia {
  readonly kept: readonly (readonly [MediaContract, MediaContract, Relation])[];
  readonly removed: readonly MediaContract[];
  readonly added: readonly MediaContract[];
}

type Test = (old: string, next: string) => boolean;

const TESTS: readonly (readonly [Relation, Test])[] = [
  ["same", (old, next) => normal(old) === normal(next)],
  ["renamed", (old, next) => bare(old) === bare(next)],
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
  return { kept, removed, added };
}

function normal(type: string): string {
  return type.toLowerCase().replace(/\s+/g, "");
}

function bare(type: string): string {
  return normal(type).replace(/;.*$/, "");
}

/** Whether a range takes in a type: `application/*` does `application/json`, and so that does `+json`. */
function covers(range: string, type: string): boolean {
  const [main, sub] = range.split("/");
  const [typeMain, typeSub] = type.split("/");
  if (main === "*") return true;
  if (main !== typeMain) return false;
  return sub === "*" || (typeSub?.endsWith(`+${sub}`) ?? false);
}
