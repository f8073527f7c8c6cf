// A place in a text that a pointer can step through. Types only.
import type { Range } from "./document.ts";

export interface Spot {
  /** The key that leads here; undefined for the root and the items of a list. */
  readonly key: Range | undefined;
  /** What to underline for the value: a collection is shown by its start alone. */
  readonly value: Range;
  /** The place one step further; undefined where there is none. */
  readonly child: (step: string) => Spot | undefined;
}
