// A pulled message → one that a handler can be given, or the error that says why not. One odd message
// is an error of its own; it never throws, so that it can't cost the others of its batch.
import type { Clock } from "../../runtime/options.ts";
import { within } from "../../runtime/within.ts";
import type { PulledMessage } from "../../types.ts";
import type { BodySchema } from "./body-schema.ts";
import { decodeBody } from "./decode.ts";
import { InvalidBody, MalformedMessage, SchemaTimeout, UndecodableBody } from "./faults.ts";

/** A message that was read. */
export interface ReadMessage {
  readonly id: string;
  readonly leaseId: string;
  readonly attempts: number;
  readonly timestamp: Date;
  readonly body: unknown;
}

export type RefusedMessage = UndecodableBody | MalformedMessage | InvalidBody | SchemaTimeout;

/** How bodies are validated, and how long that may take: a promise may never settle. */
export interface Validation {
  readonly schema: BodySchema<unknown>;
  readonly clock: Clock;
  /** Ends it; the message is refused then. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Checks and decodes a message, and validates its body. */
export async function readMessage(
  queue: string,
  pulled: PulledMessage,
  validation: Validation | undefined,
): Promise<ReadMessage | RefusedMessage> {
  const missing = missingOf(pulled);
  if (missing) return new MalformedMessage(queue, pulled, `has no usable ${missing}`);
  const contentType = contentTypeOf(pulled);
  const decoded = decodeBody(pulled.body!, contentType);
  if (decoded.reason !== undefined)
    return new UndecodableBody(queue, pulled, contentType, decoded.reason);
  const body = validation ? await validated(queue, pulled, decoded.value, validation) : decoded;
  if (body instanceof Error) return body;
  return {
    id: pulled.id!,
    leaseId: pulled.lease_id!,
    attempts: pulled.attempts!,
    timestamp: new Date(pulled.timestamp_ms!),
    body: body.value,
  };
}

/** The first property without which a message can't be handled or settled. */
function missingOf(pulled: PulledMessage | null | undefined): string | undefined {
  if (typeof pulled?.lease_id !== "string" || pulled.lease_id === "") return "lease_id";
  if (typeof pulled.id !== "string") return "id";
  if (typeof pulled.body !== "string") return "body";
  if (typeof pulled.attempts !== "number") return "attempts";
  if (Number.isNaN(new Date(pulled.timestamp_ms!).getTime())) return "timestamp_ms";
  return undefined;
}

/** Metadata may be missing, null or anything at all. */
function contentTypeOf({ metadata }: PulledMessage): unknown {
  return (Object(metadata) as Readonly<Record<string, unknown>>)["CF-Content-Type"] ?? undefined;
}

async function validated(
  queue: string,
  pulled: PulledMessage,
  value: unknown,
  { schema, clock, signal, timeoutMs }: Validation,
): Promise<{ readonly value: unknown } | InvalidBody | SchemaTimeout> {
  try {
    const given = schema["~standard"].validate(value);
    const late = (): Error => new SchemaTimeout(queue, pulled, timeoutMs);
    // Most schemas answer at once, and need no timer.
    const result = isPromise(given)
      ? await within(clock, signal, async () => given, timeoutMs, late)
      : given;
    return result.issues ? new InvalidBody(queue, pulled, value, result.issues) : result;
  } catch (cause) {
    return cause instanceof SchemaTimeout
      ? cause
      : new InvalidBody(queue, pulled, value, [], cause);
  }
}

function isPromise<T>(given: T | Promise<T>): given is Promise<T> {
  return typeof (given as Partial<Promise<T>> | undefined)?.then === "function";
}
