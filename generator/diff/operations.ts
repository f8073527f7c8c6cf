// Operations: which came and went, what they are called, and what is said of their life. What an
// operation takes and gives is compared by the aspects that are listed here.
import { compareBodies } from "./bodies.ts";
import { compareCallbacks } from "./callbacks.ts";
import type { Contract, OperationContract } from "./contract.ts";
import { compareDocs } from "./docs.ts";
import { compareExtensions } from "./extensions.ts";
import { addition, breaking, type Finding, places, type Sender } from "./finding.ts";
import { matchBy } from "./matching.ts";
import { compareIdentity } from "./identity.ts";
import { compareLife } from "./life.ts";
import { compareParameters } from "./parameters.ts";
import { compareResponses } from "./responses.ts";
import { compareRequirements } from "./security.ts";
import { compareServers, served } from "./servers.ts";

/** One operation on both sides, and who sends its requests. */
export interface OperationPair {
  readonly old: OperationContract;
  readonly new: OperationContract;
  readonly sides: Readonly<Record<"old" | "new", Contract>>;
  readonly sender: Sender;
  /** `POST /pets` */
  readonly name: string;
}

export function compareOperations(old: Contract, next: Contract): readonly Finding[] {
  const sides = { old, new: next };
  return [
    ...compareAll(old.operations, next.operations, sides),
    ...compareIncoming(old.webhooks, next.webhooks, sides),
  ];
}

function compareAll(
  old: readonly OperationContract[],
  next: readonly OperationContract[],
  sides: OperationPair["sides"],
): readonly Finding[] {
  const same = matchBy(old, next, ({ method, url }) => `${method} ${url}`);
  // Names in a path do not count on the wire.
  const alike = matchBy(same.removed, same.added, ({ key }) => key);
  const moved = matchBy(alike.removed, alike.added, ({ id, key }) => id || key);
  const pairs = [...same.kept, ...alike.kept, ...moved.kept].map(([was, is]): OperationPair => {
    return { old: was, new: is, sides, sender: "caller", name: nameOf(is) };
  });
  return [
    ...moved.removed.map(removal),
    ...moved.kept.map(([was, is]) => move(was, is)),
    ...pairs.flatMap(compareOperation),
    ...moved.added.map((operation) =>
      addition({
        code: "operation-added",
        subject: nameOf(operation),
        message: `The operation \`${operation.id}\` is new.`,
        wire: "The server answers it from now on.",
        caller: `There is a function for \`${operation.id}\`.`,
        new: operation.at,
      }),
    ),
  ];
}

function removal(operation: OperationContract): Finding {
  const { deprecated, sunset } = operation;
  const until = sunset === undefined ? "" : `, with a sunset on ${sunset}`;
  const announced = deprecated ? ` It was deprecated${until}.` : "";
  return breaking({
    code: "operation-removed",
    subject: nameOf(operation),
    message: `The operation \`${operation.id}\` is gone.${announced}`,
    wire: "Calls of it are no longer answered.",
    caller: `The function for \`${operation.id}\` is gone: code that calls it no longer compiles.`,
    old: operation.at,
  });
}

function move(old: OperationContract, next: OperationContract): Finding {
  return breaking({
    code: "operation-moved",
    subject: nameOf(old),
    message: `The operation \`${old.id}\` is now ${nameOf(next)}.`,
    wire: "Calls of the old URL, or by the old method, are no longer answered.",
    ...places(old, next),
  });
}

/** What the server calls: webhooks, and the operations of callbacks. */
export function compareIncoming(
  old: readonly OperationContract[],
  next: readonly OperationContract[],
  sides: OperationPair["sides"],
): readonly Finding[] {
  const { kept, removed, added } = matchBy(old, next, ({ key }) => key);
  return [
    ...removed.map((operation) =>
      breaking({
        code: "incoming-removed",
        subject: nameOf(operation),
        message: `The server no longer calls \`${operation.url}\`.`,
        wire: "Who waits for the call waits for nothing.",
        old: operation.at,
      }),
    ),
    ...kept.flatMap(([was, is]) =>
      compareOperation({ old: was, new: is, sides, sender: "server", name: nameOf(is) }),
    ),
    ...added.map((operation) =>
      addition({
        code: "incoming-added",
        subject: nameOf(operation),
        message: `The server may call \`${operation.url}\`.`,
        wire: "Who is registered for it may receive a call that is new.",
        new: operation.at,
      }),
    ),
  ];
}

function compareOperation(pair: OperationPair): readonly Finding[] {
  const { old, new: next, name, sides, sender } = pair;
  return [
    ...compareIdentity(pair),
    ...compareLife(old, next, name),
    ...compareParameters(pair),
    ...compareBodies(pair),
    ...compareResponses(pair),
    ...(sender === "caller" ? compareRequirements(pair) : []),
    ...(old.servers.length + next.servers.length > 0
      ? compareServers(served(old, sides.old), served(next, sides.new), name)
      : []),
    ...compareCallbacks(pair, (was, is) => compareIncoming(was, is, sides)),
    ...compareExtensions(old.extensions, next.extensions, name),
    ...compareDocs(old, next, name),
  ];
}

export function nameOf({ method, url }: OperationContract): string {
  return `${method.toUpperCase()} ${url}`;
}
