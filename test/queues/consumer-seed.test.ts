// Every block of Cloudflare's old examples runs as it stands there: its types are stripped,
// the names that it leaves open are given, and that is all. The text is a copy of theirs.
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { createClient, type PullResult } from "#api/index";
import {
  type BatchHandler,
  consume,
  type QueueHandler,
} from "../../templates/cloudflare-queues/consumer.ts";
import { emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { queue as queueOf } from "../../templates/cloudflare-queues/producer.ts";
import { check } from "./compile-support.ts";
import { type ScriptedPort, scriptedPort, sentBy, stage, text, turn } from "./consumer-support.ts";

const seed = readFileSync(join(import.meta.dirname, "consumer-seed.txt"), "utf8");
const blocks = [...seed.matchAll(/^```typescript\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);

/** The block with this text in it, and no other; `part` picks a piece that ends at another text. */
function block(mark: string, from: string = "", until: string = "\0"): string {
  const found = blocks.filter((code) => code.includes(mark));
  expect(found).toHaveLength(1);
  const [code] = found as [string];
  return code.slice(code.indexOf(from)).split(until)[0]!;
}

type Names = Readonly<Record<string, unknown>>;

/** Runs code in a function whose parameters are the names that it uses; gives what it returns. */
function evaluate(code: string, names: Names): unknown {
  const make = Function.prototype.constructor as new (
    ...texts: string[]
  ) => (...values: unknown[]) => unknown;
  return new make(...Object.keys(names), code)(...Object.values(names));
}

/** The default export of a block, or the object whose method a block is. */
function handlerOf(code: string, names: Names): QueueHandler {
  const isModule = code.includes("export default");
  // Types are stripped from a whole program only: a method alone is none.
  const whole = isModule ? code.slice(code.search(/^(interface|export default)/m)) : `({${code}})`;
  const stripped = stripTypeScriptTypes(whole);
  const script = isModule
    ? stripped.replace("export default", "return")
    : `return ${stripped.trim().replace(/^;/, "")}`;
  return evaluate(script, names) as QueueHandler;
}

/** Consumes one batch, of three messages unless other ones are given. */
async function consumed(
  handler: QueueHandler | BatchHandler,
  env?: unknown,
  queue = "q",
  attempts = 1,
): Promise<ScriptedPort & { readonly unsettled: number }> {
  const { options, of, advance } = stage();
  const messages = ["a", "b", "c"].map((id) => text(id, { attempts }));
  const port = scriptedPort({ pulls: [messages] });
  const consumer = consume(port, { ...options, queue, env }, handler as QueueHandler);
  await turn(advance);
  await consumer.stop();
  return { ...port, unsettled: of("unsettled").length };
}

/** Fails for the message b. */
const picky = vi.fn(async (body: unknown) => {
  if (body === "body of b") throw new Error("b");
});

it("sends analytics in the background", async () => {
  const send = vi.fn(async (_message: object) => undefined);
  const handler = handlerOf(block("ANALYTICS_QUEUE"), { processMessage: async () => undefined });
  const port = await consumed(handler, { ANALYTICS_QUEUE: { send } });
  expect(sentBy(port)).toEqual({ acked: ["a", "b", "c"], retried: [] });
  expect(send.mock.calls.map(([message]) => message)).toMatchObject([
    { messageId: "a" },
    { messageId: "b" },
    { messageId: "c" },
  ]);
});

it("runs the type-safe handler", async () => {
  const handler = handlerOf(block("DB: D1Database"), { processMessage: picky });
  const port = await consumed(handler, {});
  expect(sentBy(port)).toEqual({ acked: ["a", "c"], retried: [["b", 600]] });
});

it("puts the whole batch back where the bad example throws", async () => {
  const code = block("❌ BAD", "async queue", "// ✅");
  const port = await consumed(handlerOf(code, { riskyOperation: picky }));
  const retried = ["a", "b", "c"].map((id) => [id, undefined]);
  expect(sentBy(port)).toEqual({ acked: [], retried });
});

it("puts one message back where the good example catches", async () => {
  const code = block("❌ BAD", "// ✅");
  const port = await consumed(handlerOf(code, { riskyOperation: picky }));
  expect(sentBy(port)).toEqual({ acked: ["a", "c"], retried: [["b", 60]] });
});

it("lets the last call win, and batch calls touch nothing else", async () => {
  const port = await consumed(handlerOf(block("Overrides ack"), {}));
  const retried = ["a", "b", "c"].map((id) => [id, undefined]);
  expect(sentBy(port)).toEqual({ acked: [], retried });
  expect(port.unsettled).toBe(0);
});

it("acknowledges or puts back the entire batch", async () => {
  const body = stripTypeScriptTypes(`async function handle() {${block("bulkProcess")}}`);
  for (const fails of [false, true]) {
    const port = await consumed((batch) => {
      const bulkProcess = async (): Promise<void> => {
        if (fails) throw new Error("no");
      };
      return evaluate(`${body}; return handle();`, { batch, bulkProcess });
    });
    const retried = ["a", "b", "c"].map((id) => [id, 300]);
    expect(sentBy(port)).toEqual(
      fails ? { acked: [], retried } : { acked: ["a", "b", "c"], retried: [] },
    );
  }
});

it.each([
  [1, 60],
  [3, 240],
  [30, 43_200],
])("backs off by attempts: %i", async (attempts, delay) => {
  const handler = handlerOf(block("2 ** msg.attempts"), { processMessage: picky });
  const port = await consumed(handler, {}, "q", attempts);
  expect(sentBy(port)).toEqual({ acked: ["a", "c"], retried: [["b", delay]] });
});

it.each([
  ["high-priority", "processUrgent"],
  ["low-priority", "processDeferred"],
  ["email", "sendEmails"],
  ["another", undefined],
])("tells queues apart: %s", async (queue, called) => {
  const acknowledge = (messages: readonly { ack(): void }[]): void =>
    messages.forEach((message) => message.ack());
  const jobs = {
    processUrgent: vi.fn(acknowledge),
    processDeferred: vi.fn(acknowledge),
    sendEmails: vi.fn(acknowledge),
  };
  const port = await consumed(handlerOf(block("case 'high-priority'"), jobs), {}, queue);
  const names = Object.entries(jobs).filter(([, job]) => job.mock.calls.length > 0);
  expect(names.map(([name]) => name)).toEqual(called === undefined ? [] : [called]);
  const { acked, retried } = sentBy(port);
  expect([acked.length, retried.length]).toEqual(called === undefined ? [0, 3] : [3, 0]);
});

it("pulls and acknowledges by bare HTTP", async () => {
  const { fetch, statistics } = emulator({ token: "t" });
  await queueOf(createClient({ apiToken: "t", accountId: "a", fetch }), "q").sendBatch([
    { body: 1 },
    { body: 2 },
  ]);
  const leases: string[] = [];
  const asked: Request[] = [];
  const names = {
    ACCOUNT_ID: "a",
    QUEUE_ID: "q",
    API_TOKEN: "t",
    msg: {
      get lease_id() {
        return leases[0];
      },
    },
    msg2: {
      get lease_id() {
        return leases[1];
      },
    },
    async fetch(url: string, init: RequestInit) {
      const request = new Request(url, init);
      asked.push(request.clone());
      const response = await fetch(request);
      const { result } = (await response.clone().json()) as { result: PullResult };
      leases.push(...(result.messages ?? []).map(({ lease_id }) => lease_id!));
      return response;
    },
  };
  await evaluate(`return (async () => {${block("Pull messages")}})();`, names);
  expect(await Promise.all(asked.map((request) => request.json()))).toEqual([
    { visibility_timeout_ms: 6000, batch_size: 50 },
    { acks: [{ lease_id: leases[0] }], retries: [{ lease_id: leases[1], delay_seconds: 600 }] },
  ]);
  expect(await statistics()).toMatchObject([{ backlogCount: 1, delayed: 1, inFlight: 0 }]);
});

it("has the interfaces that we have", () => {
  expect(
    check(
      `import * as ours from "../../templates/cloudflare-queues/consumer.ts";
      import type { QueueSendOptions as Options } from "../../templates/cloudflare-queues/producer.ts";
      interface QueueRetryOptions { delaySeconds?: number }
      ${block("interface MessageBatch")}
      declare const batch: ours.MessageBatch<{ n: number }>;
      declare const options: Options;
      export const theirs: MessageBatch<{ n: number }> = batch;
      export const message: Message<{ n: number }> = batch.messages[0]!;
      export const sending: QueueSendOptions = options;
      export const handler: ours.QueueHandler<{ n: number }> = {
        async queue(batch: MessageBatch<{ n: number }>): Promise<void> { batch.ackAll(); },
      };`,
      [],
      ["es2023", "dom", "esnext.disposable"],
    ),
  ).toEqual([]);
});

it("runs them all: seven handlers, the requests, the interfaces", () => {
  const uses = /async queue\(|batch\.(ack|retry)All/;
  expect([blocks.filter((code) => uses.test(code)).length, blocks.length]).toEqual([7, 9]);
});
