// The unchanged official client against the emulator, by its `fetch` option and over a real
// connection, in its full and in its tree-shakable form.
import Cloudflare from "cloudflare";
import { Queues } from "cloudflare/resources/queues/queues";
import { createClient } from "cloudflare/tree-shakable";
import { beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { thrown } from "../runtime/support.ts";
import { ACCOUNT, stage, type Stage, TOKEN } from "./emulator-support.ts";
import { served } from "./server-support.ts";

const account_id = ACCOUNT;
const queue = "b01b5594f784d0165c2985833f5660dd";
const queues = [
  { name: queue, maxRetries: 2, deadLetterQueue: "dead" },
  { name: "closed", httpPull: false },
  { name: "paused", refuse: "paused" as const },
];

type Messages = Cloudflare["queues"]["messages"];
const inMemory = ({ fetch }: Emulator) => ({
  fetch: async (url: string | URL | Request, init?: RequestInit) => fetch(new Request(url, init)),
});

describe.each([
  [
    "full, by fetch",
    async (made: Emulator, apiToken: string): Promise<Messages> =>
      new Cloudflare({ apiToken, maxRetries: 0, ...inMemory(made) }).queues.messages,
  ],
  [
    "full, by baseURL",
    async (made: Emulator, apiToken: string): Promise<Messages> =>
      new Cloudflare({ apiToken, maxRetries: 0, baseURL: (await served({}, made)).url }).queues
        .messages,
  ],
  [
    "tree-shakable, by baseURL",
    async (made: Emulator, apiToken: string): Promise<Messages> =>
      createClient({
        resources: [Queues],
        apiToken,
        maxRetries: 0,
        baseURL: (await served({}, made)).url,
      }).queues.messages,
  ],
])("the official client, %s", (_, connect) => {
  let staged: Stage;
  let messages: Messages;
  beforeEach(async () => {
    staged = stage({ queues, token: TOKEN });
    messages = await connect(staged.emulator, TOKEN);
  });

  it("pushes, pulls and acknowledges, with every parameter", async () => {
    const pushed = await messages.push(queue, {
      account_id,
      body: "hello",
      content_type: "text",
      delay_seconds: 0,
    });
    expect(pushed?.metadata?.metrics?.backlog_count).toBe(1);
    const bulk = await messages.bulkPush(queue, {
      account_id,
      delay_seconds: 10,
      messages: [
        { body: { hello: "world" }, content_type: "json", delay_seconds: 0 },
        { body: "later", content_type: "text" },
      ],
    });
    expect(bulk?.metadata?.metrics).toMatchObject({ backlog_count: 3, backlog_bytes: 27 });
    const order = { account_id, batch_size: 50, visibility_timeout_ms: 6000 };
    const pulled = await messages.pull(queue, order);
    expect(pulled?.message_backlog_count).toBe(3);
    expect(pulled?.messages).toMatchObject([
      { body: "hello", attempts: 1, metadata: { "CF-Content-Type": "text" } },
      { body: btoa('{"hello":"world"}'), attempts: 1 },
    ]);
    const [one, two] = pulled!.messages!.map(({ lease_id }) => lease_id!);
    const settled = await messages.ack(queue, {
      account_id,
      acks: [{ lease_id: one! }, { lease_id: "garbage" }],
      retries: [{ lease_id: two!, delay_seconds: 20 }],
    });
    expect(settled).toMatchObject({
      ackCount: 1,
      retryCount: 1,
      warnings: { garbage: expect.any(String) },
    });
    staged.clock.advance(10_000);
    expect((await messages.pull(queue, { account_id }))?.messages).toMatchObject([
      { body: "later" },
    ]);
    staged.clock.advance(10_000);
    const again = await messages.pull(queue, { account_id });
    expect(again?.messages).toMatchObject([{ attempts: 2, body: btoa('{"hello":"world"}') }]);
  });

  it("needs no parameter for a pull and an acknowledgement", async () => {
    expect((await messages.pull(queue, { account_id }))?.messages).toEqual([]);
    expect(await messages.ack(queue, { account_id })).toMatchObject({ ackCount: 0, retryCount: 0 });
  });

  it("finds the dead letter after the last retry", async () => {
    await messages.push(queue, { account_id, body: "a", content_type: "text" });
    for (const attempts of [1, 2, 3]) {
      const pulled = await messages.pull(queue, { account_id });
      expect(pulled?.messages).toMatchObject([{ attempts }]);
      const { lease_id } = pulled!.messages![0]!;
      await messages.ack(queue, { account_id, retries: [{ lease_id: lease_id! }] });
    }
    expect((await messages.pull(queue, { account_id }))?.messages).toEqual([]);
    const dead = await messages.pull("dead", { account_id });
    expect(dead?.messages).toMatchObject([{ body: "a", attempts: 4 }]);
  });

  it.each([
    ["an unknown queue", "unknown", {}, Cloudflare.NotFoundError, 404, 10104],
    ["a malformed identifier", "a".repeat(33), {}, Cloudflare.BadRequestError, 400, 10107],
    ["too large a pull", queue, { batch_size: 101 }, Cloudflare.BadRequestError, 400, 10207],
    ["a queue without HTTP pull", "closed", {}, Cloudflare.APIError, 405, 7001],
    ["a paused queue", "paused", {}, Cloudflare.RateLimitError, 429, 10252],
  ])("throws for %s", async (__, name, order, type, status, code) => {
    const error = await thrown(messages.pull(name, { account_id, ...order }));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ status, errors: [{ code }] });
  });

  it("throws for too large a message and too long a batch", async () => {
    const message = { body: "x".repeat(128_001), content_type: "text" as const };
    const large = await thrown(messages.push(queue, { account_id, ...message }));
    expect(large).toMatchObject({ status: 413, errors: [{ code: 10204 }] });
    const list = Array.from({ length: 101 }, () => ({ body: 1, content_type: "json" as const }));
    const long = await thrown(messages.bulkPush(queue, { account_id, messages: list }));
    expect(long).toMatchObject({ status: 413, errors: [{ code: 10206 }] });
    const refused = await thrown(messages.ack(queue, { account_id, acks: [{}] }));
    expect(refused).toMatchObject({ status: 400, errors: [{ code: 10207 }] });
  });

  it("throws for a wrong token", async () => {
    const stranger = await connect(staged.emulator, "wrong");
    const error = await thrown(stranger.pull(queue, { account_id }));
    expect(error).toBeInstanceOf(Cloudflare.PermissionDeniedError);
    expect(error).toMatchObject({ errors: [{ code: 10000 }] });
  });
});

it("takes an e-mail address and a key, as the official client's own tests send them", async () => {
  const { emulator } = stage({ token: "144c9defac04969c7bfad8efaa8ea194" });
  const { queues: resource } = new Cloudflare({
    apiKey: "144c9defac04969c7bfad8efaa8ea194",
    apiEmail: "user@example.com",
    ...inMemory(emulator),
  });
  expect((await resource.messages.pull(queue, { account_id }))?.messages).toEqual([]);
});
