// Where the document draws its lines: what the service takes passes, and the next value does not.
import { expect, test } from "vitest";
import type { Json } from "../../generator/model/model.ts";
import { problems } from "./document.ts";

const message = { body: "a", content_type: "text" };
const lease = { lease_id: "x" };
const metrics = { backlog_count: 0, backlog_bytes: 0, oldest_message_timestamp_ms: 0 };
const without = (key: string): Json =>
  Object.fromEntries(Object.entries(metrics).filter(([name]) => name !== key));

const accepted: readonly (readonly [schema: string, value: Json])[] = [
  ["Identifier", "x".repeat(32)],
  // Any JSON is a body; without a content type it is a JSON message.
  ["PushRequest", { body: null }],
  ["PushRequest", { body: "text", content_type: "json", delay_seconds: 86400 }],
  ["PushRequest", { body: "", content_type: "text", delay_seconds: 0 }],
  ["BulkPushRequest", { messages: Array(100).fill(message), delay_seconds: 86400 }],
  ["PullRequest", {}],
  ["PullRequest", { batch_size: 1, visibility_timeout_ms: 1 }],
  ["PullRequest", { batch_size: 100, visibility_timeout_ms: 43200000 }],
  ["AckRequest", {}],
  ["AckRequest", { acks: [lease], retries: [{ lease_id: "y", delay_seconds: 86400 }] }],
  // Objects stay open, and nearly everything in an answer may be missing.
  ["AckRequest", { acks: [{ lease_id: "x", note: 1 }], note: 2 }],
  ["PushResponse", { success: true }],
  ["PullResponse", { success: true, result: { messages: [{}], metadata: {} } }],
  ["QueueMetrics", metrics],
  ["PulledMessage", { metadata: null }],
  ["PulledMessage", { metadata: { "CF-Content-Type": "of tomorrow", CF_QUEUE_NAME: "q" } }],
  ["AckResponse", { success: true, result: { warnings: { lease: "text" } } }],
  ["Failure", { success: false, errors: [{ code: 10104, message: "" }], result: null }],
];

const refused: readonly (readonly [schema: string, value: Json])[] = [
  ["Identifier", ""],
  ["Identifier", "x".repeat(33)],
  ["PushRequest", {}],
  ["PushRequest", { content_type: "json" }],
  ["PushRequest", { body: 1, content_type: "text" }],
  ["PushRequest", { body: "a", content_type: "bytes" }],
  ["PushRequest", { body: "a", delay_seconds: 86401 }],
  ["PushRequest", { body: "a", delay_seconds: -1 }],
  ["PushRequest", { body: "a", delay_seconds: 0.5 }],
  ["PushRequest", { ...message, delay_seconds: 86401 }],
  ["BulkPushRequest", {}],
  ["BulkPushRequest", { messages: [] }],
  ["BulkPushRequest", { messages: Array(101).fill(message) }],
  ["BulkPushRequest", { messages: [{}] }],
  ["BulkPushRequest", { messages: [message], delay_seconds: 86401 }],
  ["PullRequest", { batch_size: 0 }],
  ["PullRequest", { batch_size: 101 }],
  ["PullRequest", { visibility_timeout_ms: 0 }],
  ["PullRequest", { visibility_timeout_ms: 43200001 }],
  ["AckRequest", { acks: [{}] }],
  ["AckRequest", { acks: [{ lease_id: "" }] }],
  ["AckRequest", { retries: [{ delay_seconds: 1 }] }],
  ["AckRequest", { retries: [{ ...lease, delay_seconds: 86401 }] }],
  ["PushResponse", {}],
  ["PushResponse", { success: false }],
  ["AckResponse", { success: true, result: { ackCount: -1 } }],
  ["Failure", { success: true, errors: [] }],
  ["Failure", { success: false }],
  // The three metrics come together or not at all.
  ...Object.keys(metrics).map((key) => ["QueueMetrics", without(key)] as const),
];

const short = (value: Json): string => JSON.stringify(value).slice(0, 80);

for (const [schema, value] of accepted) {
  test(`${schema} takes ${short(value)}`, () => {
    expect(problems(`/components/schemas/${schema}`, value)).toBe("");
  });
}

for (const [schema, value] of refused) {
  test(`${schema} refuses ${short(value)}`, () => {
    expect(problems(`/components/schemas/${schema}`, value)).not.toBe("");
  });
}
