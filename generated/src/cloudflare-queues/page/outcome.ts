// Says in place what became of what somebody did: done, or why not.
import { wordsOf } from "./api.ts";
import type { Page } from "./state.ts";

const busy = new WeakSet<HTMLElement>();

/** Does something, once at a time, says in `place` what came of it, and shows what changed. */
export async function attempt(
  page: Page,
  place: HTMLElement,
  act: () => Promise<string>,
): Promise<void> {
  if (busy.has(place)) return;
  busy.add(place);
  place.textContent = "";
  try {
    const told = await act();
    await page.load();
    say(place, told, false);
  } catch (error) {
    say(place, wordsOf(error), true);
  } finally {
    busy.delete(place);
  }
}

function say(place: HTMLElement, text: string, isBad: boolean): void {
  place.classList.toggle("bad", isBad);
  place.textContent = text;
}
