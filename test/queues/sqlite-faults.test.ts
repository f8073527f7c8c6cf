// What can be wrong with a store file: each fault is told with what to do, and the file stays.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { sqliteStore, StoreError } from "../../templates/cloudflare-queues/sqlite.ts";
import { failureOf, idsIn, message, newPath, opened } from "./sqlite-support.ts";

/** A database of somebody's own, left behind closed. */
function database(path: string, sql: string): Buffer {
  const made = new DatabaseSync(path);
  made.exec(sql);
  made.close();
  return readFileSync(path);
}

describe("a file that is no store is left as it is", () => {
  it.each([
    ["a text", "foreign", (path: string) => writeFileSync(path, "a diary\n")],
    ["a long text", "foreign", (path: string) => writeFileSync(path, "a diary\n".repeat(2000))],
    ["another's tables", "foreign", (path: string) => database(path, "CREATE TABLE own (a)")],
    ["another's mark", "foreign", (path: string) => database(path, "PRAGMA application_id = 7")],
    ["another's version", "foreign", (path: string) => database(path, "PRAGMA user_version = 1")],
    [
      "a later version",
      "newer",
      (path: string) => database(path, "PRAGMA application_id = 1869833073; PRAGMA user_version=2"),
    ],
    [
      "one that lacks tables",
      "corrupt",
      (path: string) => database(path, "PRAGMA application_id = 1869833073; PRAGMA user_version=1"),
    ],
  ])("%s: %s", async (_, code, make) => {
    const path = newPath();
    make(path);
    const before = readFileSync(path);
    const error = await failureOf(sqliteStore(path));
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ name: "StoreError", code });
    expect((error as Error).message).toContain("queue.sqlite");
    if (code !== "corrupt") expect(readFileSync(path)).toEqual(before);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it("also where its application was killed and has a log of its own", async () => {
    const [path, copy] = [newPath(), newPath()];
    const other = new DatabaseSync(path);
    other.exec("PRAGMA journal_mode = WAL; CREATE TABLE own (a); INSERT INTO own VALUES (1)");
    const files = ["", "-wal"].map((end) => readFileSync(path + end));
    other.close();
    ["", "-wal"].forEach((end, index) => writeFileSync(copy + end, files[index]!));
    expect(await failureOf(sqliteStore(copy))).toMatchObject({ code: "foreign" });
    expect(["", "-wal"].map((end) => readFileSync(copy + end))).toEqual(files);
  });

  it("but an empty one becomes a store", async () => {
    const path = newPath();
    writeFileSync(path, "");
    await (await opened(path)).push("q", [message("a")], 9);
    expect(await idsIn(await opened(path))).toEqual(["a"]);
  });
});

