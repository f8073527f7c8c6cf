// Random histories against the model: at least once, no message with two holders of a live lease,
// attempts and delays right, dead-lettering and expiry exactly when due; with a store in a file,
// restarts on the way change nothing.
import fc from "fast-check";
import { it } from "vitest";
import { memoryStore, type Store } from "../../templates/cloudflare-queues/emulator.ts";
import { sqliteStore } from "../../templates/cloudflare-queues/sqlite.ts";
import { type Kind, play, repeating, restart, steps } from "./emulator-model-play.ts";
import { newPath } from "./sqlite-support.ts";

const kinds: readonly (readonly [string, Kind])[] = [
  [
    "in memory",
    { runs: 300, step: fc.oneof(...steps), place: () => async () => repeating(memoryStore()) },
  ],
  ["in a file, with restarts", { runs: 40, step: fc.oneof(...steps, restart), place: filePlace }],
];

function filePlace(): () => Promise<Store> {
  const path = newPath();
  return async () => repeating(await sqliteStore(path));
}

it.each(kinds)("does what the model does: %s", async (_, kind) => play(kind), 120_000);
