// Listens to the emulator for as long as the page is open, and begins again when the connection is
// lost or silent.
import type { Overview } from "../server/page-views.ts";
import { Failure, listen } from "./api.ts";

/** Who is told. */
export interface Listener {
  onOverview(overview: Overview): void;
  /** The emulator is there but can't look at its queues. */
  onTrouble(words: string): void;
  onLost(): void;
  /** A token is needed. Nothing more comes. */
  onRefused(): void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5000;
/** A connection without an event for so long is taken for lost. */
const LONGEST_SILENCE = 10_000;

/** Never ends by itself, except where a token is needed. */
export async function watch(listener: Listener): Promise<void> {
  let wait = FIRST_WAIT;
  for (;;) {
    const onEvent = (): void => void (wait = FIRST_WAIT);
    const error = await once(listener, onEvent).catch((failure: unknown) => failure);
    if (error instanceof Failure && error.status === 401) return listener.onRefused();
    listener.onLost();
    await new Promise((resolve) => window.setTimeout(resolve, wait));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

async function once(listener: Listener, onEvent: () => void): Promise<void> {
  const controller = new AbortController();
  let timer = 0;
  const expect = (ms: number): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => controller.abort(), ms);
  };
  expect(LONGEST_SILENCE);
  try {
    await listen((data) => {
      onEvent();
      const told = JSON.parse(data) as Overview | { readonly error: string };
      expect("error" in told ? LONGEST_SILENCE : Math.max(LONGEST_SILENCE, 3 * told.nextMs));
      if ("error" in told) listener.onTrouble(told.error);
      else listener.onOverview(told);
    }, controller.signal);
  } finally {
    window.clearTimeout(timer);
  }
}
