// The bodies of the four requests, read by the service's own rules. These are looser than the
// document where real clients are: nothing of a pull is needed, no content type, unknown properties
// are passed over.
import { type Code, Refusal } from "./codes.ts";
import { items, numberOf, type Part, parsed, property, refuse, textOf } from "./json.ts";
import type { Draft } from "./message.ts";
import type { Settings } from "./settings.ts";
import type { SettleRequest } from "./settle.ts";

/** What is pushed. */
export interface PushRequest {
  readonly drafts: readonly Draft[];
  readonly batchDelaySeconds: number | undefined;
}

/** What is to be pulled. */
export interface PullRequest {
  readonly batchSize: number;
  /** Undefined: the queue's own. */
  readonly visibilityTimeoutMs: number | undefined;
  /** For the envelope's `messages`. */
  readonly remarks: readonly string[];
}

/** Reads the body of a push. @throws Refusal */
export function readPush(text: string, settings: Settings): PushRequest {
  const draft = draftOf(parsed(text, 10207), settings);
  return { drafts: [draft], batchDelaySeconds: undefined };
}

/** Reads the body of a bulk push. @throws Refusal */
export function readBatch(text: string, settings: Settings): PushRequest {
  const body = parsed(text, 10207);
  const list = property(body, "messages");
  const messages = items(list) ?? refuse(list, "a list");
  const { maxBatchMessages, maxBatchBytes, messageOverheadBytes } = settings;
  if (messages.length === 0) throw new Refusal(settings.emptyBatch, undefined, list.at);
  if (messages.length > maxBatchMessages) {
    const told = `batch message count of ${messages.length} exceeds limit of ${maxBatchMessages}`;
    throw new Refusal(10206, told, list.at);
  }
  const batchDelaySeconds = delayOf(body, 10202, settings);
  const drafts = messages.map((message) => draftOf(message, settings));
  const bytes = drafts.reduce((sum, draft) => sum + draft.bytes + messageOverheadBytes, 0);
  if (bytes > maxBatchBytes) {
    const told = `batch size of ${bytes} bytes exceeds limit of ${maxBatchBytes}`;
    throw new Refusal(10205, told, list.at);
  }
  return { drafts, batchDelaySeconds };
}

/** Reads the body of a pull, which may be empty. @throws Refusal */
export function readPull(text: string, settings: Settings): PullRequest {
  const body = parsed(text.trim() === "" ? "{}" : text, settings.invalidConsumerBody);
  const { defaultPullMessages, maxPullMessages, maxVisibilityTimeoutMs } = settings;
  const bounded = (name: string, most: number): number | undefined => {
    const part = property(body, name);
    const value = numberOf(part);
    if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) {
      return value;
    }
    if (settings.pullBounds === "clamp") return Math.min(most, Math.max(1, Math.trunc(value)));
    return refuse(part, `a whole number from 1 to ${most}`);
  };
  const batchSize = bounded("batch_size", maxPullMessages) ?? defaultPullMessages;
  const visibilityTimeoutMs = bounded("visibility_timeout_ms", maxVisibilityTimeoutMs);
  const isOld = property(body, "visibility_timeout").value !== undefined;
  const remarks = isOld ? ["visibility_timeout is not read; visibility_timeout_ms is."] : [];
  return { batchSize, visibilityTimeoutMs, remarks };
}

/** Reads the body of an acknowledgement. @throws Refusal */
export function readAck(text: string, settings: Settings): SettleRequest {
  const body = parsed(text, settings.invalidConsumerBody);
  const acks = items(property(body, "acks")) ?? [];
  const retries = items(property(body, "retries")) ?? [];
  const { maxLeases } = settings;
  if (maxLeases !== null && acks.length + retries.length > maxLeases) {
    refuse(body, `about ${maxLeases} leases at most`);
  }
  const leaseOf = (part: Part): string => textOf(property(part, "lease_id"));
  return {
    acks: acks.map(leaseOf),
    retries: retries.map((part) => {
      const delaySeconds = delayOf(part, 10203, settings);
      return { leaseId: leaseOf(part), ...(delaySeconds !== undefined && { delaySeconds }) };
    }),
  };
}

function draftOf(message: Part, settings: Settings): Draft {
  const { maxMessageBytes, messageOverheadBytes } = settings;
  const content = property(message, "body");
  const contentType = contentTypeOf(property(message, "content_type"));
  if (content.value === undefined) refuse(content, "given");
  const body = contentType === "text" ? textOf(content) : JSON.stringify(content.value);
  const delaySeconds = delayOf(message, 10203, settings);
  const bytes = new TextEncoder().encode(body).length;
  if (bytes + messageOverheadBytes > maxMessageBytes) {
    const told = `message length of ${bytes} bytes exceeds limit of ${maxMessageBytes}`;
    throw new Refusal(10204, told, content.at);
  }
  return { body, contentType, bytes, delaySeconds };
}

function contentTypeOf(part: Part): "text" | "json" {
  const { value, at } = part;
  if (value === undefined || value === null) return "json";
  if (value === "text" || value === "json") return value;
  const given = textOf(part);
  const told = `message content type ${given} is invalid; the HTTP API takes text and json`;
  throw new Refusal(10203, told, at);
}

/** A wrong type is a wrong shape; a number that is no delay has a code of its own. */
function delayOf(object: Part, code: Code, settings: Settings): number | undefined {
  const part = property(object, "delay_seconds");
  const value = numberOf(part);
  const isWhole = settings.fractionalDelays === "accept" || Number.isInteger(value);
  const { maxDelaySeconds } = settings;
  if (value === undefined || (isWhole && value >= 0 && value <= maxDelaySeconds)) return value;
  const told = `message delay ${value} is invalid; it must be from 0 to ${maxDelaySeconds} seconds`;
  throw new Refusal(code, told, part.at);
}
