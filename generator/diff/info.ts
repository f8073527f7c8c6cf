// What the document says of itself: title, version, description.
import type { Contract } from "./contract.ts";
import { compareDocs } from "./docs.ts";
import { type Finding, note } from "./finding.ts";

export function compareInfo(old: Contract, next: Contract): readonly Finding[] {
  const subject = "the document";
  const place = { subject, old: "/info", new: "/info" };
  const at = "/info";
  return [
    ...(old.title === next.title
      ? []
      : [
          note({
            ...{ ...place, code: "title-changed" },
            message: `Its title is ${JSON.stringify(next.title)}, and was ${JSON.stringify(old.title)}.`,
            caller: "A package without a name of its own is named after it.",
          }),
        ]),
    ...(old.version === next.version
      ? []
      : [
          note({
            ...{ ...place, code: "version-changed" },
            message: `Its version is ${next.version}, and was ${old.version}.`,
          }),
        ]),
    ...compareDocs(
      { docs: old.docs, words: old.words, at },
      { docs: next.docs, words: next.words, at },
      subject,
    ),
  ];
}
