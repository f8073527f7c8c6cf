// The emulator's clock as far as the page knows it: it goes on by itself between two events, unless it
// was seen to stand.

/** A clock that is set from time to time. */
export interface Clock {
  set(at: number): void;
  now(): number;
}

/** Makes a clock that has not been set. */
export function setClock(): Clock {
  let at = 0;
  let since = 0;
  let isStanding = true;
  return {
    set(next) {
      isStanding = next === at;
      at = next;
      since = performance.now();
    },
    now: () => (isStanding ? at : at + performance.now() - since),
  };
}
