// Several servers on one database: who gets what, who does what is due, and whose clock decides.
import { describe, expect, it, onTestFinished } from "vitest";
import pg from "pg";
import { emulator, type Message } from "../../templates/cloudflare-queues/emulator.ts";
import { lockOf } from "../../templates/cloudflare-queues/postgres/schema.ts";
import { serverOf } from "../faults/server-support.ts";
import { message } from "../queues/sqlite-support.ts";
import { BINARIES, WHY } from "./database.ts";
import { database, newSchema, opened } from "./support.ts";

const HOUR = 3_600_000;

describe.skipIf(BINARIES === undefined)(`servers on PostgreSQL${WHY}`, () => {
  const here = database(["fsync = off"]);
  const two = async () => {
    const schema = newSchema();
    return { schema, stores: [await opened(here(), { schema }), await opened(here(), { schema })] };
  };
  const grant = (one: Message): Message => ({
    ...one,
    deliveries: one.deliveries + 1,
    visibleAt: 1e9,
  });

  it("never give one message to two", async () => {
    const { stores } = await two();
    const ids = Array.from({ length: 1000 }, (_, index) => `m${index}`);
    await stores[0]!.push(
      "q",
      ids.map((id) => message(id)),
      Infinity,
    );
    const leased = await Promise.all(
      Array.from({ length: 120 }, (_, index) => stores[index % 2]!.lease("q", 5, 10, grant)),
    );
    const given = leased.flatMap(({ messages }) => messages.map(({ id }) => id));
    expect([...given].sort()).toEqual([...ids].sort());
  });

  it("keep to the bytes of a queue together, to the last one", async () => {
    const { stores } = await two();
    const pushed = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        stores[index % 2]!.push("q", [message(`m${index}`, { bytes: 3 })], 100),
      ),
    );
    expect(pushed.filter((metrics) => metrics !== undefined)).toHaveLength(33);
    expect(await stores[1]!.statistics(0)).toMatchObject([{ backlogCount: 33, backlogBytes: 99 }]);
  });

  it("count what another one is about to put in, where a queue is nearly full", async () => {
    const { schema, stores } = await two();
    await stores[0]!.push("q", [message("a", { bytes: 3 })], 100);
    const other = new pg.Client({ connectionString: here().url });
    await other.connect();
    await other.query("BEGIN");
    await other.query(`SELECT pg_advisory_xact_lock(${lockOf(schema, "full")})`);
    await other.query(`INSERT INTO ${schema}.tally VALUES (1, 99, 1, 97)`);
    let isOver = false;
    const pushed = stores[0]!
      .push("q", [message("b", { bytes: 1 })], 100)
      .finally(() => (isOver = true));
    const waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    while (!isOver && (await here().query(waits)).length === 0);
    await other.query("COMMIT");
    await other.end();
    expect(await pushed).toBeUndefined();
  });

  it("settle on one what was leased on the other", async () => {
    const { stores } = await two();
    await stores[0]!.push("q", [message("a")], 9);
    await stores[0]!.lease("q", 5, 1, grant);
    const { result } = await stores[1]!.settle("q", ["a"], (found) => {
      return { changes: new Map([["a", null]]), result: found.get("a")?.deliveries };
    });
    expect(result).toBe(1);
    expect(await stores[0]!.statistics(0)).toEqual([]);
  });

  it("leave what is due to one of them, give nothing of it, and go on when that one dies", async () => {
    const { schema, stores } = await two();
    await stores[0]!.push("q", [message("due", { dueAt: 4 }), message("not")], 9);
    const other = new pg.Client({ connectionString: here().url });
    other.on("error", () => undefined);
    onTestFinished(() => other.end().catch(() => undefined));
    await other.connect();
    await other.query("BEGIN");
    await other.query(`SELECT pg_advisory_xact_lock(${lockOf(schema, "due")})`);
    expect(await stores[0]!.due(5, 9, () => null)).toBe(0);
    const { messages } = await stores[1]!.lease("q", 5, 9, grant);
    expect(messages.map(({ id }) => id)).toEqual(["not"]);
    const [row] = (await other.query("SELECT pg_backend_pid() AS pid")).rows as { pid: number }[];
    const gone = new Promise((resolve) => other.once("end", resolve));
    await here().query("SELECT pg_terminate_backend($1)", [row!.pid]);
    await gone;
    expect(await stores[1]!.due(5, 9, () => null)).toBe(1);
  });

  it("go by the clock of the database, where theirs are an hour apart", async () => {
    const schema = newSchema();
    const skewed = (ms: number) => {
      const script = `const now=Date.now;Date.now=()=>now()+(${ms});`;
      return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
    };
    const args = ["--store", `${here().url}?schema=${schema}`];
    const early = await serverOf(args, skewed(-HOUR));
    onTestFinished(() => early.stop());
    const late = await serverOf(args, skewed(HOUR));
    onTestFinished(() => late.stop());
    const post = async (url: string, path: string, body: unknown) => {
      const response = await fetch(`${url}/accounts/a/queues/q/messages${path}`, {
        method: "POST",
        headers: { authorization: "Bearer any", "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return ((await response.json()) as { result: Record<string, unknown> }).result;
    };
    await post(early.url, "", { body: "a", content_type: "text" });
    await post(late.url, "", { body: "b", content_type: "text" });
    const pull = { batch_size: 10, visibility_timeout_ms: 60_000 };
    // What the late one has sent is there at once, and what it has leased stays with it.
    const { messages } = await post(late.url, "/pull", pull);
    const times = (messages as { timestamp_ms: number }[]).map(({ timestamp_ms }) => timestamp_ms);
    expect(times).toHaveLength(2);
    expect(Math.abs(times[1]! - times[0]!)).toBeLessThan(HOUR / 2);
    expect((await post(early.url, "/pull", pull))["messages"]).toEqual([]);
    await post(early.url, "", { body: "c", content_type: "text" });
    expect((await post(late.url, "/pull", pull))["messages"]).toHaveLength(1);
    const response = await fetch(`${early.url}/api/queues`);
    const { at, queues } = (await response.json()) as { at: number; queues: unknown[] };
    expect(queues).toMatchObject([{ name: "q", backlog: 3, inFlight: 3 }]);
    expect(Math.abs(at - times[0]!)).toBeLessThan(HOUR / 2);
  });

  it("takes the time from the store unless a clock is given", async () => {
    const { stores } = await two();
    const made = emulator({ store: { ...stores[0]!, now: async () => 7 } });
    expect(await made.now()).toBe(7);
    const own = emulator({ store: stores[0]!, clock: { now: () => 8 } });
    expect(await own.now()).toBe(8);
  });
});
