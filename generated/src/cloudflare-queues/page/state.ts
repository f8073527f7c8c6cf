// What the page knows, and what its parts can ask of the whole.
import type { MessagesView, Overview, QueueView, State } from "../server/page-views.ts";

/** The page: its parts read it, change it, and ask it to paint. */
export interface Page {
  overview: Overview | undefined;
  /** Queues opened by name, which need not exist. */
  readonly opened: Set<string>;
  /** The name of the queue that is shown. */
  queue: string | undefined;
  shown: MessagesView | undefined;
  /** Why there are no messages to show, in words. */
  trouble: string;
  filter: State | "";
  /** Where the pages before this one and this one begin; the first at its beginning. */
  trail: readonly (string | undefined)[];
  /** Messages whose body is wanted to its end. */
  readonly whole: Set<string>;
  isPaused: boolean;
  /** The time on the emulator's clock. */
  now(): number;
  select(queue: string): void;
  /** Asks for the messages anew. */
  load(): Promise<void>;
  paint(): void;
}

const NOTHING = { backlog: 0, bytes: 0, inFlight: 0, delayed: 0, oldestAt: 0, deadLetters: 0 };
const NO_COUNTS = { pushed: 0, pulled: 0, acked: 0, retried: 0 };

/** All queues: those that the emulator tells of, those opened by name, and the one that is shown. */
export function queuesOf({ overview, opened, queue }: Page): readonly QueueView[] {
  const told = overview?.queues ?? [];
  const names = new Set(told.map(({ name }) => name));
  const others = new Set([...opened, ...(queue === undefined ? [] : [queue])]);
  return [...told, ...[...others].filter((name) => !names.has(name)).map(emptyQueue)];
}

/** The queue that is shown. */
export function queueOf(page: Page): QueueView | undefined {
  const { queue } = page;
  if (queue === undefined) return undefined;
  return page.overview?.queues.find(({ name }) => name === queue) ?? emptyQueue(queue);
}

function emptyQueue(name: string): QueueView {
  return { name, ...NOTHING, counts: NO_COUNTS, hasToken: false };
}

/** The queues whose dead letters go to this one. */
export function sourcesOf({ overview }: Page, name: string): readonly string[] {
  const queues = overview?.queues ?? [];
  return queues.flatMap((one) => (one.options?.deadLetterQueue === name ? [one.name] : []));
}
