// What the page asks for beside the emulator's own endpoints: pages of messages, and redrive. Pushing,
// pulling and settling are not here; the page does them as every client does.
import type { Emulator } from "../emulator.ts";
import { PageRefusal } from "./page-send.ts";
import { type MessagesView, messageView, type State, stateOf } from "./page-views.ts";

const STATES: readonly string[] = ["waiting", "delayed", "leased"];
/** Messages that are looked at for one answer where only those of one state are wanted. */
const MOST_LOOKED_AT = 2000;

/**
 * Some messages of a queue. Parameters: `limit` (1 to 100, default 50), `from` (where to begin),
 * `state` (only such messages), `whole` (identifiers of messages whose body is not cut).
 *
 * @throws PageRefusal
 */
export async function messagesOf(
  emulator: Emulator,
  queue: string,
  parameters: URLSearchParams,
  now: () => number | Promise<number>,
): Promise<MessagesView> {
  const limit = limitOf(parameters.get("limit") ?? "50");
  const state = asState(parameters.get("state"));
  const whole = parameters.getAll("whole");
  const found: MessagesView["messages"][number][] = [];
  let from = parameters.get("from") ?? undefined;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += limit) {
    const page = await emulator.messages(queue, limit - found.length, from);
    const at = await now();
    for (const message of page.messages) {
      if (state !== undefined && stateOf(message, at) !== state) continue;
      found.push(messageView(message, emulator.attempts(message), at, whole.includes(message.id)));
    }
    from = page.next;
    if (from === undefined || found.length >= limit || state === undefined) break;
  }
  return { at: await now(), messages: found, ...(from !== undefined && { next: from }) };
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100) return limit;
  throw new PageRefusal(400, "limit must be a whole number from 1 to 100.");
}

function asState(text: string | null): State | undefined {
  if (text === null) return undefined;
  if (STATES.includes(text)) return text as State;
  throw new PageRefusal(400, `state must be one of ${STATES.join(", ")}.`);
}

/**
 * Moves messages on: `{ "to": queue, "ids": identifiers or "all" }`. `admit` throws where `to` is not allowed.
 *
 * @throws PageRefusal
 */
export async function redrive(
  emulator: Emulator,
  queue: string,
  body: unknown,
  admit: (to: string) => void,
): Promise<{ readonly moved: number }> {
  const { to, ids } = Object(body) as { readonly to?: unknown; readonly ids?: unknown };
  if (typeof to !== "string" || to === "") throw new PageRefusal(400, "to must name a queue.");
  const [source, target] = [queue, to].map((name) => emulator.queue(name)?.name ?? name);
  if (source === target) throw new PageRefusal(400, "A queue can't be redriven to itself.");
  admit(to);
  const move = (some: readonly string[]): Promise<number> => {
    return emulator.redrive(queue, to, some).catch((error: unknown) => {
      throw error instanceof TypeError ? new PageRefusal(404, error.message) : error;
    });
  };
  if (ids === "all") return { moved: await everyOne(emulator, queue, move) };
  if (!Array.isArray(ids) || !ids.every((id): id is string => typeof id === "string")) {
    throw new PageRefusal(400, 'ids must be a list of identifiers, or "all".');
  }
  return { moved: await move(ids) };
}

/** How many messages one transaction moves. */
const AT_ONCE = 100;

async function everyOne(
  emulator: Emulator,
  queue: string,
  move: (ids: readonly string[]) => Promise<number>,
): Promise<number> {
  let moved = 0;
  let from: string | undefined;
  do {
    const page = await emulator.messages(queue, AT_ONCE, from);
    moved += await move(page.messages.map(({ id }) => id));
    from = page.next;
  } while (from !== undefined);
  return moved;
}
