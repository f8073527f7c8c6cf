// Deprecation and sunset: what is announced of an operation or a parameter. It breaks nothing yet.
import type { Pointer } from "../model/model.ts";
import { addition, type Finding, note, places } from "./finding.ts";

interface Living {
  readonly deprecated: boolean;
  readonly sunset?: string | undefined;
  readonly at: Pointer;
}

export function compareLife(old: Living, next: Living, subject: string): readonly Finding[] {
  const place = { subject, ...places(old, next) };
  return [...deprecation(old, next, place), ...sunset(old, next, place)];
}

type Where = Pick<Parameters<typeof note>[0], "subject" | "old" | "new">;

function deprecation(old: Living, next: Living, place: Where): readonly Finding[] {
  if (old.deprecated === next.deprecated) return [];
  if (!next.deprecated)
    return [
      note({ code: "no-longer-deprecated", message: "It is no longer deprecated.", ...place }),
    ];
  const until = next.sunset === undefined ? "" : ` It may go from ${next.sunset} on.`;
  return [
    addition({
      code: "deprecated",
      message: `It is deprecated.${until}`,
      caller: "Editors strike it through; it works as before.",
      ...place,
    }),
  ];
}

function sunset(old: Living, next: Living, place: Where): readonly Finding[] {
  if (old.sunset === next.sunset || (!old.deprecated && next.deprecated)) return [];
  const said = (date: string | undefined): string => date ?? "not set";
  return [
    addition({
      code: "sunset-changed",
      message: `Its sunset is ${said(next.sunset)}, and was ${said(old.sunset)}.`,
      ...place,
    }),
  ];
}
