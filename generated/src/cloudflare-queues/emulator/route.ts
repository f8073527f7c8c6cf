// An exchange → the operation and the queue that it is about, or the refusal that comes before both.
import { admit } from "./access.ts";
import type { Answer } from "./answers.ts";
import { type Code, Refusal } from "./codes.ts";
import type { Exchange } from "./exchange.ts";
import { catchUp, OPERATIONS, type Workplace } from "./operations.ts";
import type { ConfiguredQueue, QueueRefusal } from "./queues.ts";

/** Whatever stands before it: a base URL with or without `/client/v4` will do. */
const PATH = /\/accounts\/([^/]+)\/queues\/([^/]+)\/messages(|\/batch|\/pull|\/ack)\/?$/;

/** Finds queue and operation, checks the credentials, and reads the body. @throws Refusal */
export async function route(
  place: Workplace,
  exchange: Exchange,
  token: string | undefined,
  now: () => Promise<number>,
): Promise<Answer> {
  const [, , id, action = ""] = PATH.exec(exchange.path) ?? [];
  if (id === undefined) throw new Refusal(7003);
  if (exchange.method !== "POST") {
    throw new Refusal(7001, `Method ${exchange.method} not available for that URI.`);
  }
  const known = place.queues.find(decoded(id));
  admit(exchange, known?.token ?? token);
  if (MALFORMED.test(decoded(id)) && !place.queues.isConfigured(decoded(id))) {
    throw new Refusal(10107);
  }
  const queue = opened(known, action);
  const operation = OPERATIONS[action]!;
  const text = await exchange.text();
  // The time at which a request was read to its end is that of the operation.
  const at = await now();
  await catchUp(place, at);
  return operation(place, queue, text, at);
}

const REFUSALS: Readonly<Record<QueueRefusal, Code>> = {
  overloaded: 10250,
  full: 10251,
  paused: 10252,
  freePlanSpent: 10253,
};
/** What the service can't take for an identifier; hexadecimal digits nobody has promised. */
const MALFORMED = /^.{33,}$|[^!-~]|^$/su;

/** The queue, if it is there and takes part. */
function opened(queue: ConfiguredQueue | undefined, action: string): ConfiguredQueue {
  if (!queue) throw new Refusal(10104);
  const isConsuming = action === "/pull" || action === "/ack";
  if (queue.refuse && !(isConsuming && queue.refuse === "full")) {
    throw new Refusal(REFUSALS[queue.refuse]);
  }
  if (isConsuming && !queue.httpPull) {
    throw new Refusal(7001, "Method POST not available for that URI.");
  }
  return queue;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
