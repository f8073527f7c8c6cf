// Changes → the text of a changelog's entry, in words for those who call the package: what breaks first,
// then what is new, then the rest. What only a server notices is not said here.
import type { Change, Weight } from "../diff/change.ts";
import { markdown } from "../diff/print/escape.ts";

/** What an entry says of a change. */
export type Line = Pick<
  Change,
  "weight" | "verdict" | "subject" | "message" | "caller" | "keyword"
>;

/** The entry of a version before which there was none. */
export const FIRST_RELEASE = "First release.";

/** The line of a version in which only the inside differs from the one before. */
export const INSIDE: Line = {
  weight: "patch",
  verdict: "compatible",
  subject: "",
  message: "The inside of the package has changed; nothing that callers see.",
  caller: "",
  keyword: undefined,
};

const SECTIONS: readonly (readonly [Weight, string])[] = [
  ["major", "### Breaking"],
  ["minor", "### Added"],
  ["patch", "### Fixed and documented"],
];

/** The weight of the changes that an entry tells, by its headings; undefined: it tells none. */
export function weightOf(body: string): Weight | undefined {
  const lines = body.split("\n");
  return SECTIONS.find(([, heading]) => lines.includes(heading))?.[0];
}

/** So many lines of a section are said; the rest is counted. */
const MOST = 100;

export function entryBody(lines: readonly Line[]): string {
  const sections = SECTIONS.flatMap(([weight, heading]) => {
    const own = [...new Set(lines.filter((line) => line.weight === weight).map(bullet))];
    if (own.length === 0) return [];
    const more = own.length - MOST;
    const rest = more > 0 ? [`- … and ${more} more`] : [];
    return [`${heading}\n\n${[...own.slice(0, MOST), ...rest].join("\n")}`];
  });
  return sections.join("\n\n");
}

function bullet({ verdict, subject, message, caller, keyword }: Line): string {
  const about = subject === "" ? "" : `${markdown(subject)}: `;
  const doubt =
    verdict !== "undecided"
      ? ""
      : keyword === undefined
        ? "Whether this breaks a caller could not be decided."
        : `Whether this breaks a caller could not be decided, because of \`${keyword}\`.`;
  const said = [message, caller === message ? "" : caller].map(markdown);
  return `- ${about}${[...said, doubt].filter((part) => part !== "").join(" ")}`;
}
