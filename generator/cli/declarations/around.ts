// What a package says around its declarations: its entries, its commands, and what it demands.
import { type CodeChange, codeChange } from "./change.ts";
import type { Declarations } from "./read.ts";

/** Entries and commands that came or went. */
export function entryChanges(old: Declarations, next: Declarations): readonly CodeChange[] {
  const gone = (what: string): CodeChange =>
    codeChange(
      "entry-removed",
      "major",
      what,
      "It is no longer there.",
      "What imports or starts it fails.",
    );
  const come = (what: string): CodeChange =>
    codeChange("entry-added", "minor", what, "It is new.", "");
  const commands = (side: Declarations): readonly string[] =>
    side.commands.map((name) => (name === "" ? "the command" : `the command \`${name}\``));
  const entries = (side: Declarations): readonly string[] =>
    [...side.entries.keys()].map((name) => `the entry \`${name}\``);
  const untyped = [...old.entries].filter(
    ([name, path]) => path !== "" && next.entries.get(name) === "",
  );
  const [before, after] = [old, next].map((side) => [...entries(side), ...commands(side)]);
  return [
    ...before!.filter((name) => !after!.includes(name)).map(gone),
    ...untyped.map(([name]) =>
      codeChange("entry-removed", "major", `the entry \`${name}\``, "It is no longer code.", ""),
    ),
    ...after!.filter((name) => !before!.includes(name)).map(come),
  ];
}

/** Demands that are new or others: whether a caller meets them can't be told. */
export function demandChanges(old: Declarations, next: Declarations): readonly CodeChange[] {
  return [...next.demands].flatMap(([what, range]) => {
    const before = old.demands.get(what);
    if (before === range) return [];
    const message =
      before === undefined
        ? `It demands ${range}.`
        : `It demands ${range}, where ${before} was enough.`;
    const found = codeChange("demand-changed", "major", `the ${what}`, message, "");
    return [{ ...found, verdict: "undecided" as const }];
  });
}
