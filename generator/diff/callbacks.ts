// Callbacks: requests that the server sends to its callers, so that all that is said of requests and
// responses turns round.
import { addition, breaking, type Finding, onlyIn } from "./finding.ts";
import { compareIncoming, type CompareIncoming } from "./incoming.ts";
import { matchBy } from "./matching.ts";
import type { OperationPair } from "./operations.ts";

export function compareCallbacks(
  pair: OperationPair,
  compare: CompareIncoming,
): readonly Finding[] {
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
          ...onlyIn("old", callback, next),
        },
        message: `The server no longer calls back to \`${callback.expression}\`.`,
        wire: "Who waits for the call waits for nothing.",
      }),
    ),
    ...kept.flatMap(([was, is]) => compareIncoming(was, is, compare)),
    ...added.map((callback) =>
      addition({
        ...{
          code: "callback-added",
          subject: `${name}: callback ${callback.name}`,
          ...onlyIn("new", callback, old),
        },
        message: `The server may call back to \`${callback.expression}\`.`,
      }),
    ),
  ];
}
