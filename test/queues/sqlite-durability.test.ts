// What outlives a store, and what several at once do to one file.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Message, Store } from "../../templates/cloudflare-queues/emulator.ts";
import { idsIn, message, newPath, opened } from "./sqlite-support.ts";

const many = (count: number, name = "m") =>
  Array.from({ length: count }, (_, index) => message(`${name}${index}`));
const take = (one: Message): Message => ({ ...one, deliveries: one.deliveries + 1, visibleAt: 99 });

async function remove(store: Store, ids: readonly string[]): Promise<void> {
  const changes = new Map(ids.map((id) => [id, null]));
  await store.settle("q", ids, () => ({ changes, result: undefined }));
}

it("answers when the log is on the disk: synchronous is FULL", async () => {
  const exec = vi.spyOn(DatabaseSync.prototype, "exec");
  onTestFinished(() => exec.mockRestore());
  await opened(newPath());
  const database = exec.mock.contexts.at(-1) as DatabaseSync;
  expect(database.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
  expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
});

describe("a file whose store was not closed", () => {
  it("has all that was accepted, as it was", async () => {
    const path = newPath();
    const store = await opened(path);
    const given = { retried: [1, 2], deliveries: 3, entered: 0, dueAt: 50.5, visibleAt: 0.25 };
    await store.push("q", [message("a", given), message("b")], 9);
    await store.lease("q", 0, 1, take);
    // As a crash leaves it: the file, and the log that was not copied into it yet.
    const copy = newPath();
    for (const end of ["", "-wal"]) cpSync(path + end, copy + end);
    const again = await opened(copy);
    const kept = [message("a", given), { ...message("b"), deliveries: 1, visibleAt: 99 }];
    expect(await again.page("q", 9)).toEqual({ messages: kept, next: undefined });
    const metrics = { backlogCount: 2, backlogBytes: 2, oldestTimestampMs: 0 };
    expect(await again.statistics(1)).toEqual([
      { queue: "q", ...metrics, inFlight: 1, delayed: 0 },
    ]);
  });

  it("was not changed by what was not committed", async () => {
    const path = newPath();
    const [store, other] = [await opened(path), await opened(path)];
    const pushed = store.push("q", many(1), 9);
    expect(await idsIn(other)).toEqual([]);
    await pushed;
    expect(await idsIn(other)).toEqual(["m0"]);
  });
});

describe("two stores on one file", () => {
  it("give each message to one, and both count right", async () => {
    const path = newPath();
    const stores = [await opened(path), await opened(path)] as const;
    await Promise.all(stores.map((store, index) => store.push("q", many(50, `${index}.`), 1e9)));
    const leases = Array.from({ length: 20 }, (_, index) =>
      stores[index % 2]!.lease("q", 1, 6, take),
    );
    const taken = (await Promise.all(leases)).flatMap(({ messages }) => messages);
    const ids = taken.map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([100, 100]);
    await Promise.all(
      stores.map((store, index) =>
        remove(
          store,
          ids.filter((_, at) => at % 2 === index),
        ),
      ),
    );
    for (const store of stores) expect(await store.statistics(1)).toEqual([]);
    for (const store of stores)
      expect((await store.push("q", many(1), 1)) === undefined).toBe(store === stores[1]);
  });

  it("see each other's messages become due", async () => {
    const path = newPath();
    const [one, other] = [await opened(path), await opened(path)];
    expect(await other.due(10, 9, () => null)).toBe(0);
    await one.push("q", [message("a", { dueAt: 10 }), message("b", { dueAt: 11 })], 9);
    expect(await other.due(10, 9, () => null)).toBe(1);
    expect(await idsIn(one)).toEqual(["b"]);
  });
});

it("makes one store of a file that many open at once", async () => {
  const path = newPath();
  const stores = await Promise.all(Array.from({ length: 5 }, () => opened(path)));
  await Promise.all(stores.map((store, index) => store.push("q", many(1, `${index}.`), 9)));
  expect(await idsIn(stores[0]!)).toHaveLength(5);
});

const CHILD = fileURLToPath(new URL("sqlite-child.ts", import.meta.url));

/** Runs until so many promises were told, is killed, and gives them all. */
async function killedAfter(count: number, path: string, name: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, [CHILD, path, name], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    told += text;
    if (told.split("\n").length > count) child.kill("SIGKILL");
  });
  await once(child, "close");
  expect(child.signalCode).toBe("SIGKILL");
  return told.split("\n").slice(0, -1);
}

it("keeps what was accepted and forgets what was acked, whenever its processes are killed", async () => {
  const path = newPath();
  const told: string[] = [];
  const those = (mark: string) =>
    told.filter((line) => line.startsWith(mark)).map((line) => line.slice(1));
  for (const count of [1, 30, 100, 333]) {
    const run = (name: string) => killedAfter(count, path, `${name}${count}.`);
    for (const lines of await Promise.all([run("one"), run("other")])) told.push(...lines);
    const store = await opened(path);
    const ids = new Set(await idsIn(store));
    const leaving = new Set(those("?"));
    expect(those("+").filter((id) => !leaving.has(id) && !ids.has(id))).toEqual([]);
    expect(those("-").filter((id) => ids.has(id))).toEqual([]);
    expect(await store.statistics(1)).toMatchObject([{ backlogCount: ids.size }]);
    await store.close();
  }
  expect(those("-").length).toBeGreaterThan(100);
});

it("keeps its log within bounds, and uses the room of what was taken out again", async () => {
  const path = newPath();
  const store = await opened(path);
  const body = "x".repeat(20_000);
  const sizes: number[] = [];
  for (let round = 0; round < 40; round++) {
    const batch = many(100, `${round}.`).map((one) => ({ ...one, body }));
    await store.push("q", batch, Infinity);
    await remove(
      store,
      batch.map(({ id }) => id),
    );
    sizes.push(statSync(`${path}-wal`).size);
  }
  // 80 MB went through.
  expect(Math.max(...sizes)).toBeLessThan(40e6);
  expect(statSync(path).size).toBeLessThan(10e6);
});
