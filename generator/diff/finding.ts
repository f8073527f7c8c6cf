// What the aspects of a comparison give: changes, and pairs of schemas that are still to be compared.
// The few ways in which a change is made stand here, so that its verdict and its weight can't drift apart.
import type { Pointer } from "../model/model.ts";
import type { Change, Side } from "./change.ts";

/** Who sends the values: a caller what it asks for, the server what it answers, or calls back with. */
export type Sender = "caller" | "server";

export type Place = "request-body" | "parameter" | "response-body" | "response-header";

/** Two schemas that stand for the same values on both sides. */
export interface SchemaUse {
  readonly old: string;
  readonly new: string;
  readonly sender: Sender;
  readonly place: Place;
  /** `POST /pets` */
  readonly operation: string;
  /** `request body`, `query parameter limit` */
  readonly where: string;
}

export type Finding = Change | SchemaUse;

export function isUse(finding: Finding): finding is SchemaUse {
  return "place" in finding;
}

type Said = Pick<Change, "code" | "subject" | "message"> & Partial<Change>;

const NOTHING = {
  wire: "",
  caller: "",
  old: undefined,
  new: undefined,
  witness: undefined,
  keyword: undefined,
} as const;

/** What stops something from working that worked. */
export function breaking(said: Said): Change {
  return { ...NOTHING, weight: "major", verdict: "breaking", ...said };
}

/** What may, where the documents do not say enough; the keyword is what can't be decided. */
export function undecided(said: Said & { readonly keyword: string }): Change {
  return { ...NOTHING, weight: "major", verdict: "undecided", ...said };
}

/** What callers may use from now on, or are told. */
export function addition(said: Said): Change {
  return { ...NOTHING, weight: "minor", verdict: "compatible", ...said };
}

/** What nobody's program notices. */
export function note(said: Said): Change {
  return { ...NOTHING, weight: "patch", verdict: "compatible", ...said };
}

/** Both places of a thing that is on both sides. */
export function places(
  old: { readonly at: Pointer } | undefined,
  next: { readonly at: Pointer } | undefined,
): Pick<Change, "old" | "new"> {
  return { old: old?.at, new: next?.at };
}

/** The place of a thing that one side has, and of what would be around it on the other. */
export function onlyIn(
  side: Side,
  { at }: { readonly at: Pointer },
  around: { readonly at: Pointer },
): Pick<Change, "old" | "new" | "absent"> {
  return side === "old"
    ? { old: at, new: around.at, absent: "new" }
    : { old: around.at, new: at, absent: "old" };
}

export function parentOf(at: Pointer): Pointer {
  return at.slice(0, Math.max(0, at.lastIndexOf("/")));
}
