// Looks at the options of a queue. Fills nothing in.
import { type Check, flag, oneOf, text, TOKEN_CHECK, whole } from "./checks.ts";
import { didYouMean } from "./closest.ts";
import type { QueueOptions } from "./queues.ts";

/** What each option must be. */
export const QUEUE_CHECKS: Readonly<Record<keyof QueueOptions, Check>> = {
  name: text(63),
  id: text(32),
  delaySeconds: whole(0, 86_400),
  retryDelaySeconds: whole(0, 86_400),
  maxRetries: whole(0, 100),
  deadLetterQueue: text(63),
  visibilityTimeoutMs: whole(1, 43_200_000),
  retentionSeconds: whole(60, 1_209_600),
  token: TOKEN_CHECK,
  httpPull: flag,
  refuse: oneOf("overloaded", "full", "paused", "freePlanSpent"),
};

/**
 * The options as they are, after a look at each; a configuration comes from a file.
 *
 * @throws TypeError that says what is wrong.
 */
export function checkedQueue(options: QueueOptions): QueueOptions {
  const { name } = Object(options) as Partial<QueueOptions>;
  const who = `the queue ${JSON.stringify(name)}`;
  if (name === undefined) throw new TypeError("a queue has no name");
  for (const [key, value] of Object.entries(options)) {
    const check = Object.hasOwn(QUEUE_CHECKS, key)
      ? QUEUE_CHECKS[key as keyof QueueOptions]
      : undefined;
    if (!check) {
      const meant = didYouMean(key, Object.keys(QUEUE_CHECKS));
      throw new TypeError(`${who} has an option ${key}, which does not exist.${meant}`);
    }
    const [isRight, wanted] = check;
    if (value !== undefined && !isRight(value)) {
      throw new TypeError(`${key} of ${who} must be ${wanted}`);
    }
  }
  if (options.deadLetterQueue === name || (options.id && options.deadLetterQueue === options.id)) {
    throw new TypeError(`${who} can't be its own dead letter queue`);
  }
  return options;
}
