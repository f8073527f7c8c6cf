// How many queues the page tells of, whatever names requests use.
import { afterEach, describe, expect, it } from "vitest";
import {
  emptyTally,
  MOST_COUNTED,
  MOST_IDLE,
} from "../../templates/cloudflare-queues/emulator/tally.ts";
import type { Overview } from "../../templates/cloudflare-queues/server/page-views.ts";
import { served, type Served } from "./page-support.ts";

let stage: Served | undefined;
afterEach(() => stage?.close());

async function overview({ url }: Served): Promise<Overview> {
  return (await (await fetch(`${url}/api/queues`)).json()) as Overview;
}

/** A message that goes through a queue and leaves it empty. */
async function pass({ operate }: Served, queue: string): Promise<void> {
  await operate(queue, "", { body: 1 });
  const { messages } = (await operate(queue, "/pull", {})) as {
    readonly messages: readonly { readonly lease_id: string }[];
  };
  await operate(queue, "/ack", { acks: messages.map(({ lease_id }) => ({ lease_id })) });
}

describe("the overview", () => {
  it("does not tell of queues that nothing came to", async () => {
    stage = await served();
    for (let n = 0; n < 1500; n++) await stage.operate(`empty-${n}`, "/pull", {});
    await stage.operate("empty", "/ack", { acks: [{ lease_id: "unknown" }] });
    expect((await overview(stage)).queues).toEqual([]);
  });

  it("forgets those that hold nothing beyond 1,000, the least recently used first", async () => {
    stage = await served({ queues: [{ name: "set-up" }], create: "onFirstUse" });
    for (const name of ["set-up", "used-again", "forgotten"]) await pass(stage, name);
    await stage.operate("full", "", { body: 1 });
    for (let n = 0; n < MOST_IDLE - 1; n++) await pass(stage, `idle-${n}`);
    await pass(stage, "used-again");
    const { queues } = await overview(stage);
    const names = queues.map(({ name }) => name);
    expect(names.length).toBe(1002);
    expect(names.slice(0, 4)).toEqual(["set-up", "used-again", "full", "idle-0"]);
    expect(names.at(-1)).toBe("idle-998");
    expect(queues.slice(0, 3).map(({ counts }) => counts.pushed)).toEqual([1, 2, 1]);
    expect(stage.emulator.counts("forgotten").pushed).toBe(0);
  });

  it("tells of all that hold messages, however many, with what went through them", async () => {
    stage = await served();
    for (let n = 0; n < 1200; n++) await stage.operate(`full-${n}`, "", { body: 1 });
    const { queues } = await overview(stage);
    expect(queues.length).toBe(1200);
    expect(queues.every(({ backlog, counts }) => backlog === 1 && counts.pushed === 1)).toBe(true);
  });
});

describe("a tally", () => {
  it("does not grow without bound where nobody looks", () => {
    const tally = emptyTally();
    tally.add("used-again", { pushed: 1 });
    for (let n = 0; n < MOST_COUNTED; n++) {
      tally.add(`queue-${n}`, { pushed: 1 });
      if (n === 5) tally.add("used-again", { acked: 1 });
    }
    expect(tally.queues().length).toBe(MOST_COUNTED);
    expect(tally.queues().slice(0, 2)).toEqual(["used-again", "queue-1"]);
    expect(tally.of("used-again")).toEqual({ pushed: 1, pulled: 0, acked: 1, retried: 0 });
  });
});
