// The messages of the queue that is shown, page by page.
import type { MessageView, State } from "../server/page-views.ts";
import { byId, listIn, make, setText, stepTo } from "./dom.ts";
import { count, plural } from "./format.ts";
import { type Row, rowView } from "./row.ts";
import type { Hands } from "./settle.ts";
import { type Page, queueOf, queuesOf, sourcesOf } from "./state.ts";

/** Sets the list up; gives what paints it. */
export function messageList(page: Page, hands: Hands): () => void {
  const list = byId("messages", HTMLOListElement);
  const show = listIn<Row>(
    list,
    ({ message }) => message.id,
    () => rowView(page, hands),
  );
  let current: string | undefined;
  list.addEventListener("focusin", ({ target }) => {
    const row = (target as HTMLElement).closest("li");
    const id = page.shown?.messages[[...list.children].indexOf(row!)]?.id;
    if (id === undefined || id === current) return;
    current = id;
    paint();
  });
  list.addEventListener("keydown", (event) => onKey(event, list, page, hands));
  setUpBars(page, hands);
  return paint;

  function paint(): void {
    const messages = page.shown?.messages ?? [];
    const canRedrive = paintRedrive(page);
    const isThere = messages.some(({ id }) => id === current);
    const first = isThere ? current : messages[0]?.id;
    show(messages.map((message) => ({ message, canRedrive, isCurrent: message.id === first })));
    byId("settle", HTMLElement).hidden = leasedOf(page).length === 0;
    paintPages(page);
  }
}

/** The messages that are shown and with a consumer now. */
function leasedOf(page: Page): readonly MessageView[] {
  const now = page.now();
  const messages = page.shown?.messages ?? [];
  return messages.filter(({ lease, visibleAt }) => lease !== undefined && visibleAt > now);
}

function onKey(event: KeyboardEvent, list: HTMLElement, page: Page, hands: Hands): void {
  const target = event.target as HTMLElement;
  const row = target.closest("li");
  if (!row || target.tagName === "PRE" || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = stepTo(event.key, list, row);
  to?.focus();
  if (to) event.preventDefault();
  if (event.key === "Enter" && target === row) row.dispatchEvent(new Event("toggle-body"));
  if (!byId("keys", HTMLInputElement).checked) return;
  const message = page.shown?.messages[[...list.children].indexOf(row)];
  if (!message) return;
  if (event.key === "a") hands.settle("ack", [message]);
  if (event.key === "r") hands.settle("retry", [message]);
  if (event.key === "d" && !byId("redrive", HTMLElement).hidden) hands.redrive([message.id]);
}

function setUpBars(page: Page, hands: Hands): void {
  const onClick = (id: string, act: () => void): void =>
    byId(id, HTMLButtonElement).addEventListener("click", act);
  onClick("ack-all", () => hands.settle("ack", leasedOf(page)));
  onClick("retry-all", () => hands.settle("retry", leasedOf(page)));
  onClick("redrive-all", () => hands.redrive("all"));
  onClick("next", () => go([...page.trail, page.shown?.next]));
  onClick("previous", () => go(page.trail.slice(0, -1)));
  byId("filter", HTMLElement).addEventListener("change", ({ target }) => {
    page.filter = (target as HTMLInputElement).value as State | "";
    go([undefined]);
  });
  function go(trail: Page["trail"]): void {
    page.trail = trail.length > 0 ? trail : [undefined];
    void page.load();
  }
}

/** Dead letters can go back to where they came from, or to any other queue. */
function paintRedrive(page: Page): boolean {
  const queue = queueOf(page);
  const sources = sourcesOf(page, queue?.name ?? "");
  const isMoved = !queue?.options && page.shown?.messages.some((message) => message.isMoved);
  const others = queuesOf(page).map(({ name }) => name);
  const targets = [...new Set([...sources, ...others])].filter((name) => name !== queue?.name);
  const isUseful = (sources.length > 0 || isMoved === true) && targets.length > 0;
  byId("redrive", HTMLElement).hidden = !isUseful;
  const select = byId("target", HTMLSelectElement);
  const isSame = [...select.options].map(({ value }) => value).join("\n") === targets.join("\n");
  if (isUseful && !isSame) {
    select.replaceChildren(...targets.map((name) => make("option", { value: name }, name)));
  }
  return isUseful;
}

function paintPages(page: Page): void {
  const { shown, trail, filter, trouble } = page;
  const number = shown?.messages.length ?? 0;
  const kind = filter === "" ? "" : ` ${filter}`;
  const none = shown?.next === undefined ? `No${kind} message.` : `No${kind} message among these.`;
  setText(byId("no-messages", HTMLElement), trouble || (shown && number === 0 ? none : ""));
  const isFirst = trail.length < 2;
  byId("pages", HTMLElement).hidden = isFirst && shown?.next === undefined;
  byId("previous", HTMLButtonElement).disabled = isFirst;
  byId("next", HTMLButtonElement).disabled = shown?.next === undefined;
  const all = count(queueOf(page)?.backlog ?? 0);
  setText(
    byId("shown", HTMLElement),
    `Page ${trail.length}: ${plural(number, "message")} of ${all}`,
  );
}
