// Security: what credentials an operation asks for. Alternatives are OR, the schemes of one are AND.
// Who could call it before by one alternative must still be able to, by what that alternative holds.
import type { Pointer } from "../model/model.ts";
import type { Change } from "./change.ts";
import type { Contract, OperationContract, Requirement } from "./contract.ts";
import { addition, breaking, type Finding, note } from "./finding.ts";
import type { OperationPair } from "./operations.ts";

export function compareRequirements({
  old,
  new: next,
  sides,
  name,
}: OperationPair): readonly Finding[] {
  const [was, is] = [alternatives(old, sides.old), alternatives(next, sides.new)];
  const lost = was.filter((alternative) => !is.some((other) => isEnough(alternative, other)));
  const gained = is.filter((alternative) => !was.some((other) => isEnough(alternative, other)));
  const place = { subject: `${name}: security`, ...placesOf(old, next) };
  return [
    ...lost.map((alternative) =>
      breaking({
        ...place,
        ...(is.some((other) => hasSchemesOf(alternative, other))
          ? {
              code: "security-scope-added",
              message: `${said(alternative)} no longer suffices: more scopes are needed.`,
            }
          : {
              code: "security-tightened",
              message: `${said(alternative)} no longer suffices: ${list(is)} is needed.`,
            }),
        wire: "Calls with these credentials alone are refused.",
      }),
    ),
    ...gained
      .filter((alternative) => !lost.some((other) => isEnough(alternative, other)))
      .map((alternative) =>
        addition({
          ...place,
          code: "security-alternative-added",
          message: `${said(alternative)} suffices.`,
        }),
      ),
    ...dropped(was, is).map((alternative) =>
      note({
        ...place,
        code: "security-loosened",
        message: `${said(alternative)} is more than is needed.`,
      }),
    ),
  ];
}

/** What stands at the document is told there, once; what an operation says itself, at the operation. */
function placesOf(
  old: OperationContract,
  next: OperationContract,
): Pick<Change, "old" | "new" | "absent"> {
  const isOwn = [old, next].some(({ securityAt, at }) => securityAt?.startsWith(at));
  const place = ({ securityAt, at }: OperationContract): Pointer => securityAt ?? (isOwn ? at : "");
  const missing = (["old", "new"] as const).filter(
    (side) => !isOwn && (side === "old" ? old : next).securityAt === undefined,
  );
  return {
    old: place(old),
    new: place(next),
    absent: missing.length === 1 ? missing[0] : undefined,
  };
}

/** Alternatives that are gone because less suffices. */
function dropped(was: readonly Needed[], is: readonly Needed[]): readonly Needed[] {
  const isSame = (one: Needed, other: Needed): boolean =>
    isEnough(one, other) && isEnough(other, one);
  return was.filter(
    (one) =>
      !is.some((other) => isSame(one, other)) &&
      is.some((other) => isEnough(one, other)) &&
      !is.every((other) => was.some((known) => !isSame(known, one) && isSame(known, other))),
  );
}

/** What schemes are, whatever they are called → the scopes of each. */
type Needed = ReadonlyMap<string, readonly string[]>;

function alternatives({ security }: OperationContract, contract: Contract): readonly Needed[] {
  if (security.length === 0) return [new Map()];
  return security.map((requirement: Requirement) => {
    const kinds = [...requirement].map(
      ([name, scopes]) => [kindOf(contract, name), scopes] as const,
    );
    return new Map(kinds);
  });
}

function kindOf({ schemes }: Contract, name: string): string {
  const scheme = schemes.find((each) => each.name === name);
  if (scheme === undefined) return name;
  // Two schemes of one kind are two secrets.
  const twins = schemes.filter(({ kind }) => kind === scheme.kind);
  return twins.length > 1 ? `${scheme.kind} ${name}` : scheme.kind;
}

/** Whether credentials for one alternative do for the other. */
function isEnough(held: Needed, needed: Needed): boolean {
  return [...needed].every(([kind, scopes]) => {
    const own = held.get(kind);
    return own !== undefined && scopes.every((scope) => own.includes(scope));
  });
}

function hasSchemesOf(held: Needed, needed: Needed): boolean {
  return [...needed.keys()].every((kind) => held.has(kind));
}

function said(alternative: Needed): string {
  if (alternative.size === 0) return "No credentials at all";
  const parts = [...alternative].map(([kind, scopes]) => {
    return scopes.length === 0 ? `\`${kind}\`` : `\`${kind}\` with ${scopes.join(", ")}`;
  });
  return parts.join(" and ");
}

function list(all: readonly Needed[]): string {
  return all.map(said).join(", or ");
}
