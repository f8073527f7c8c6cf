// The text of a CHANGELOG.md: its unreleased entry is written anew each time, what is below it is kept
// as it is. In the unreleased entry, too, what stands under `### Notes` is the reader's own and stays.

/** The name of the file, in the package. */
export const CHANGELOG = "CHANGELOG.md";

/** What is not released yet: the version that it will have, and its text. */
export interface Unreleased {
  readonly version: string;
  readonly body: string;
}

const HEAD = `# Changelog

What changed for those who use this package. The unreleased entry is written by onespec, from the last released document and declarations; \`### Notes\` in it, and everything that is released, may be edited by hand.
`;

interface Parts {
  readonly head: string;
  /** What onespec wrote into the unreleased entry; "" where there is none. */
  readonly body: string;
  /** The notes of the unreleased entry, from their heading on; "" where there are none. */
  readonly notes: string;
  /** The released entries, from the first heading on. */
  readonly released: string;
}

/** The text with this unreleased entry and no other; undefined: with none, but for notes. */
export function withUnreleased(text: string | undefined, entry: Unreleased | undefined): string {
  const { head, notes, released } = partsOf(text ?? HEAD);
  const heading = entry === undefined ? "## Unreleased" : `## Unreleased (${entry.version})`;
  const own = [entry?.body ?? "", notes].filter((part) => part !== "");
  return joined([head, ...(own.length === 0 ? [] : [heading, ...own]), released]);
}

/** The text with the unreleased entry under the name of its version, and of a day where one is given. */
export function closed(text: string, { version, body }: Unreleased, date?: string): string {
  const { head, notes, released } = partsOf(text);
  const heading = `## ${version}${date === undefined ? "" : ` - ${date}`}`;
  return joined([head, heading, body, notes, released]);
}

/** What the unreleased entry says, without notes; "" where there is none. */
export function unreleasedIn(text: string): string {
  return partsOf(text).body;
}

const ENTRY = /^## .*$/m;
const UNRELEASED = /^## \[?Unreleased\b.*$/im;
const NOTES = /^### Notes\b.*$/m;

function partsOf(text: string): Parts {
  const plain = text.replaceAll("\r\n", "\n").replace(/^\uFEFF/, "");
  const start = search(plain, UNRELEASED);
  const first = search(plain, ENTRY);
  if (start === undefined)
    return {
      head: plain.slice(0, first),
      ...{ body: "", notes: "" },
      released: plain.slice(first ?? plain.length),
    };
  const after = plain.indexOf("\n", start) + 1 || plain.length;
  const end = search(plain.slice(after), ENTRY);
  const entry = plain.slice(after, end === undefined ? undefined : after + end);
  const notes = search(entry, NOTES);
  // An entry that somebody wrote above the unreleased one is released as the others are.
  return {
    head: plain.slice(0, first),
    body: entry.slice(0, notes).trim(),
    notes: notes === undefined ? "" : entry.slice(notes),
    released: plain.slice(first, start) + (end === undefined ? "" : plain.slice(after + end)),
  };
}

function search(text: string, pattern: RegExp): number | undefined {
  const found = text.search(pattern);
  return found === -1 ? undefined : found;
}

/** Parts with one empty line between them; inside they stay as they are. */
function joined(parts: readonly string[]): string {
  const trimmed = parts.map((part) => part.replace(/^\n+|\s+$/g, "")).filter((part) => part !== "");
  return `${trimmed.join("\n\n")}\n`;
}
