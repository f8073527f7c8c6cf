// A database that goes away: requests are answered with 503 and `Retry-After`, nothing that was
// accepted is lost, and the store goes on by itself when the database is back.
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { PostgresStore } from "../../templates/cloudflare-queues/postgres.ts";
import { stage } from "../queues/emulator-support.ts";
import { failureOf, idsIn, message } from "../queues/sqlite-support.ts";
import { BINARIES, WHY } from "./database.ts";
import { database, newSchema, opened } from "./support.ts";

/** Timers that wait until they are told to fire. */
function handTiming() {
  const timers = new Map<number, { readonly run: () => void; readonly ms: number }>();
  const waits: number[] = [];
  let next = 0;
  return {
    waits,
    timing: {
      setTimeout(run: () => void, ms: number) {
        waits.push(ms);
        timers.set(next, { run, ms });
        return next++;
      },
      clearTimeout: (timer: unknown) => void timers.delete(timer as number),
      random: () => 1,
    },
    /** Fires what waits, and resolves when something waits again, or nothing does any more. */
    fire() {
      const due = [...timers.values()];
      timers.clear();
      due.forEach(({ run }) => run());
    },
  };
}

/** Asks until it is answered; the store says by itself when it is back. */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const outcome = await ask().then(
      (value) => ({ value }),
      () => undefined,
    );
    if (outcome) return outcome.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A line to the database that can be cut without a word: what is sent goes nowhere. */
async function lineTo(port: number) {
  let isCut = false;
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const other = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ] as const) {
      sockets.push(from);
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
      from.on("data", (bytes: Buffer) => void (isCut || to.write(bytes)));
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return {
    port: (server.address() as { readonly port: number }).port,
    cut: () => void (isCut = true),
    mend: () => void (isCut = false),
  };
}

const push = (store: PostgresStore, id: string) => store.push("q", [message(id)], 1e9);

describe.skipIf(BINARIES === undefined)(`a store whose PostgreSQL goes away${WHY}`, () => {
  const here = database();

  it("answers 503 with Retry-After, tries at longer intervals, and comes back", async () => {
    const { timing, waits, fire } = handTiming();
    const store = await opened(here(), { schema: newSchema(), timing });
    const { post } = stage({ store });
    expect(await post("", { body: "a" })).toMatchObject({ status: 200 });
    await here().stop();
    const answers = [await post("", { body: "b" }), await post("/pull", {})];
    for (const { status, headers, body } of [...answers, await post("/ack", { acks: [] })]) {
      expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
      expect(body.success).toBe(false);
      expect(JSON.stringify(body)).not.toContain(here().password);
    }
    for (let attempts = waits.length; attempts < 8; attempts++) {
      fire();
      while (waits.length === attempts) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(waits.slice(0, 8)).toEqual([100, 200, 400, 800, 1600, 3000, 3000, 3000]);
    expect(await failureOf(store.now())).toMatchObject({
      code: "unavailable",
      retryAfterSeconds: 3,
    });
    await here().start();
    fire();
    const pulled = await again(async () => {
      const answer = await post("/pull", {});
      return answer.status === 200 ? answer : Promise.reject(new Error("not yet"));
    });
    expect(pulled.body.result).toMatchObject({ message_backlog_count: 1 });
  });

  it("goes on after its connections were killed, with one refusal at most for each", async () => {
    const store = await opened(here(), { schema: newSchema() });
    await push(store, "a");
    await here().query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'cloudflare-queues-emulator'`);
    await again(() => push(store, "b"));
    expect(await idsIn(store)).toEqual(["a", "b"]);
  });

  it("keeps what was accepted through restarts of the database under load", async () => {
    const store = await opened(here(), { schema: newSchema() });
    const accepted = new Set<string>();
    let isOver = false;
    let next = 0;
    const load = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        const id = `m${next++}`;
        const error = await failureOf(push(store, id));
        if (!error) accepted.add(id);
        else await new Promise((resolve) => setImmediate(resolve));
      }
    });
    for (const end of ["stop", "kill", "stop"] as const) {
      const enough = accepted.size + 50;
      while (accepted.size < enough) await new Promise((resolve) => setImmediate(resolve));
      await here()[end]();
      await here().start();
    }
    isOver = true;
    await Promise.all(load);
    const found = new Set(await again(() => idsIn(store)));
    expect([...accepted].filter((id) => !found.has(id))).toEqual([]);
  });

  it("refuses behind a line that is dead, and loses nothing when it is mended", async () => {
    const line = await lineTo(here().port);
    const connectionString = here().url.replace(/:\d+\//, `:${line.port}/`);
    const schema = newSchema();
    const store = await opened(here(), { connectionString, schema, timeoutMs: 300 });
    await push(store, "a");
    // From here on it knows the queue, and a push is one statement.
    expect(await idsIn(store)).toEqual(["a"]);
    line.cut();
    const lost = [await failureOf(push(store, "b")), await failureOf(store.now())];
    // The push was sent and nobody knows; the question was not carried out in any case.
    expect(lost).toMatchObject([{ code: "failed" }, { code: "unavailable", retryAfterSeconds: 1 }]);
    line.mend();
    await again(() => push(store, "c"));
    const ids = await again(() => idsIn(store));
    expect(ids.filter((id) => id !== "b")).toEqual(["a", "c"]);
  });
});
