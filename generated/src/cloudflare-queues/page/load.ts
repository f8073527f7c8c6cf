// Gets the messages that are shown: when somebody wants them, and when the queue has changed.
import { Failure, look, wordsOf } from "./api.ts";
import { type Page, queueOf } from "./state.ts";

/** What gets messages. */
export interface Loader {
  load(): Promise<void>;
  /** Loads if the queue has changed since, and if no load is under way. */
  refresh(): void;
}

/** Makes the loader of a page. Of several loads under way the last one counts. */
export function loader(page: Page): Loader {
  let begun = 0;
  let ended = 0;
  let known = "";
  return {
    load,
    refresh() {
      if (begun === ended && numbersOf(page) !== known) void load();
    },
  };

  async function load(): Promise<void> {
    const { queue } = page;
    if (queue === undefined) return;
    const mine = ++begun;
    known = numbersOf(page);
    const found = await look(queue, queryOf(page)).catch((error: unknown) => ({ error }));
    if (mine !== begun) return;
    ended = mine;
    const isFailed = "error" in found;
    page.trouble = isFailed ? wordsOf(found.error) : "";
    if (!isFailed) page.shown = found;
    // What may pass is tried again; a token that is missing does not come by itself.
    else if (!(found.error instanceof Failure && found.error.status === 401)) known = "";
    page.paint();
  }
}

/** What changes with every push, pull, acknowledgement, and whatever happens by itself. */
function numbersOf(page: Page): string {
  return JSON.stringify(queueOf(page) ?? null);
}

function queryOf({ whole, trail, filter }: Page): URLSearchParams {
  const query = new URLSearchParams([...whole].map((id) => ["whole", id]));
  const from = trail.at(-1);
  if (from !== undefined) query.set("from", from);
  if (filter !== "") query.set("state", filter);
  return query;
}
