// A message as callers write it → as it travels, measured. Everything that is wrong with one
// message is refused here, before anything is sent.
import type { QueueMessage } from "../../types.ts";
import { checkDelay, type MessageLimits } from "./limits.ts";
import { messageBytes } from "./message-size.ts";

/**
 * How a body travels: `"json"` (the default) or `"text"`. Upper and lower case are the same. The
 * `"bytes"` and `"v8"` of Workers are not taken by the HTTP API.
 */
export type ContentType = "json" | "text";

/** What can be said about one message. */
export interface MessageOptions {
  /** Default: `"json"`. */
  readonly contentType?: ContentType;
  /**
   * Seconds until consumers can receive the message, 0 to 86,400. It goes before the delay of the
   * batch, which goes before that of the queue; 0 means at once, whatever those say.
   */
  readonly delaySeconds?: number;
}

/**
 * A message of a batch: its options stand beside the body, or below `options`. Where one is given
 * in both places, the one beside the body counts: it is the only one that Workers read.
 */
export interface MessageSendRequest<Body = unknown> extends MessageOptions {
  /**
   * Whatever JSON can express; a string where the content type is `"text"`. A Map, Set, Promise, NaN
   * or the like is refused; inside a body, it is up to `JSON.stringify` (`{}` or null).
   */
  readonly body: Body;
  readonly options?: MessageOptions;
}

/** A message as it travels, and its size. */
export interface MeasuredMessage {
  readonly wire: QueueMessage;
  /** As `messageBytes` counts. */
  readonly bytes: number;
}

/** Checks and measures a message; `whose` names it in errors. @throws TypeError, RangeError */
export function measured(
  request: MessageSendRequest,
  limits: MessageLimits,
  whose: string,
): MeasuredMessage {
  if (typeof request !== "object" || request === null)
    throw new TypeError(`${whose}: must be an object with a body, found ${typeof request}`);
  const { body, options = {} } = request;
  const delay = checkDelay(request.delaySeconds ?? options?.delaySeconds, whose);
  const type = contentTypeOf(request.contentType ?? options?.contentType ?? "json", whose);
  checkBody(body, type, whose);
  const bytes = sizeOf(body, type, limits, whose);
  const late = delay === undefined ? {} : { delay_seconds: delay };
  return { wire: { body, content_type: type, ...late } as QueueMessage, bytes };
}

const ADVICE = "encode the bytes as base64 and send them as text, or inside JSON";

function contentTypeOf(given: unknown, whose: string): ContentType {
  const type = typeof given === "string" ? given.toLowerCase() : given;
  if (type === "json" || type === "text") return type;
  if (type === "bytes")
    throw new TypeError(`${whose}: content type "bytes" is for Workers alone; ${ADVICE}`);
  if (type === "v8")
    throw new TypeError(
      `${whose}: content type "v8" is for Workers alone; send "json", with dates, maps and the like written as JSON can express them`,
    );
  const found = typeof given === "string" ? JSON.stringify(given) : typeof given;
  throw new TypeError(`${whose}: contentType must be "json" or "text", found ${found}`);
}

function checkBody(body: unknown, type: ContentType, whose: string): void {
  if (body === undefined) throw new TypeError(`${whose}: the body is undefined; null is a body`);
  if (type === "text" && typeof body !== "string")
    throw new TypeError(`${whose}: content type "text" needs a string, found ${kindOf(body)}`);
  // JSON would make `{}` of the one and `{"0":1,…}` of the other, and nobody would notice.
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body))
    throw new TypeError(`${whose}: JSON can't express ${kindOf(body)}; ${ADVICE}`);
  const loss = lossOf(body);
  if (loss !== undefined) throw new TypeError(`${whose}: JSON makes ${loss}`);
}

/** What JSON would make of a body without a word, and what to do; undefined where it is faithful. */
function lossOf(body: unknown): string | undefined {
  if (typeof body === "number" && !Number.isFinite(body))
    return `null of ${body}; null is a body too`;
  const kind = kindOf(body);
  if (kind === "Date" && Number.isNaN(Number(body))) return "null of an invalid Date";
  if (typeof (body as { toJSON?: unknown } | null)?.toJSON === "function") return undefined;
  if (kind === "Promise") return "{} of a Promise; await it";
  return kind === "Map" || kind === "Set" ? `{} of a ${kind}; send what is in it` : undefined;
}

/** The type of a value in one word. */
export function kindOf(value: unknown): string {
  if (typeof value !== "object") return typeof value;
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

function sizeOf(body: unknown, type: ContentType, limits: MessageLimits, whose: string): number {
  const { messageBytes: most, overheadBytes } = limits;
  const bytes = measure(body, type, overheadBytes, whose);
  if (bytes <= most) return bytes;
  throw new RangeError(
    `${whose}: has ${bytes} bytes (${overheadBytes} of them the service's own), and ${most} are the limit; keep the content elsewhere and send a reference to it`,
  );
}

function measure(body: unknown, type: ContentType, overhead: number, whose: string): number {
  try {
    return messageBytes(body, type, overhead);
  } catch (cause) {
    throw new TypeError(`${whose}: JSON can't express the body`, { cause });
  }
}
