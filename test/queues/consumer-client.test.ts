// The consumer on the generated client and its mock server: real requests, real errors, real time.
import { expect, it } from "vitest";
import {
  consume,
  type ConsumerEvent,
  PullNotEnabledError,
} from "../../templates/cloudflare-queues/consumer.ts";
import { type AckRequest, createClient } from "#api/index";
import { Failure } from "#api/fixtures";
import { type Handlers, mockServer } from "#api/mock";
import { text } from "./consumer-support.ts";

const clientOf = (handlers: Handlers) =>
  createClient({ apiToken: "t", accountId: "a", fetch: mockServer(handlers).fetch });

it("pulls, handles and acknowledges", async () => {
  const sent: (AckRequest | undefined)[] = [];
  const messages = [
    text("a"),
    text("b", { body: btoa('{"n":1}'), metadata: { "CF-Content-Type": "json" } }),
    text("c", { body: "/w8=", metadata: { "CF-Content-Type": "v8" } }),
  ];
  let pulls = 0;
  const client = clientOf({
    pull: () => ({ success: true, result: { messages: pulls++ === 0 ? messages : [] } }),
    ack: ({ body }) => {
      sent.push(body);
      return { success: true, result: { warnings: { "a-lease": "was expired" } } };
    },
  });
  const events: ConsumerEvent[] = [];
  const bodies: unknown[] = [];
  const onEvent = (event: ConsumerEvent): void => void events.push(event);
  const consumer = consume(client, { queue: "q", onEvent }, async (batch) => {
    bodies.push(...batch.messages.map(({ body }) => body));
    batch.ackAll();
    setTimeout(() => void consumer.stop());
  });
  await consumer.finished;
  expect(bodies).toEqual(["body of a", { n: 1 }]);
  expect(sent).toEqual([{ acks: [{ lease_id: "a-lease" }, { lease_id: "b-lease" }] }]);
  const told = events.filter(({ type }) => ["refused", "settled", "warning"].includes(type));
  expect(told).toMatchObject([
    { type: "refused", verdict: "leave" },
    { type: "settled", acks: 2, retries: 0 },
    { type: "warning", id: "a", text: "was expired" },
  ]);
});

it("ends with a typed error where HTTP pull is not enabled", async () => {
  const body = JSON.stringify(Failure.examples.pullNotEnabled);
  const client = clientOf({ pull: () => new Response(body, { status: 405 }) });
  const { finished } = consume(client, { queue: "q" }, () => undefined);
  await expect(finished).rejects.toBeInstanceOf(PullNotEnabledError);
});

it("tells an identifier that can't be one", async () => {
  const { finished } = consume(clientOf({}), { queue: "q".repeat(33) }, () => undefined);
  await expect(finished).rejects.toThrow(/queues.messages.pull has an invalid request/);
});
