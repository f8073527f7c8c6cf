// Differences of schemas → changes: which ones can break somebody, and whether a value shows it.
// A caller's value must still be accepted; what the server sends must be what was accepted before.
import type { Change, Side, Witness } from "../change.ts";
import {
  addition,
  breaking,
  type Finding,
  isUse,
  note,
  type SchemaUse,
  undecided,
} from "../finding.ts";
import { createWitnesses } from "../witness/search.ts";
import { createComparer } from "./compare.ts";
import { type Difference, type Effect, type Session, turned } from "./difference.ts";
import { isMuted, type Node, reach } from "./reach.ts";
import { distinct } from "./distinct.ts";
import { describe } from "./words.ts";

/** A difference at one place, before anything is decided about it. */
export interface Case {
  readonly node: Node;
  readonly use: SchemaUse;
  readonly difference: Difference;
  readonly effect: Effect;
  /** The side whose values the other one may refuse; undefined: neither is asked. */
  readonly acceptedBy: Side | undefined;
}

export function decideSchemas(session: Session, findings: readonly Finding[]): readonly Change[] {
  const comparer = createComparer(session);
  const uses = findings.filter(isUse);
  const reached = reach(uses, comparer);
  const casesOf = (use: SchemaUse): readonly Case[] =>
    reached
      .get(use)!
      .flatMap((node) =>
        comparer
          .names(node.old, node.new)
          .differences.map((difference) => caseOf(node, use, difference)),
      );
  const cases = new Map(uses.map((use) => [use, casesOf(use)]));
  const witness = createWitnesses(session.schemas, [...cases.values()].flat());
  const changes = findings.flatMap((finding) =>
    isUse(finding) ? cases.get(finding)!.map((each) => decide(each, witness(each))) : [finding],
  );
  return distinct(changes);
}

function caseOf(node: Node, use: SchemaUse, difference: Difference): Case {
  const effect = turned(difference.effect, node.turn);
  const muted = node.muted || isMuted(difference.flag, use.sender);
  const harmful: Effect = use.sender === "caller" ? "narrower" : "wider";
  const isHarmful = !muted && (effect === harmful || effect === "either");
  const acceptedBy = use.sender === "caller" ? "old" : "new";
  return { node, use, difference, effect, acceptedBy: isHarmful ? acceptedBy : undefined };
}

function decide(each: Case, witness: Witness | undefined): Change {
  const { node, use, difference, effect } = each;
  const said = describe(each);
  const { keyword, code } = difference;
  if (each.acceptedBy !== undefined)
    return witness === undefined ? undecided({ ...said, keyword }) : breaking({ ...said, witness });
  // What this direction does not carry means nothing on the wire.
  if (node.muted || isMuted(difference.flag, use.sender)) return note({ ...said, wire: "" });
  if (isLost(each)) return undecided({ ...said, keyword });
  if (effect !== "none" || ADDITIONS.has(code)) return addition(said);
  return note(said);
}

/** What still passes and is no longer said: whether anybody reads it can't be seen from a document. */
function isLost({ use, difference: { code, keyword, path }, node }: Case): boolean {
  if (code === "removed" || code === "removed-required") return true;
  if (keyword.startsWith("x-onespec-")) return keyword !== "x-onespec-bare-list";
  const isOfParameter =
    use.place === "parameter" && path.length + node.routes[0]!.links.length === 0;
  return keyword === "default" && isOfParameter && use.sender === "caller";
}

/** What callers may use, or should know of, though it changes no value. */
const ADDITIONS: ReadonlySet<string> = new Set([
  ...["added", "default-added", "default-removed", "default-changed", "deprecated-added"],
  ...["discriminator-added", "discriminator-removed", "discriminator-mapping-changed"],
  ...["discriminator-property-changed", "read-only-added", "read-only-removed"],
  ...["write-only-added", "write-only-removed", "x-onespec-bare-list-changed"],
  ...["x-onespec-bare-list-added", "x-onespec-bare-list-removed"],
]);
