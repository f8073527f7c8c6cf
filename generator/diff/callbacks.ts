// Callbacks: requests that the server sends to its callers, so that all that is said of requests and
// responses turns round.
import type { OperationContract } from "./contract.ts";
import { addition, breaking, type Finding } from "./finding.ts";
import { matchBy } from "./matching.ts";
import type { OperationPair } from "./operations.ts";

type Compare = (
  old: readonly OperationContract[],
  next: readonly OperationContract[],
) => readonly Finding[];

export function compareCallbacks(pair: OperationPair, compare: Compare): readonly Finding[] {
  const { old, new: next, name } = pair;
  const key = ({ name: called, expression }: (typeof old.callbacks)[number]): string =>
    `${called} ${expression}`;
  const { kept, removed, added } = matchBy(old.callbacks, next.callbacks, key);
  return [
    ...removed.map((callback) =>
      breaking({
        ...{
          code: "callback-removed",
          subject: `${name}: callback ${callback.name}`,
          old: callback.at,
        },
        message: `The server no longer calls back to \`${callback.expression}\`.`,
        wire: "Who waits for the call waits for nothing.",
      }),
    ),
    ...kept.flatMap(([was, is]) => compare(was.operations, is.operations)),
    ...added.map((callback) =>
      addition({
        ...{
          code: "callback-added",
          subject: `${name}: callback ${callback.name}`,
          new: callback.at,
        },
        message: `The server may call back to \`${callback.expression}\`.`,
      }),
    ),
  ];
}
