// What the producer and the consumer need of a client: two methods each, so that neither pulls in
// the other's, and a test needs no client. The generated client is one of these. Types only.
import type { CallOptions } from "../../runtime/options.ts";
import type {
  AckRequest,
  AckResult,
  BulkPushRequest,
  BulkPushResult,
  PullRequest,
  PullResult,
  PushRequest,
  PushResult,
} from "../../types.ts";

/** One call of the API. Gives its result, or undefined where the service left that out. */
type Send<Body, Result> = (
  queueId: string,
  body: Body,
  options?: CallOptions,
) => PromiseLike<Result | undefined>;

/** Puts messages into queues. */
export interface ProducerPort {
  readonly push: Send<PushRequest, PushResult>;
  readonly bulkPush: Send<BulkPushRequest, BulkPushResult>;
}

/** Takes messages out of queues, and settles their leases. */
export interface ConsumerPort {
  readonly pull: Send<PullRequest, PullResult>;
  readonly ack: Send<AckRequest, AckResult>;
}

/**
 * A client, as far as `Port` goes: `createClient({ apiToken, accountId })` makes one. A client
 * that is not bound to an account is none: its calls need one each time.
 */
export interface QueuesClient<Port> {
  readonly queues: { readonly messages: Port };
}
