// Puts the page together: what it knows, its parts, and what it hears from the emulator.
import type { Overview } from "../server/page-views.ts";
import { keepToken } from "./api.ts";
import { chart } from "./chart.ts";
import { setClock } from "./clock.ts";
import { byId, control, setAttribute, setText } from "./dom.ts";
import { keys } from "./keys.ts";
import { loader } from "./load.ts";
import { messageList } from "./messages.ts";
import { queueList } from "./queues.ts";
import { hands } from "./settle.ts";
import { type Page, queuesOf } from "./state.ts";
import { summary } from "./summary.ts";
import { tools } from "./tools.ts";
import { watch } from "./watch.ts";

/** How often countdowns are painted. */
const COUNTDOWN_MS = 500;

/** Begins. Called once. */
export function start(): void {
  const clock = setClock();
  const page = emptyPage(clock.now);
  const { load, refresh } = loader(page);
  const rates = chart(page);
  const paintMessages = messageList(page, hands(page));
  const parts = [queueList(page), summary(page), rates.paint, tools(page), paintMessages];
  const paint = (): void => parts.forEach((part) => part());
  const select = (queue: string): void => {
    if (queue === page.queue) return;
    Object.assign(page, { queue, shown: undefined, trouble: "", trail: [undefined] });
    page.whole.clear();
    history.replaceState(null, "", `?queue=${encodeURIComponent(queue)}`);
    for (const place of document.querySelectorAll("main .outcome")) place.textContent = "";
    paint();
    void load();
  };
  Object.assign(page, { load, paint, select });
  const hear = (overview: Overview): void => {
    page.overview = overview;
    clock.set(overview.at);
    rates.add(overview);
    connected(true, page.isPaused ? "Paused" : "Live");
    page.queue ??= queuesOf(page)[0]?.name;
    if (page.isPaused) return;
    paint();
    refresh();
  };
  keys();
  setUpPause(page);
  window.setInterval(() => page.isPaused || document.hidden || paintMessages(), COUNTDOWN_MS);
  setUpEntry(() => void listen(hear));
  void listen(hear);
}

function emptyPage(now: () => number): Page {
  const nothing = (): void => undefined;
  return {
    ...{ overview: undefined, shown: undefined, trouble: "", filter: "", trail: [undefined] },
    ...{ opened: new Set(), whole: new Set(), isPaused: false, now },
    ...{ select: nothing, paint: nothing, load: async () => nothing() },
    queue: new URLSearchParams(location.search).get("queue") ?? undefined,
  };
}

function listen(onOverview: (overview: Overview) => void): Promise<void> {
  return watch({
    onOverview,
    onTrouble: (words) => connected(false, `The queues can’t be read: ${words}`),
    onLost: () => connected(false, "Connection lost, trying again…"),
    onRefused: () => showEntry(true),
  });
}

/** Says how the connection is, aloud only where that changes. */
function connected(isLive: boolean, text: string): void {
  const place = byId("connection", HTMLElement);
  setAttribute(place, "data-live", String(isLive));
  setText(place, text);
}

function setUpPause(page: Page): void {
  const pause = byId("pause", HTMLButtonElement);
  pause.addEventListener("click", () => {
    page.isPaused = !page.isPaused;
    setAttribute(pause, "aria-pressed", String(page.isPaused));
    page.paint();
    if (!page.isPaused) void page.load();
  });
}

function setUpEntry(onToken: () => void): void {
  const entry = byId("entry", HTMLFormElement);
  entry.addEventListener("submit", (event) => {
    event.preventDefault();
    keepToken(control(entry, "token").value);
    setText(entry.querySelector(".outcome")!, "");
    showEntry(false);
    onToken();
  });
}

function showEntry(isShown: boolean): void {
  const entry = byId("entry", HTMLFormElement);
  entry.hidden = !isShown;
  byId("frame", HTMLElement).hidden = isShown;
  if (!isShown) return;
  connected(false, "A token is needed");
  const input = control(entry, "token");
  if (input.value !== "") setText(entry.querySelector(".outcome")!, "This is not the token.");
  input.focus();
  input.select();
}
