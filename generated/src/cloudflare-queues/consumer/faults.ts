// What goes wrong with messages and queues, as errors that say what to do. Recognise them by their
// name where a package may be installed twice.
import type { PulledMessage } from "../../types.ts";

/** HTTP pull is not enabled for a queue (status 405). The consumer ends with it. */
export class PullNotEnabledError extends Error {
  static {
    Object.assign(this.prototype, { name: "PullNotEnabledError" });
  }
  readonly queue: string;
  /** `cause` is the ApiError with the service's own words. */
  constructor(queue: string, cause: unknown) {
    const advice =
      "run `npx wrangler queues consumer http add <queue name>`, or enable it in the dashboard " +
      "under the queue's settings; a Worker that consumes the queue may have to be removed first. " +
      "It takes some seconds: readinessTimeoutMs waits for it";
    super(`HTTP pull is not enabled for the queue ${queue}: ${advice}`, { cause });
    this.queue = queue;
  }
}

/** A pulled message that can't be given to the handler. */
class RefusedMessage extends Error {
  readonly queue: string;
  /** The message as it was pulled. It is not printed with the error. */
  declare readonly pulled: PulledMessage;
  constructor(queue: string, pulled: PulledMessage, reason: string, cause?: unknown) {
    const id = typeof pulled?.id === "string" ? pulled.id : "(without id)";
    const options = cause === undefined ? {} : { cause };
    super(`the message ${id} of the queue ${queue} ${reason}`, options);
    this.queue = queue;
    Object.defineProperty(this, "pulled", { value: pulled });
  }
}

/** A message whose body can't be decoded: v8, an unknown content type, or not what it says. */
export class UndecodableBody extends RefusedMessage {
  static {
    Object.assign(this.prototype, { name: "UndecodableBody" });
  }
  /** Its `CF-Content-Type`; undefined where it has none. */
  readonly contentType: unknown;
  constructor(queue: string, pulled: PulledMessage, contentType: unknown, reason: string) {
    const type = contentType === undefined ? "" : ` (${String(contentType)})`;
    super(queue, pulled, `has a body that can't be decoded${type}: ${reason}`);
    this.contentType = contentType;
  }
}

/**
 * A message that lacks what the service always gives, as an id or a lease. One whose lease is not
 * its own is left, whatever `onError` says: settling it would settle another message.
 */
export class MalformedMessage extends RefusedMessage {
  static {
    Object.assign(this.prototype, { name: "MalformedMessage" });
  }
}

/** One thing that a schema finds wrong, as Standard Schema tells it. */
export interface BodyIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** A message whose body is not what the `body` schema asks for. */
export class InvalidBody extends RefusedMessage {
  static {
    Object.assign(this.prototype, { name: "InvalidBody" });
  }
  /** The decoded body. It is not printed with the error. */
  declare readonly body: unknown;
  /** What is wrong with it; empty where the schema itself threw (`cause`). */
  readonly issues: readonly BodyIssue[];
  constructor(
    queue: string,
    pulled: PulledMessage,
    body: unknown,
    issues: readonly BodyIssue[],
    cause?: unknown,
  ) {
    const told = issues.slice(0, 5).map((issue) => issue.message);
    super(queue, pulled, `has an invalid body: ${told.join("; ") || "its schema threw"}`, cause);
    Object.defineProperty(this, "body", { value: body });
    this.issues = issues;
  }
}

/**
 * A message whose body was not validated in time: its schema gave a promise that did not settle
 * before half of the lease was over, or in `handlerTimeoutMs`. The others of its batch go on.
 */
export class SchemaTimeout extends RefusedMessage {
  static {
    Object.assign(this.prototype, { name: "SchemaTimeout" });
  }
  constructor(queue: string, pulled: PulledMessage, timeoutMs: number) {
    super(queue, pulled, `has a body whose schema did not settle in ${timeoutMs} ms`);
  }
}

/** A handler took longer than `handlerTimeoutMs`; its batch counts as failed. */
export class HandlerTimeout extends Error {
  static {
    Object.assign(this.prototype, { name: "HandlerTimeout" });
  }
  readonly queue: string;
  constructor(queue: string, timeoutMs: number) {
    super(`the handler of the queue ${queue} did not end in ${timeoutMs} ms`);
    this.queue = queue;
  }
}
