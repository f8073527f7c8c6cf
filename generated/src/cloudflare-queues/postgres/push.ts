// Messages in: one statement for all that wait to come into a queue, which counts, compares and
// inserts. Only where the queue is nearly full do pushes wait for one another.
import type { Message } from "../emulator/message.ts";
import type { Metrics } from "../emulator/store.ts";
import type { Row } from "./driver.ts";
import { columnsOf } from "./rows.ts";
import { ask, type Call, type Desk, inTransaction } from "./transaction.ts";

/** One call of `Store.push`. */
export interface Push {
  readonly messages: readonly Message[];
  readonly maxBytes: number;
}

/**
 * More than what servers can have under way together. Below it the limit can't be passed by those
 * who come at the same time; above it they come one by one, so that it is exact.
 */
const MARGIN_BYTES = 256e6;

/** Puts pushes into a queue, in their order. Of several, all or none; then each comes alone. */
export async function push(
  desk: Desk,
  queue: number,
  pushes: readonly Push[],
): Promise<readonly (Metrics | undefined)[]> {
  const messages = pushes.flatMap((one) => one.messages);
  const bytes = messages.reduce((sum, one) => sum + one.bytes, 0);
  const maxBytes = Math.min(...pushes.map((one) => one.maxBytes));
  const call = (most: number): Call => [
    "push",
    [queue, most - bytes, messages.length, bytes, ...columnsOf(messages)],
  ];
  const [row] = await ask(desk, true, ...call(maxBytes - MARGIN_BYTES));
  if (isIn(row!)) return metricsAfter(row!, pushes);
  if (pushes.length > 1) return (await each(desk, queue, pushes)).flat();
  const last = await inTransaction(desk, async (run) => {
    await run("fullLock", []);
    return { last: [call(maxBytes)], give: (rows) => rows[0]![0]! };
  });
  return isIn(last) ? metricsAfter(last, pushes) : [undefined];
}

async function each(desk: Desk, queue: number, pushes: readonly Push[]) {
  const answers: (readonly (Metrics | undefined)[])[] = [];
  for (const one of pushes) answers.push(await push(desk, queue, [one]));
  return answers;
}

function isIn(row: Row): boolean {
  return row[2] === true;
}

/** The statement tells what was there before; each push sees those that came before it. */
function metricsAfter(row: Row, pushes: readonly Push[]): readonly Metrics[] {
  const [before, held, , first] = row as readonly [number, number, boolean, number | null];
  let [backlogCount, backlogBytes, oldest] = [before, held, first ?? Infinity];
  return pushes.map(({ messages }) => {
    backlogCount += messages.length;
    for (const { bytes, timestampMs } of messages) {
      backlogBytes += bytes;
      oldest = Math.min(oldest, timestampMs);
    }
    return { backlogCount, backlogBytes, oldestTimestampMs: Number.isFinite(oldest) ? oldest : 0 };
  });
}
