// Oversight of an emulator. Leases nothing, counts no attempt and tells no token.
import { isSame } from "./access.ts";
import { isLeased } from "./lease.ts";
import { catchUp, type Workplace } from "./operations.ts";
import type { Oversight } from "./oversight.ts";
import { attemptsOf, moveTo } from "./rules.ts";
import type { Changes } from "./settle.ts";

/** Oversight of what is in a workplace; `token` is the emulator's own. */
export function oversightOf(
  place: Workplace,
  token: string | undefined,
  now: () => Promise<number>,
): Oversight {
  const { queues, store, settings, tally } = place;
  const nameOf = (queue: string): string => queues.find(queue)?.name ?? queue;
  const present = async (): Promise<number> => {
    const at = await now();
    await catchUp(place, at);
    return at;
  };
  return {
    now,
    configure: queues.configure,
    queues() {
      const used = tally.queues().filter((name) => !queues.isConfigured(name));
      return [...queues.all(), ...used.map(queues.named)];
    },
    queue: queues.find,
    admits(queue, given) {
      const own = queue === undefined ? undefined : queues.find(queue)?.token;
      const secret = own ?? token;
      return secret === undefined || (given !== undefined && isSame(given, secret));
    },
    counts: (queue) => tally.of(nameOf(queue)),
    async statistics() {
      const statistics = await store.statistics(await present());
      const holding = new Set(statistics.map(({ queue }) => queue));
      tally.forget((name) => holding.has(name) || queues.isConfigured(name));
      return statistics;
    },
    async messages(queue, limit = 100, from) {
      await present();
      return store.page(nameOf(queue), limit, from);
    },
    attempts: (message) => attemptsOf(message, settings),
    async redrive(from, to, ids) {
      const target = queues.find(to);
      if (!target) throw new TypeError(`there is no queue ${JSON.stringify(to)}`);
      if (target.name === nameOf(from)) throw new TypeError("a queue can't be redriven to itself");
      const at = await present();
      const { result } = await store.settle(nameOf(from), ids, (found) => {
        const free = [...found.values()].filter((message) => !isLeased(message, at));
        const changes: Changes = new Map(free.map((one) => [one.id, moveTo(one, target, at)]));
        return { changes, result: free.length };
      });
      return result;
    },
  };
}