describe("a path that can't be a store", () => {
  it.each([
    ["", 'not ""'],
    [":memory:", "needs the path of a file"],
    ["a\0b", "needs the path of a file"],
    ["FOLDER", "is not a file"],
    ["FOLDER/none/queue.sqlite", "a folder that is not there"],
  ])("%j", async (given, told) => {
    const path = given.replace("FOLDER", dirname(newPath()));
    const error = await failureOf(sqliteStore(path));
    expect(error).toMatchObject({ code: "notAFile", message: expect.stringContaining(told) });
  });

  it("is in a folder that can't be written", () => {
    const folder = join(dirname(newPath()), "sealed");
    mkdirSync(folder, { mode: 0o555 });
    // In a process of its own, which gives up the right to write anywhere if it has it.
    const script = `
      import { sqliteStore } from ${JSON.stringify(moduleOf("sqlite.ts"))};
      if (process.getuid() === 0) process.seteuid(65534);
      const told = await sqliteStore("queue.sqlite").catch((error) => error);
      console.log(told.code, told.message);`;
    const args = ["--input-type=module", "--eval", script];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    expect(stdout).toMatch(/^readOnly the store "queue.sqlite" can't be opened; allow reading/);
  });
});

it.each([
  [{ busyTimeoutMs: -1 }, "busyTimeoutMs of a store must be a whole number from 0 to"],
  [{ busyTimeoutMs: Number.NaN }, "busyTimeoutMs"],
  [{ maxFileBytes: 4096 }, "maxFileBytes of a store must be a whole number from 65536 to"],
  [{ maxFileBytes: Infinity }, "maxFileBytes"],
])("refuses the options %j", async (options, told) => {
  const path = newPath();
  await expect(sqliteStore(path, options)).rejects.toThrow(told);
  expect(existsSync(path)).toBe(false);
});

it("says what is missing on a runtime without node:sqlite", async () => {
  vi.doMock("node:sqlite", () => {
    throw new Error("No such built-in module: node:sqlite");
  });
  onTestFinished(() => void vi.doUnmock("node:sqlite"));
  const error = await failureOf(sqliteStore(newPath()));
  expect(error).toMatchObject({ code: "unsupported" });
  expect((error as Error).message).toMatch(/^a store in a file needs node 22\.13, 23\.4 or newer/);
});

describe("a locked file", () => {
  it("can't be opened, and can be afterwards", async () => {
    const path = newPath();
    await (await opened(path)).close();
    const other = new DatabaseSync(path);
    other.exec("BEGIN EXCLUSIVE");
    const error = await failureOf(sqliteStore(path, { busyTimeoutMs: 1 }));
    expect(error).toMatchObject({ code: "locked", message: expect.stringContaining("locked by") });
    other.close();
    expect(await idsIn(await opened(path))).toEqual([]);
  });

  it("refuses all that writes, once for all that wait, and goes on when it is free", async () => {
    const path = newPath();
    const store = await opened(path);
    await store.push("q", [message("a")], 9);
    const other = new DatabaseSync(path);
    other.exec("BEGIN EXCLUSIVE");
    const refused = await Promise.all(
      ["b", "c"].map((id) => failureOf(store.push("q", [message(id)], 9))),
    );
    expect(refused).toMatchObject([{ code: "locked" }, { code: "locked" }]);
    expect(await idsIn(store)).toEqual(["a"]);
    other.exec("ROLLBACK");
    other.close();
    expect(await store.push("q", [message("b")], 9)).toMatchObject({ backlogCount: 2 });
  });
});

it("refuses what goes beyond a full disk, keeps the rest, and goes on after acks", async () => {
  const path = newPath();
  const store = await opened(path, { maxFileBytes: 200_000 });
  const large = (id: string) => message(id, { body: "x".repeat(20_000) });
  const accepted: string[] = [];
  let error: unknown;
  for (let index = 0; !error; index++) {
    error = await failureOf(store.push("q", [large(`m${index}`)], 1e9));
    if (!error) accepted.push(`m${index}`);
  }
  expect(error).toMatchObject({ code: "full", message: expect.stringContaining("no room left") });
  expect(accepted.length).toBeGreaterThan(3);
  expect(await idsIn(store)).toEqual(accepted);
  // One that still fits is not refused with one that does not.
  const both = await Promise.all([
    failureOf(store.push("q", [large("big")], 1e9)),
    store.settle("q", ["m0"], () => ({ changes: new Map([["m0", null]]), result: "acked" })),
  ]);
  expect(both).toMatchObject([{ code: "full" }, { result: "acked" }]);
  await store.push("q", [large("later")], 1e9);
  await store.close();
  expect(await idsIn(await opened(path))).toEqual([...accepted.slice(1), "later"]);
});

describe("a damaged file", () => {
  const damaged = async (from: number): Promise<string> => {
    const path = newPath();
    const store = await opened(path);
    const body = "x".repeat(1000);
    const messages = Array.from({ length: 100 }, (_, index) => message(`m${index}`, { body }));
    await store.push("q", messages, 1e9);
    await store.close();
    const noise = Buffer.alloc(readFileSync(path).length - from, 0xa5);
    writeSync(openSync(path, "r+"), noise, 0, noise.length, from);
    return path;
  };

  it("is told when it is opened", async () => {
    const path = await damaged(100);
    const before = readFileSync(path);
    const error = await failureOf(sqliteStore(path));
    expect(error).toMatchObject({ code: "corrupt", message: expect.stringContaining("damaged") });
    expect(readFileSync(path)).toEqual(before);
  });

  it("is told when what is damaged is read, again and again", async () => {
    const store = await opened(await damaged(3 * 4096));
    for (let round = 0; round < 2; round++) {
      expect(await failureOf(store.due(1, 9, () => null))).toMatchObject({ code: "corrupt" });
      const push = store.push("q", [message("new")], 1e9);
      expect(await failureOf(push)).toMatchObject({ code: "corrupt" });
    }
  });
});

it("refuses a second message with the identifier of one that is there", async () => {
  const store = await opened(newPath());
  await store.push("q", [message("a")], 9);
  const error = await failureOf(store.push("other", [message("b"), message("a")], 9));
  expect(error).toMatchObject({ code: "duplicate" });
  const odd = store.push("q", [message("c", { dueAt: Number.NaN })], 9);
  expect(await failureOf(odd)).toMatchObject({ code: "failed" });
  expect(await store.statistics(0)).toMatchObject([{ queue: "q", backlogCount: 1 }]);
});

it("finishes what is under way when it is closed, and does nothing afterwards", async () => {
  const path = newPath();
  const store = await opened(path);
  const pushed = store.push("q", [message("a")], 9);
  await store.close();
  await store.close();
  expect(await pushed).toMatchObject({ backlogCount: 1 });
  expect(existsSync(`${path}-wal`)).toBe(false);
  for (const late of [store.push("q", [], 9), store.statistics(0), store.due(1, 1, () => null)]) {
    expect(await failureOf(late)).toMatchObject({ code: "closed" });
  }
  expect(await idsIn(await opened(path))).toEqual(["a"]);
});

it("keeps a body as it is, whatever is in it", async () => {
  const path = newPath();
  const bodies = ["", "a\0b", "\ud800", "ü\udc00\u{1f600}", "\ufeffa", "1", "x".repeat(128_000)];
  const messages = bodies.map((body, index) => message(`m${index}`, { body }));
  await (await opened(path)).push("q", messages, 1e9);
  const { messages: kept } = await (await opened(path)).page("q", 100);
  expect(kept).toEqual(messages);
});

function moduleOf(name: string): string {
  return new URL(`../../templates/cloudflare-queues/${name}`, import.meta.url).href;
}
