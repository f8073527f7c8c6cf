// What the service answers: results and failures in its envelope, with the service's names.
import { type Code, CODES, type Refusal } from "./codes.ts";
import { leaseOf } from "./lease.ts";
import type { Message } from "./message.ts";
import { attemptsOf } from "./rules.ts";
import type { Settings } from "./settings.ts";
import type { Settled } from "./settle.ts";
import type { Metrics } from "./store.ts";

/** What a request is answered with; `body` is sent as JSON. */
export interface Answer {
  readonly status: number;
  /** Beside `content-type`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A success; `remarks` are for people. */
export function success(result: unknown, remarks: readonly string[] = []): Answer {
  const whole = { success: true, errors: [], messages: remarks };
  const body = result === undefined ? whole : { ...whole, result };
  return { status: 200, headers: {}, body };
}

/** A failure with one error. */
export function failure({ code, message, pointer }: Refusal, settings: Settings): Answer {
  const status = statusOf(code, settings);
  const error = { code, message, ...(pointer !== undefined && { source: { pointer } }) };
  const body = { success: false, errors: [error], messages: [], result: null };
  return { status, headers: headersOf(status, settings), body };
}

/** A failure that is over after some seconds; nothing has happened. */
export function later({ body }: Answer, seconds: number): Answer {
  return { status: 503, headers: { "retry-after": String(seconds) }, body };
}

function headersOf(status: number, { retryAfterSeconds }: Settings): Record<string, string> {
  if (status === 429) return { "retry-after": String(retryAfterSeconds) };
  return status === 405 ? { allow: "POST" } : {};
}

function statusOf(code: Code, { statuses }: Settings): number {
  return statuses[code] ?? CODES[code].status;
}

/** The result of both pushes. */
export function pushResult(metrics: Metrics, { pushResult: shape }: Settings): unknown {
  return shape === "absent" ? undefined : { metadata: metadataOf(metrics) };
}

/** The result of a pull. */
export function pullResult(
  pulled: { readonly messages: readonly Message[]; readonly metrics: Metrics },
  settings: Settings,
): unknown {
  const messages = pulled.messages.map((message) => pulledMessage(message, settings));
  if (settings.pullResult === "list") return messages;
  const { metrics } = pulled;
  return {
    message_backlog_count: metrics.backlogCount,
    messages,
    metadata: metadataOf(metrics),
  };
}

/** The result of an acknowledgement. */
export function ackResult(settled: Settled, settings: Settings): unknown {
  const { ackCount, retryCount } = settled;
  const told = settled.warnings.map(({ leaseId, kind }) => {
    return [leaseId, settings.warningTexts[kind]] as const;
  });
  return {
    ...(settings.ackCounts === "present" && { ackCount, retryCount }),
    warnings: settings.warnings === "map" ? Object.fromEntries(told) : told.map(([, text]) => text),
  };
}

function metadataOf(metrics: Metrics): unknown {
  return {
    metrics: {
      backlog_count: metrics.backlogCount,
      backlog_bytes: metrics.backlogBytes,
      oldest_message_timestamp_ms: metrics.oldestTimestampMs,
    },
  };
}

function pulledMessage(message: Message, settings: Settings): unknown {
  const { id, timestampMs, body, contentType } = message;
  const isEncoded = contentType === "json" && settings.jsonBodies === "base64";
  const metadata = settings.metadata === "null" ? null : { "CF-Content-Type": contentType };
  return {
    id,
    timestamp_ms: timestampMs,
    attempts: attemptsOf(message, settings),
    body: isEncoded ? base64(body) : body,
    ...(settings.metadata !== "absent" && { metadata }),
    lease_id: leaseOf(message),
  };
}

/** More than this many arguments overflow the stack. */
const CHUNK = 8192;

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}
