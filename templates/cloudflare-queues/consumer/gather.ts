// Decisions of one queue on their way to the service: gathered up to 100 or for some milliseconds,
// sent with few requests at a time. It keeps each until it is answered or given up.
import type { Settlement } from "./settlement.ts";
import type { Settings } from "./settings.ts";

export interface Outbox {
  add(settlements: readonly Settlement[]): void;
  /** How many are not answered yet. */
  pending(): number;
  /** From now on nothing waits for others to go with. */
  hurry(): void;
}

/** The most leases of a request: what others use, since the service names no limit. */
export const MOST_LEASES = 100;

/** `deliver` sends decisions and never rejects; `onChange` is told when some are done with. */
export function openOutbox(
  { clock, gatherMs, concurrency }: Pick<Settings, "clock" | "gatherMs" | "concurrency">,
  deliver: (part: readonly Settlement[]) => Promise<void>,
  onChange: () => void,
): Outbox {
  const waiting: Settlement[] = [];
  let unanswered = 0;
  let requests = 0;
  let timer: unknown;
  let isDue = false;
  let isHurried = false;

  const pump = (): void => {
    while (requests < concurrency && waiting.length >= (isDue || isHurried ? 1 : MOST_LEASES)) {
      const part = waiting.splice(0, MOST_LEASES);
      requests++;
      unanswered += part.length;
      void deliver(part).then(() => {
        requests--;
        unanswered -= part.length;
        pump();
        onChange();
      });
    }
    if (waiting.length === 0) isDue = false;
  };
  const wait = (): void => {
    timer ??= clock.setTimeout(() => {
      timer = undefined;
      isDue = true;
      pump();
    }, gatherMs);
  };
  return {
    add(settlements) {
      waiting.push(...settlements);
      pump();
      if (waiting.length > 0 && !isDue && !isHurried) wait();
    },
    pending: () => waiting.length + unanswered,
    hurry() {
      isHurried = true;
      clock.clearTimeout(timer);
      pump();
    },
  };
}
