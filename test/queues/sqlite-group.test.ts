// Group commit: what shares a transaction, who fails with whom, and when a promise is settled.
import { describe, expect, it, onTestFinished } from "vitest";
import type { Message } from "../../templates/cloudflare-queues/emulator.ts";
import { StoreError } from "../../templates/cloudflare-queues/sqlite.ts";
import { type Group, groupOf } from "../../templates/cloudflare-queues/sqlite/group.ts";
import { openFile } from "../../templates/cloudflare-queues/sqlite/open.ts";
import { push, type Work } from "../../templates/cloudflare-queues/sqlite/operations.ts";
import { entryOf, type Row } from "../../templates/cloudflare-queues/sqlite/rows.ts";
import { failureOf, idsIn, message, newPath, opened } from "./sqlite-support.ts";

interface Watched {
  readonly group: Group;
  readonly path: string;
  /** What happened, in order. */
  readonly log: string[];
  /** The result codes that the next begins and commits fail with; 0: they don't. */
  readonly failing: { readonly begin: number[]; readonly commit: number[] };
}

/** A group on a file, whose transactions can be watched and made to fail. */
async function watched(): Promise<Watched> {
  const path = newPath();
  const { statements, close } = await openFile(path, { busyTimeoutMs: 0, maxFileBytes: undefined });
  onTestFinished(close);
  const log: string[] = [];
  const failing = { begin: [] as number[], commit: [] as number[] };
  const watch = (name: "begin" | "commit") => {
    const run = (): void => {
      log.push(name);
      const errcode = failing[name].shift();
      if (errcode) throw Object.assign(new Error(), { code: "ERR_SQLITE_ERROR", errcode });
      statements[name].run();
    };
    return { run } as unknown as typeof statements.begin;
  };
  const begin = watch("begin");
  const commit = watch("commit");
  return { group: groupOf({ ...statements, begin, commit }, setImmediate), path, log, failing };
}

const one = (id: string, given?: Partial<Message>) => push("q", [message(id, given)], 1e9);

describe("a group", () => {
  it("is all of a turn, and is settled after its commit, in order", async () => {
    const { group, path, log } = await watched();
    const note = (id: string) => group.run(one(id)).then(() => log.push(id));
    await Promise.all(["a", "b", "c"].map(note));
    await note("d");
    expect(log).toEqual(["begin", "commit", "a", "b", "c", "begin", "commit", "d"]);
    expect(await idsIn(await opened(path))).toEqual(["a", "b", "c", "d"]);
  });

  it("sees what went before in it, with the counts of each step", async () => {
    const { group } = await watched();
    const steps = await Promise.all([
      group.run(one("a", { timestampMs: 7, bytes: 2 })),
      group.run(one("b", { timestampMs: 5, bytes: 3 })),
      group.run(({ replace, metrics, statements }) => {
        const row = statements.page.get("q", 2, 1) as unknown as Row;
        replace(entryOf(row, "q"), null);
        return metrics("q");
      }),
    ]);
    expect(steps).toEqual([
      { backlogCount: 1, backlogBytes: 2, oldestTimestampMs: 7 },
      { backlogCount: 2, backlogBytes: 5, oldestTimestampMs: 5 },
      { backlogCount: 1, backlogBytes: 2, oldestTimestampMs: 7 },
    ]);
  });

  it.each([
    ["before it writes", false],
    ["after it has written", true],
  ])("loses only the one that throws %s", async (_, writes) => {
    const { group, path, log } = await watched();
    const bad: Work<never> = (ledger) => {
      if (writes) ledger.add(message("bad"));
      throw new Error("odd");
    };
    const all = await Promise.allSettled([one("a"), bad, one("b")].map(group.run));
    expect(all).toMatchObject([
      { value: { backlogCount: 1 } },
      { reason: new Error("odd") },
      { value: { backlogCount: 2 } },
    ]);
    expect(log).toEqual(["begin", "begin", "commit", "begin", "begin", "commit"]);
    expect(await idsIn(await opened(path))).toEqual(["a", "b"]);
  });

  it("is refused as a whole where its commit fails, and the next one is not", async () => {
    const { group, path, failing } = await watched();
    failing.commit.push(13);
    const refused = await Promise.all(["a", "b"].map((id) => failureOf(group.run(one(id)))));
    expect(refused).toMatchObject([{ code: "full" }, { code: "full" }]);
    expect(refused[0]).toBeInstanceOf(StoreError);
    expect(await group.run(one("c"))).toMatchObject({ backlogCount: 1 });
    expect(await idsIn(await opened(path))).toEqual(["c"]);
  });

  it("waits once for a file that is locked before each runs again", async () => {
    const { group, log, failing } = await watched();
    failing.begin.push(0, 0, 5);
    const bad = (): never => {
      throw new Error("odd");
    };
    const all = await Promise.allSettled([one("a"), bad, one("b")].map(group.run));
    expect(all).toMatchObject([
      { value: { backlogCount: 1 } },
      { reason: { code: "locked" } },
      { reason: { code: "locked" } },
    ]);
    expect(log).toEqual(["begin", "begin", "commit", "begin"]);
  });
});

describe("a store", () => {
  it("takes back what an operation that throws has done, and not its neighbours", async () => {
    const store = await opened(newPath());
    await store.push("q", [message("a"), message("b")], 9);
    const odd = (): never => {
      throw new Error("odd");
    };
    const all = await Promise.allSettled([
      store.push("q", [message("c")], 9),
      store.lease("q", 1, 9, odd),
      store.push("q", [message("d"), message("a")], 9),
      store.settle("q", ["a"], odd),
      store.settle("q", ["b"], () => ({ changes: new Map([["b", null]]), result: "acked" })),
    ]);
    expect(all).toMatchObject([
      { value: { backlogCount: 3 } },
      { reason: new Error("odd") },
      { reason: { code: "duplicate" } },
      { reason: new Error("odd") },
      { value: { result: "acked", metrics: { backlogCount: 2 } } },
    ]);
    expect(await idsIn(store)).toEqual(["a", "c"]);
  });
});
