// What the story of the live test stands on: bare requests to one queue, and time that passes. It is
// the same whether the service answers or the emulator does.

/** An answer in the service's envelope. */
export interface Answer {
  readonly status: number;
  readonly body: {
    readonly success?: boolean;
    readonly errors?: readonly { readonly code: number; readonly message: string }[] | null;
    readonly result?: unknown;
  };
}

/** One message as a pull gives it. */
export interface Pulled {
  readonly id: string;
  readonly body: string;
  readonly attempts: number;
  readonly lease_id: string;
  readonly metadata?: unknown;
}

export interface World {
  /** Sends a value as JSON, or a text as it is, to `""`, `/batch`, `/pull` or `/ack` of the queue. */
  post(path: string, body: unknown): Promise<Answer>;
  /** The same to the dead letter queue; undefined: there is none to look at. */
  readonly deadLetters: World["post"] | undefined;
  /** Lets time pass. */
  wait(ms: number): Promise<void>;
  /** What the queue's consumer is set to, as far as it is known. */
  readonly maxRetries: number | undefined;
}

/** A pull may come back empty although a message is there; so often is it repeated, once a second. */
const PATIENCE = 30;

/** Pushes a text and pulls it, with a lease of `visibilityTimeoutMs`. */
export async function pushAndPull(
  world: World,
  visibilityTimeoutMs = 60_000,
  body: object = { body: "onespec", content_type: "text" },
): Promise<Pulled> {
  const pushed = await world.post("", body);
  if (pushed.status !== 200) throw new Error(`A push was answered with ${pushed.status}.`);
  return pullOne(world, visibilityTimeoutMs);
}

/** @throws Error where nothing comes. */
export async function pullOne(world: World, visibilityTimeoutMs = 60_000): Promise<Pulled> {
  const found = await tryPull(world.post, world, visibilityTimeoutMs);
  if (!found) throw new Error("Nothing was pulled although something had been pushed.");
  return found;
}

/** Pulls until something comes or patience ends. */
export async function tryPull(
  post: World["post"],
  { wait }: World,
  visibilityTimeoutMs: number,
  patience: number = PATIENCE,
): Promise<Pulled | undefined> {
  for (let attempt = 0; attempt < patience; attempt++) {
    const request = { batch_size: 1, visibility_timeout_ms: visibilityTimeoutMs };
    const { body } = await post("/pull", request);
    const [message] = messagesIn(body.result);
    if (message) return message;
    await wait(1000);
  }
  return undefined;
}

export function messagesIn(result: unknown): readonly Pulled[] {
  const list = Array.isArray(result) ? result : (result as { messages?: unknown } | null)?.messages;
  return Array.isArray(list) ? (list as readonly Pulled[]) : [];
}

/** Settles leases, and gives what the service says of it. */
export async function settle(
  world: World,
  acks: readonly string[],
  retries: readonly string[] = [],
): Promise<{
  readonly answer: Answer;
  readonly counts: readonly unknown[];
  readonly told: unknown;
}> {
  const answer = await world.post("/ack", {
    acks: acks.map((lease_id) => ({ lease_id })),
    retries: retries.map((lease_id) => ({ lease_id })),
  });
  const result = (answer.body.result ?? {}) as Readonly<Record<string, unknown>>;
  const { ackCount, retryCount, warnings } = result;
  return { answer, counts: [ackCount, retryCount], told: warnings };
}

/** Whether an answer of `/ack` carries a warning, as a map or as a list. */
export function isWarned(told: unknown): boolean {
  return Object.keys(Object(told) as object).length > 0;
}
