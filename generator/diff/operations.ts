// Operations: which came and went, what they are called, and what is said of their life. What an
// operation takes and gives is compared by the aspects that are listed here.
import { compareBodies } from "./bodies.ts";
import { compareCallbacks } from "./callbacks.ts";
import type { Contract, OperationContract } from "./contract.ts";
import { compareDocs } from "./docs.ts";
import { compareExtensions } from "./extensions.ts";
import {
  addition,
  breaking,
  type Finding,
  onlyIn,
  parentOf,
  places,
  type Sender,
} from "./finding.ts";
import { matchBy } from "./matching.ts";
import { compareIdentity, nameOf } from "./identity.ts";
import { compareIncoming, type Incoming } from "./incoming.ts";
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
  const webhooks = ({ webhooks: operations }: Contract): Incoming => ({
    operations,
    at: "/webhooks",
  });
  return [
    ...compareAll(old.operations, next.operations, sides),
    ...compareIncoming(webhooks(old), webhooks(next), (was, is) => incoming(was, is, sides)),
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
    ...moved.removed.map((operation) => removal(operation, next)),
    ...moved.kept.map(([was, is]) => move(was, is)),
    ...pairs.flatMap(compareOperation),
    ...moved.added.map((operation) =>
      addition({
        code: "operation-added",
        subject: nameOf(operation),
        message: `The operation \`${operation.id}\` is new.`,
        wire: "The server answers it from now on.",
        caller: `There is a function for \`${operation.id}\`.`,
        ...onlyIn("new", operation, pathIn(old, operation)),
      }),
    ),
  ];
}

function removal(operation: OperationContract, next: readonly OperationContract[]): Finding {
  const { deprecated, sunset } = operation;
  const until = sunset === undefined ? "" : `, with a sunset on ${sunset}`;
  const announced = deprecated ? ` It was deprecated${until}.` : "";
  return breaking({
    code: "operation-removed",
    subject: nameOf(operation),
    message: `The operation \`${operation.id}\` is gone.${announced}`,
    wire: "Calls of it are no longer answered.",
    caller: `The function for \`${operation.id}\` is gone: code that calls it no longer compiles.`,
    ...onlyIn("old", operation, pathIn(next, operation)),
  });
}

/** The path item that an operation would stand in. */
function pathIn(
  others: readonly OperationContract[],
  { url }: OperationContract,
): Pick<OperationContract, "at"> {
  const beside = others.find((other) => other.url === url);
  return { at: beside === undefined ? "/paths" : parentOf(beside.at) };
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

/** One that the server calls, on both sides. */
function incoming(
  old: OperationContract,
  next: OperationContract,
  sides: OperationPair["sides"],
): readonly Finding[] {
  return compareOperation({ old, new: next, sides, sender: "server", name: nameOf(next) });
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
    ...compareCallbacks(pair, (was, is) => incoming(was, is, sides)),
    ...compareExtensions(old, next, name),
    ...compareDocs(old, next, name),
    ...compareDocs(old.item, next.item, next.url),
  ];
}
