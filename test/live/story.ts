// The story of the live test: asks a queue each question about the service that its documentation
// leaves open. What it finds is written as the emulator's settings are, so that they can be compared.
import type { Settings } from "../../templates/cloudflare-queues/emulator.ts";
import {
  isWarned,
  messagesIn,
  pullOne,
  pushAndPull,
  settle,
  tryPull,
  type World,
} from "./world.ts";

/** What was found: a setting by its name, and beside the settings what has none. */
export type Findings = { -readonly [Name in keyof Settings]?: Settings[Name] } & {
  /** `code status` of each refusal, by what was sent. */
  refusals?: Readonly<Record<string, string>>;
  /** Warnings as they were written, by what was done. */
  warningsSeen?: Readonly<Record<string, unknown>>;
  /** How often a message was delivered that was retried each time. */
  deliveries?: number;
};

/** Asks everything. The queue must be empty, and nobody else may read it. */
export async function story(world: World): Promise<Findings> {
  return {
    ...(await shapes(world)),
    ...(await leases(world)),
    ...(await refusals(world)),
    ...(await lastDelivery(world)),
  };
}

/** How pushes, pulls and messages look. */
async function shapes(world: World): Promise<Findings> {
  const pushed = await world.post("", { body: { a: "ü" }, content_type: "json" });
  const { body, metadata, lease_id } = await pullOne(world);
  const pulled = await world.post("/pull", {});
  await settle(world, [lease_id]);
  return {
    pushResult: pushed.body.result ? "metrics" : "absent",
    pullResult: Array.isArray(pulled.body.result) ? "list" : "object",
    jsonBodies: body.startsWith("{") ? "plain" : "base64",
    metadata: metadata === undefined ? "absent" : metadata === null ? "null" : "object",
  };
}

const SHORT = 1000;

/** What is said of leases that are settled late, twice, both ways, or that nobody gave. */
async function leases(world: World): Promise<Findings> {
  const unknown = await settle(world, ["nobody-gave-this-lease"]);
  const one = await pushAndPull(world);
  const acked = await settle(world, [one.lease_id]);
  const again = await settle(world, [one.lease_id]);
  const other = await pushAndPull(world);
  const both = await settle(world, [other.lease_id], [other.lease_id]);
  const back = await tryPull(world.post, world, 60_000, 5);
  if (back) await settle(world, [back.lease_id]);
  const retried = await pushAndPull(world);
  await settle(world, [], [retried.lease_id]);
  const retriedAgain = await settle(world, [], [retried.lease_id]);
  await settle(world, [(await pullOne(world)).lease_id]);
  const warnings = Object.entries({ unknown, again, both, retriedAgain });
  return {
    ackCounts: acked.counts[0] === undefined ? "absent" : "present",
    warnings: Array.isArray(unknown.told) ? "list" : "map",
    unknownLeases: isWarned(unknown.told) ? "warn" : "ignore",
    settledAgain: isWarned(retriedAgain.told) ? "warn" : "ignore",
    ackedAndRetried: back ? "retry" : "ack",
    ...(await late(world)),
    warningsSeen: Object.fromEntries(warnings.map(([name, { told }]) => [name, told])),
  };
}

async function late(world: World): Promise<Findings> {
  const one = await pushAndPull(world, SHORT);
  await world.wait(SHORT * 3);
  const ack = await settle(world, [one.lease_id]);
  const back = await tryPull(world.post, world, SHORT, 5);
  await world.wait(SHORT * 3);
  const left = back ?? (await pushAndPull(world, SHORT));
  await world.wait(SHORT * 3);
  const retry = await settle(world, [], [left.lease_id]);
  await settle(world, [(await pullOne(world)).lease_id]);
  return {
    lateAcks: back || isWarned(ack.told) ? "warn" : "accept",
    lateRetries: isWarned(retry.told) ? "warn" : "accept",
  };
}

const text = (bytes: number): object => ({ body: "x".repeat(bytes), content_type: "text" });

/** Requests that should be refused, and where. What is taken after all is pulled and acknowledged. */
async function refusals(world: World): Promise<Findings> {
  const asked: Readonly<Record<string, readonly [path: string, body: unknown]>> = {
    "a push that is no JSON": ["", "{"],
    "a push of a list": ["", []],
    "a push without body": ["", { content_type: "text" }],
    "a push of an unknown content type": ["", { body: "a", content_type: "bytes" }],
    "a push of a text that is none": ["", { body: 1, content_type: "text" }],
    "a delay of half a second": ["", { ...text(1), delay_seconds: 0.5 }],
    "a delay of a day and a second": ["", { ...text(1), delay_seconds: 86_401 }],
    "a message of 128,001 bytes": ["", text(128_001)],
    "a batch of none": ["/batch", { messages: [] }],
    "a batch of 101": ["/batch", { messages: Array.from({ length: 101 }, () => text(1)) }],
    "a batch of 288,001 bytes": ["/batch", { messages: [96_000, 96_000, 96_001].map(text) }],
    "a pull of none": ["/pull", { batch_size: 0 }],
    "a pull of 101": ["/pull", { batch_size: 101 }],
    "a pull that is no object": ["/pull", []],
    "an acknowledgement that is no object": ["/ack", []],
  };
  const seen: Record<string, string> = {};
  for (const [name, [path, body]] of Object.entries(asked)) {
    const answer = await world.post(path, body);
    seen[name] = `${answer.body.errors?.[0]?.code ?? "no code"} ${answer.status}`;
    if (answer.status === 200) await drain(world);
  }
  const code = (name: string): number => parseInt(seen[name] ?? "", 10);
  const isTaken = (name: string): boolean => seen[name]?.endsWith(" 200") === true;
  return {
    refusals: seen,
    pullBounds: isTaken("a pull of 101") ? "clamp" : "refuse",
    fractionalDelays: isTaken("a delay of half a second") ? "accept" : "refuse",
    emptyBatch: code("a batch of none") as Settings["emptyBatch"],
    invalidConsumerBody: code("a pull that is no object") as Settings["invalidConsumerBody"],
  };
}

/** Acknowledges what is there. */
export async function drain(world: World): Promise<void> {
  for (;;) {
    await world.wait(1000);
    const { body } = await world.post("/pull", { batch_size: 100 });
    const found = messagesIn(body.result);
    if (found.length === 0) return;
    await settle(
      world,
      found.map(({ lease_id }) => lease_id),
    );
  }
}

/** Retries a message until it comes no more, and looks for it in the dead letter queue. */
async function lastDelivery(world: World): Promise<Findings> {
  await world.post("", text(1));
  let deliveries = 0;
  for (let next = await tryPull(world.post, world, 60_000); next && deliveries < 110;) {
    deliveries = Math.max(deliveries, next.attempts);
    await settle(world, [], [next.lease_id]);
    next = await tryPull(world.post, world, 60_000, 5);
  }
  const dead = world.deadLetters && (await tryPull(world.deadLetters, world, 60_000));
  if (dead) await world.deadLetters?.("/ack", { acks: [{ lease_id: dead.lease_id }] });
  const { maxRetries } = world;
  return {
    deliveries,
    ...(maxRetries !== undefined && {
      maxRetriesCounts: deliveries > maxRetries ? "retries" : "deliveries",
    }),
    ...(dead && { deadLetterAttempts: dead.attempts > 1 ? "continue" : "reset" }),
  };
}
