// Acknowledge, retry and redrive by hand.
import type { MessageView } from "../server/page-views.ts";
import { Failure, operate, redrive } from "./api.ts";
import { byId } from "./dom.ts";
import { plural } from "./format.ts";
import { attempt } from "./outcome.ts";
import type { Page } from "./state.ts";
import { numberIn } from "./tools.ts";

/** What can be done with messages. */
export interface Hands {
  settle(kind: "ack" | "retry", messages: readonly MessageView[]): void;
  redrive(ids: readonly string[] | "all"): void;
}

/** Makes the hands; they say in one place what came of it. */
export function hands(page: Page): Hands {
  const place = byId("settled", HTMLElement);
  const delay = byId("retry-delay", HTMLInputElement);
  const target = byId("target", HTMLSelectElement);
  return {
    settle(kind, messages) {
      const leases = messages.flatMap(({ lease }) => (lease === undefined ? [] : [lease]));
      const { queue } = page;
      if (leases.length === 0 || queue === undefined) return;
      void attempt(page, place, () => settleAll(queue, kind, leases, numberIn(delay)));
    },
    redrive(ids) {
      const { queue } = page;
      const to = target.value;
      if (queue === undefined || to === "") return;
      void attempt(page, place, async () => {
        const moved = await redrive(queue, to, ids);
        return `Moved ${plural(moved, "message")} to ${to}.`;
      });
    },
  };
}

interface Settled {
  readonly warnings?: Readonly<Record<string, string>> | readonly string[];
}

async function settleAll(
  queue: string,
  kind: "ack" | "retry",
  leases: readonly string[],
  delay: number | undefined,
): Promise<string> {
  const more = kind === "retry" && delay !== undefined ? { delay_seconds: delay } : {};
  const each = leases.map((lease_id) => ({ lease_id, ...more }));
  const body = kind === "ack" ? { acks: each, retries: [] } : { acks: [], retries: each };
  const { warnings = [] } = await operate<Settled>(queue, "/ack", body);
  const told = Object.values(warnings);
  const done = leases.length - told.length;
  if (done === 0) throw new Failure(told[0]!, 0);
  const warned = told.length > 0 ? ` ${told.length} not: ${told[0]}` : "";
  return `${kind === "ack" ? "Acked" : "Put back"} ${plural(done, "message")}.${warned}`;
}
