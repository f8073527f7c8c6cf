// Handlers as they are written for Workers fit by type, whatever of them is imported: their interfaces
// are written down here in small, new and old (the real ones: workers-types.test.ts). The compiler is
// the test; what it lets pass runs.
import { expect, it } from "vitest";
import {
  consume,
  type Consumer,
  type Message as OurMessage,
} from "../../templates/cloudflare-queues/consumer.ts";
import { createClient } from "#api/index";
import { PullRequest } from "#api/validators";
import { scriptedPort } from "./consumer-support.ts";

// As in @cloudflare/workers-types 5.
interface QueueRetryOptions {
  delaySeconds?: number;
}
interface Message<Body = unknown> {
  readonly id: string;
  readonly timestamp: Date;
  readonly body: Body;
  readonly attempts: number;
  retry(options?: QueueRetryOptions): void;
  ack(): void;
}
interface MessageBatch<Body = unknown> {
  readonly messages: readonly Message<Body>[];
  readonly queue: string;
  readonly metadata: {
    metrics: { backlogCount: number; backlogBytes: number; oldestMessageTimestamp?: Date };
  };
  retryAll(options?: QueueRetryOptions): void;
  ackAll(): void;
}
/** As the examples of 2025 have it: the list is one that can be written. */
interface OldBatch<Body = unknown> {
  readonly queue: string;
  readonly messages: Message<Body>[];
  ackAll(): void;
  retryAll(options?: QueueRetryOptions): void;
}
interface ExecutionContext<Props = unknown> {
  waitUntil(promise: Promise<unknown>): void;
  passThroughOnException(): void;
  readonly props: Props;
}
interface ExportedHandler<Env = unknown, QueueMessage = unknown> {
  fetch?: (request: Request, env: Env, ctx: ExecutionContext) => Response | Promise<Response>;
  queue?: (
    batch: MessageBatch<QueueMessage>,
    env: Env,
    ctx: ExecutionContext,
  ) => void | Promise<void>;
}
interface Env {
  readonly DB: { run(sql: string): Promise<void> };
}
interface Job {
  readonly n: number;
}

const env: Env = { DB: { run: async () => undefined } };
const worker = {
  async queue(batch: MessageBatch<Job>, env: Env, ctx: ExecutionContext): Promise<void> {
    for (const message of batch.messages) {
      ctx.waitUntil(env.DB.run(`n = ${message.body.n}`));
      message.ack();
    }
  },
} satisfies ExportedHandler<Env, Job>;
const old = {
  async queue(batch: OldBatch): Promise<void> {
    batch.ackAll();
  },
};
const declared: ExportedHandler<Env, Job> = worker;

it("takes what a Worker exports, and functions", async () => {
  const port = scriptedPort({});
  const signal = AbortSignal.abort();
  const options = { queue: "q", signal };
  const consumers: Consumer[] = [
    consume(port, { ...options, env }, worker),
    consume(port, { ...options, env }, declared),
    consume(port, options, old),
    consume(port, options, { queue: (batch) => batch.ackAll() }),
    consume(port, options, async (batch: MessageBatch<Job>, ctx: ExecutionContext) => {
      ctx.waitUntil(Promise.resolve(batch.messages[0]?.body.n));
    }),
    consume<Job>(port, options, (batch) => void batch.messages[0]?.body.n),
    consume(port, { ...options, body: PullRequest }, (batch) => {
      const size: number | undefined = batch.messages[0]?.body.batch_size;
      const message: OurMessage<{ batch_size?: number }> | undefined = batch.messages[0];
      return [size, message];
    }),
    consume(createClient({ apiToken: "t", accountId: "a" }), options, (batch) => batch.ackAll()),
  ];
  await Promise.all(consumers.map(({ finished }) => finished));

  const refused = (): void => {
    // @ts-expect-error the handler asks for an env
    consume(port, options, worker);
    // @ts-expect-error it asks for another one
    consume(port, { ...options, env: { DB: 1 } }, worker);
    // @ts-expect-error a misspelt option
    consume(port, { ...options, batchsize: 1 }, old);
    // @ts-expect-error the body is not known to be a Job
    consume(port, options, (batch) => batch.messages[0]?.body.n);
    // @ts-expect-error the client is not bound to an account
    consume(createClient({ apiToken: "t" }), options, old);
    // @ts-expect-error no such rules
    consume(port, { ...options, settle: "seed" }, old);
  };
  expect(refused).toBeTypeOf("function");
});
