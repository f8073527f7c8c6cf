// How large messages and batches may be: what the service documents, and what a caller puts in its
// place, because services move their limits. Checks numbers; measures nothing.

/** What may be sent. Bytes are counted as `messageBytes` does. */
export interface MessageLimits {
  /** The largest message, in bytes. Default: 128,000. */
  readonly messageBytes: number;
  /** The largest number of messages in one request. Default: 100. */
  readonly batchMessages: number;
  /** The largest sum of the messages of one request, in bytes. Default: 256,000. */
  readonly batchBytes: number;
  /** What the service adds to each message for itself, in bytes. Default: 100. */
  readonly overheadBytes: number;
}

/** The limits of the service. */
export const defaultLimits: MessageLimits = {
  messageBytes: 128_000,
  batchMessages: 100,
  batchBytes: 256_000,
  overheadBytes: 100,
};

/** The longest delay of a message, in seconds: a day. */
export const MAX_DELAY_SECONDS: number = 86_400;

/** The limits of the service, with the caller's in their place. @throws RangeError */
export function limitsOf(given: Partial<MessageLimits> = {}): MessageLimits {
  const limits = { ...defaultLimits, ...given };
  for (const name of Object.keys(defaultLimits) as (keyof MessageLimits)[]) {
    const least = name === "overheadBytes" ? 0 : 1;
    if (!Number.isInteger(limits[name]) || limits[name] < least)
      throw new RangeError(`limits.${name} must be a whole number from ${least}`);
  }
  if (limits.messageBytes > limits.batchBytes)
    throw new RangeError("limits.messageBytes must not exceed limits.batchBytes");
  return limits;
}

/** The delay itself, checked. @throws RangeError */
export function checkDelay<Delay extends number | undefined>(delay: Delay, whose: string): Delay {
  if (delay === undefined) return delay;
  if (Number.isInteger(delay) && delay >= 0 && delay <= MAX_DELAY_SECONDS) return delay;
  const found = typeof delay === "number" ? String(delay) : `a value of type ${typeof delay}`;
  throw new RangeError(
    `${whose}: delaySeconds must be a whole number from 0 to ${MAX_DELAY_SECONDS}, found ${found}`,
  );
}
