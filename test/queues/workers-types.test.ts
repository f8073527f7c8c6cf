// The types of Workers and ours, held against each other by the compiler: a Worker's handler is one
// of ours, what a handler gets is what it expects, and a queue of ours stands where a binding is
// asked for. What differs is listed by name, with the compiler's own words.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, root } from "./compile-support.ts";

const installed = existsSync(join(root, "node_modules/@cloudflare/workers-types"));

const IMPORTS = `
import * as ours from "../../templates/cloudflare-queues/consumer.ts";
import * as sending from "../../templates/cloudflare-queues/producer.ts";
import type { ConsumerPort, ProducerPort, QueuesClient } from "../../templates/cloudflare-queues/shared/port.ts";
declare const client: QueuesClient<ConsumerPort & ProducerPort>;
interface Job { readonly n: number }
interface Env { readonly ORDERS: Queue<Job> }
declare const env: Env;
`;

/** A project for Workers: their types are the global ones, and there is no DOM. */
const inWorker = (program: string): string[] =>
  check(IMPORTS + program, ["@cloudflare/workers-types"], ["es2023", "esnext.disposable"]);

describe.skipIf(!installed)("with @cloudflare/workers-types", () => {
  it("accepts what a Worker exports", () => {
    expect(
      inWorker(`
        const worker = {
          async fetch(_request, env) {
            await env.ORDERS.send({ n: 1 });
            return new Response("ok");
          },
          async queue(batch, env, ctx) {
            for (const message of batch.messages) {
              ctx.waitUntil(env.ORDERS.send({ n: message.body.n + message.attempts }));
              if (message.timestamp.getTime() > 0) message.ack();
              else message.retry({ delaySeconds: 60 });
            }
            if (batch.metadata.metrics.backlogCount > 0) batch.retryAll();
          },
        } satisfies ExportedHandler<Env, Job>;
        const declared: ExportedHandler<Env, Job> = worker;
        const untyped = { async queue(batch) { batch.ackAll(); } } satisfies ExportedHandler<Env>;
        const typed: ExportedHandlerQueueHandler<Env, Job> = async (batch) => batch.ackAll();
        ours.consume(client, { queue: "q", env }, worker);
        ours.consume(client, { queue: "q", env }, declared);
        ours.consume(client, { queue: "q", env }, untyped);
        ours.consume(client, { queue: "q", env }, { queue: typed });
        ours.consume(client, { queue: "q" }, (batch: MessageBatch<Job>, ctx: ExecutionContext) => {
          ctx.waitUntil(Promise.resolve(batch.messages[0]?.body.n));
        });
      `),
    ).toEqual([]);
  });

  it("and with their types imported beside the DOM, too", () => {
    expect(
      check(
        `${IMPORTS}
        import type { ExportedHandler, Queue, MessageBatch } from "@cloudflare/workers-types";
        const worker = {
          async queue(batch: MessageBatch<Job>) { batch.ackAll(); },
        } satisfies ExportedHandler<Env, Job>;
        ours.consume(client, { queue: "q", env }, worker);
      `,
        [],
        ["es2023", "dom", "dom.iterable", "esnext.disposable"],
      ),
    ).toEqual([]);
  });

  it("accepts the handler of Cloudflare's old examples as it stands there", () => {
    const seed = readFileSync(join(import.meta.dirname, "consumer-seed.txt"), "utf8");
    const [, block = ""] =
      /^```typescript\n(\/\/ Type-safe handler[\s\S]*?)^```$/m.exec(seed) ?? [];
    const program = block.replace("export default", "const worker =");
    expect(
      check(
        `import { consume, type ConsumerPort, type QueuesClient } from "../../templates/cloudflare-queues/consumer.ts";
        declare const client: QueuesClient<ConsumerPort>;
        type MessageBody = any;
        declare function processMessage(body: MessageBody): Promise<void>;
        ${program}
        declare const env: Env;
        consume(client, { queue: "q", env }, worker);`,
        ["@cloudflare/workers-types"],
        ["es2023", "esnext.disposable"],
      ),
    ).toEqual([]);
  });

  it("asks for the env that the handler asks for", () => {
    expect(
      inWorker(`
        const worker = { async queue(batch, env) { await env.ORDERS.send({ n: 1 }); batch.ackAll(); } } satisfies ExportedHandler<Env, Job>;
        // @ts-expect-error there is no env
        ours.consume(client, { queue: "q" }, worker);
        // @ts-expect-error it is another one
        ours.consume(client, { queue: "q", env: { ORDERS: 1 } }, worker);
      `),
    ).toEqual([]);
  });

  it("gives handlers what they expect: our batch and message are theirs", () => {
    expect(
      inWorker(`
        declare const batch: ours.MessageBatch<Job>;
        declare const message: ours.Message<Job>;
        declare const options: ours.RetryOptions;
        const a: MessageBatch<Job> = batch;
        const b: Message<Job> = message;
        const c: QueueRetryOptions = options;
        const d: ours.RetryOptions = {} as QueueRetryOptions;
        const e: MessageBatchMetrics = batch.metadata.metrics;
        const f: ours.ConsumerContext = {} as ExecutionContext;
      `),
    ).toEqual([]);
  });

  it("takes a queue of ours where sending is asked for", () => {
    expect(
      inWorker(`
        type Sender = Pick<Queue<Job>, "send" | "sendBatch">;
        const sender: Sender = sending.queue<Job>(client, "q");
        const response: Promise<QueueSendResponse> = sender.send({ n: 1 }, { delaySeconds: 1 });
        const batch: Promise<QueueSendBatchResponse> = sender.sendBatch([{ body: { n: 1 } }]);
        const requests: Iterable<MessageSendRequest<Job>> = [] as sending.MessageSendRequest<Job>[];
        // A whole binding, with metrics from elsewhere.
        const metrics = async (): Promise<QueueMetrics> => ({ backlogCount: 0, backlogBytes: 0 });
        const bound: Env = { ORDERS: { ...sending.queue<Job>(client, "q"), metrics } };
      `),
    ).toEqual([]);
  });

  it.each<[what: string, why: string, program: string, says: RegExp]>([
    [
      "Queue.metrics",
      "none of the four endpoints tells metrics without doing something else",
      "const binding: Queue<Job> = sending.queue<Job>(client, 'q');",
      /^Property 'metrics' is missing in type/,
    ],
    [
      "the content types bytes and v8",
      "the HTTP API does not take them",
      "sending.queue<Uint8Array>(client, 'q').send(new Uint8Array(), { contentType: 'bytes' });",
      /'"bytes"' is not assignable to type 'ContentType \| undefined'/,
    ],
    [
      "an asynchronous source of sendBatch",
      "Workers take lists alone",
      "declare const theirs: Queue<Job>; const mine: sending.Queue<Job> = theirs;",
      /^Property '\[Symbol.iterator\]' is missing in type 'AsyncIterable/,
    ],
    [
      "Message.signal",
      "a lease that was pulled ends, one that was pushed to a Worker does not",
      "declare const theirs: Message<Job>; const mine: ours.Message<Job> = theirs;",
      /^Property 'signal' is missing in type/,
    ],
    [
      "a batch whose list can be changed",
      "the old examples declare it so, and handlers typed with them must fit",
      "declare const theirs: MessageBatch<Job>; const mine: ours.MessageBatch<Job> = theirs;",
      /is 'readonly' and cannot be assigned to the mutable type/,
    ],
    [
      "passThroughOnException, props and the like of a context",
      "they are about requests and deployments; a consumer has waitUntil alone",
      "declare const mine: ours.ConsumerContext; const theirs: ExecutionContext = mine;",
      /^Type 'ConsumerContext' is missing the following properties .*passThroughOnException/,
    ],
  ])("differs in %s: %s", (_what, _why, program, says) => {
    expect(inWorker(program)).toEqual([expect.stringMatching(says)]);
  });

  it("knows the interfaces that were read for this", () => {
    const types = join(root, "node_modules/@cloudflare/workers-types");
    const text = readFileSync(join(types, "index.d.ts"), "utf8");
    const members = (name: string): string[] => {
      const [, body = ""] =
        new RegExp(`interface ${name}<Body = unknown> \\{\\n([^}]*)\\}`).exec(text) ?? [];
      return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(([, member]) => member!);
    };
    expect(["Queue", "Message", "MessageBatch"].map(members)).toEqual([
      ["metrics", "send", "sendBatch"],
      ["id", "timestamp", "body", "attempts", "retry", "ack"],
      ["messages", "queue", "metadata", "retryAll", "ackAll"],
    ]);
  });
});
