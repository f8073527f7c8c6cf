// Two servers and their database, and one of the three killed at random, 50 times under load: whatever
// was accepted is in the end handled and acknowledged, or a dead letter; what was acknowledged never
// comes back; and nobody gets a message that is with somebody else. Real processes and real time; how
// far it goes is counted in messages and kills, not in seconds.
import { describe, expect, it } from "vitest";
import { createClient, type Fetch } from "#api/index";
import { openGate } from "../../templates/cloudflare-queues/consumer/gate.ts";
import { emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { handling, isPoison, MAX_RETRIES, produce, rest } from "../faults/kills-support.ts";
import { serverOf } from "../faults/server-support.ts";
import { seeded, witness } from "../queues/faults-support.ts";
import { BINARIES, WHY } from "./database.ts";
import { database, opened } from "./support.ts";

const KILLS = 50;
/** The fewest messages that are accepted between two kills. */
const LEAST = 10;
/** What `handling` asks for. */
const LEASE_MS = 1500;

interface Bodies {
  readonly acks?: readonly { readonly lease_id: string }[];
  readonly retries?: readonly { readonly lease_id: string }[];
}
interface Answered {
  readonly result?: { readonly messages?: readonly { readonly id: string }[] };
}

/** Says of which messages somebody got a second lease while the first one was alive. */
function leaseWatch(fetch: Fetch, wrong: string[]): Fetch {
  /** Until when nobody else may have a message. */
  const until = new Map<string, number>();
  return async (request) => {
    const action = new URL(request.url).pathname.split("/").at(-1);
    const { acks = [], retries = [] } = (await request.clone().json()) as Bodies;
    for (const { lease_id } of [...acks, ...retries]) until.delete(lease_id.split(".")[0]!);
    const asked = performance.now();
    const response = await fetch(request);
    if (action !== "pull" || !response.ok) return response;
    const { result } = (await response.clone().json()) as Answered;
    for (const { id } of result?.messages ?? []) {
      // Given before now, and not before it was asked for.
      if (performance.now() < (until.get(id) ?? 0)) wrong.push(`message ${id} has two live leases`);
      until.set(id, asked + LEASE_MS);
    }
    return response;
  };
}

describe.skipIf(BINARIES === undefined)(`two servers on PostgreSQL${WHY}`, () => {
  const here = database();

  it("lose nothing that was accepted, and bring nothing back, through fifty kills", async () => {
    const store = `${here().url}?schema=kills`;
    const args = ["--dead-letter", "dead", "--max-retries", String(MAX_RETRIES)];
    const servers = [
      await serverOf([...args, "--store", store]),
      await serverOf([...args, "--store", store]),
    ];
    const random = seeded(1);
    // As a load balancer does that knows nothing of them.
    const balanced: Fetch = (request) => {
      const { url } = servers[random() < 0.5 ? 0 : 1]!;
      const path = new URL(request.url).pathname;
      return fetch(new Request(url + path, request));
    };
    const seen = witness(balanced);
    const watched = leaseWatch(seen.fetch, seen.wrong);
    const gate = openGate();
    const client = createClient({
      apiToken: "t",
      accountId: "a",
      baseUrl: "http://balanced.test",
      fetch: (request) => watched(request).finally(gate.changed),
      retry: 0,
    });

    let n = 0;
    let isKilling = true;
    let onEmpty = (): void => undefined;
    const next = (): number | undefined => (isKilling ? n++ : undefined);
    const soon = { up: () => rest(5) };
    const producers = [1, 2, 3].map(() => produce(client, soon, next));
    const consumers = (["explicit", "workers"] as const).map((settle) =>
      handling(client, seen, settle, () => onEmpty()),
    );

    const killed = [0, 0, 0];
    for (let kills = 0; kills < KILLS; kills++) {
      const enough = seen.pushed.size + LEAST + random() * 50;
      await gate.until(() => seen.pushed.size >= enough);
      // Not always right after an answer.
      await rest(random() * 20);
      const which = Math.floor(random() * 3);
      killed[which]! += 1;
      if (which < 2) await servers[which]!.kill();
      else {
        await here().kill();
        await here().start();
      }
    }
    isKilling = false;
    await Promise.all(producers);
    await new Promise<void>((resolve) => (onEmpty = resolve));
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    await Promise.all(servers.map((server) => server.stop()));

    const { statistics, messages } = emulator({ store: await opened(here(), { schema: "kills" }) });
    const left = (await statistics()).map(({ queue: name }) => name);
    const dead = (await messages("dead", 1000)).messages.map(
      ({ body }) => (JSON.parse(body) as { n: number }).n,
    );
    const ends = new Set([...seen.claimed, ...dead]);
    expect(Math.min(...killed)).toBeGreaterThan(5);
    expect(seen.pushed.size).toBeGreaterThanOrEqual(KILLS * LEAST);
    expect({
      wrong: seen.wrong,
      left,
      lost: [...seen.pushed.keys()].filter((number) => !ends.has(number)),
      dead: dead.every(isPoison),
      undead: [...seen.pushed.keys()].filter((one) => isPoison(one) && !dead.includes(one)),
    }).toEqual({ wrong: [], left: ["dead"], lost: [], dead: true, undead: [] });
  });
});
