// The story of the live test, told to the emulator: whatever a setting says, the story finds it.
import { describe, expect, it } from "vitest";
import type { Settings } from "../../templates/cloudflare-queues/emulator.ts";
import { defaultSettings } from "../../templates/cloudflare-queues/emulator.ts";
import { drain, type Findings, story } from "../live/story.ts";
import type { World } from "../live/world.ts";
import { stage } from "./emulator-support.ts";

function told(settings: Partial<Settings>): { readonly world: World; empty(): Promise<unknown> } {
  const { clock, post, emulator } = stage({
    settings,
    defaults: { maxRetries: 2, deadLetterQueue: "dead" },
  });
  const world: World = {
    post: (path, body) => post(path, body),
    deadLetters: (path, body) => post(path, body, "dead"),
    wait: async (ms) => clock.advance(ms),
    maxRetries: 2,
  };
  return { world, empty: async () => (await emulator.statistics()).map(({ queue }) => queue) };
}

/** Every setting that the story finds, with another value than the default one. */
const OTHERS: Partial<Settings> = {
  warnings: "list",
  lateAcks: "warn",
  lateRetries: "accept",
  unknownLeases: "ignore",
  settledAgain: "ignore",
  ackedAndRetried: "retry",
  ackCounts: "absent",
  maxRetriesCounts: "deliveries",
  deadLetterAttempts: "reset",
  jsonBodies: "plain",
  metadata: "null",
  pullResult: "list",
  pushResult: "absent",
  pullBounds: "clamp",
  emptyBatch: 10013,
  invalidConsumerBody: 10026,
  fractionalDelays: "accept",
};

const pick = (from: Findings | Settings): unknown =>
  Object.fromEntries(Object.keys(OTHERS).map((name) => [name, from[name as keyof Settings]]));

describe("the story of the live test", () => {
  it("finds the emulator's defaults, and leaves the queues empty", async () => {
    const { world, empty } = told({});
    const found = await story(world);
    expect(pick(found)).toEqual(pick(defaultSettings));
    expect(found.deliveries).toBe(3);
    expect(found.refusals).toMatchObject({
      "a push that is no JSON": "10208 400",
      "a message of 128,001 bytes": "10204 413",
      "a batch of 101": "10206 413",
    });
    expect(await empty()).toEqual([]);
  });

  it.each(Object.entries(OTHERS))("finds %s: %s", async (name, value) => {
    const { world, empty } = told({ [name]: value });
    const found = await story(world);
    expect(found[name as keyof Findings]).toEqual(value);
    await drain(world);
    expect(await empty()).toEqual([]);
  });
});
