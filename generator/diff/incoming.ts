// What the server calls: webhooks, and the operations of callbacks. Which ones came and went; what they
// bring is compared as of any operation, with the sides turned round.
import type { Pointer } from "../model/model.ts";
import type { OperationContract } from "./contract.ts";
import { addition, breaking, type Finding, onlyIn } from "./finding.ts";
import { nameOf } from "./identity.ts";
import { matchBy } from "./matching.ts";

/** Operations that stand in one place. */
export interface Incoming {
  readonly operations: readonly OperationContract[];
  readonly at: Pointer;
}

export type CompareIncoming = (
  old: OperationContract,
  next: OperationContract,
) => readonly Finding[];

export function compareIncoming(
  old: Incoming,
  next: Incoming,
  compare: CompareIncoming,
): readonly Finding[] {
  const { kept, removed, added } = matchBy(old.operations, next.operations, ({ key }) => key);
  return [
    ...removed.map((operation) =>
      breaking({
        code: "incoming-removed",
        subject: nameOf(operation),
        message: `The server no longer calls \`${operation.url}\`.`,
        wire: "Who waits for the call waits for nothing.",
        ...onlyIn("old", operation, next),
      }),
    ),
    ...kept.flatMap(([was, is]) => compare(was, is)),
    ...added.map((operation) =>
      addition({
        code: "incoming-added",
        subject: nameOf(operation),
        message: `The server may call \`${operation.url}\`.`,
        wire: "Who is registered for it may receive a call that is new.",
        ...onlyIn("new", operation, old),
      }),
    ),
  ];
}
