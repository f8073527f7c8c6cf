// How the parts of a form are written: media types, headers and styles of `encoding`.
import { canonical } from "../fixtures/json.ts";
import type { MediaContract } from "./contract.ts";
import { type Finding, places, undecided } from "./finding.ts";

export function compareEncoding(
  old: MediaContract,
  next: MediaContract,
  subject: string,
): readonly Finding[] {
  const names = new Set([...old.encoding.keys(), ...next.encoding.keys()]);
  return [...names].flatMap((name) => {
    const [was, is] = [old, next].map(({ encoding }) => {
      const value = encoding.get(name);
      return value === undefined ? undefined : canonical(value);
    });
    if (was === is) return [];
    return undecided({
      ...{ code: "encoding-changed", subject, ...places(old, next), keyword: "encoding" },
      message: `The \`encoding\` of \`${name}\` is ${is ?? "not set"}, and was ${was ?? "not set"}.`,
      wire: "Whether the old form is still read, no document says.",
    });
  });
}
