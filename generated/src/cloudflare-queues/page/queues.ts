// The list of queues: one is selected, arrow keys go from one to the next.
import type { QueueView } from "../server/page-views.ts";
import { byId, control, listIn, make, setAttribute, setText, stepTo, type View } from "./dom.ts";
import { count } from "./format.ts";
import { type Page, queuesOf, sourcesOf } from "./state.ts";

/** Fills the list; gives what paints it. */
export function queueList(page: Page): () => void {
  const list = byId("queues", HTMLElement);
  const form = byId("open", HTMLFormElement);
  const show = listIn<QueueView>(
    list,
    ({ name }) => name,
    () => optionOf(page),
  );
  list.addEventListener("keydown", (event) => {
    const to = stepTo(event.key, list, document.activeElement);
    if (!to) return;
    event.preventDefault();
    to.focus();
    to.click();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = control(form, "queue").value.trim();
    if (name === "") return;
    page.opened.add(name);
    form.reset();
    page.select(name);
  });
  return () => {
    const queues = queuesOf(page);
    show(queues);
    byId("no-queues", HTMLElement).hidden = queues.length > 0;
    list.hidden = queues.length === 0;
  };
}

function optionOf(page: Page): View<QueueView> {
  const [name, origin, backlog] = [make("b"), make("small"), make("strong")];
  const [leased, delayed, dead] = ["leased", "delayed", "dead"].map((className) =>
    make("span", { className }),
  ) as [HTMLElement, HTMLElement, HTMLElement];
  const states = make("span", { className: "states" }, leased, delayed, dead);
  const element = make("div", { role: "option" }, name, backlog, origin, states);
  let own = "";
  element.addEventListener("click", () => page.select(own));
  return {
    element,
    update(queue) {
      own = queue.name;
      const isSelected = own === page.queue;
      setAttribute(element, "aria-selected", String(isSelected));
      element.tabIndex = isSelected || page.queue === undefined ? 0 : -1;
      setText(name, own);
      setText(backlog, count(queue.backlog));
      setText(leased, queue.inFlight > 0 ? `${count(queue.inFlight)} in flight` : "");
      setText(delayed, queue.delayed > 0 ? `${count(queue.delayed)} delayed` : "");
      setText(dead, queue.deadLetters > 0 ? `${count(queue.deadLetters)} dead` : "");
      const sources = sourcesOf(page, own);
      setText(origin, sources.length > 0 ? `dead letters of ${sources.join(", ")}` : "");
      setAttribute(element, "aria-label", labelOf(queue));
    },
  };
}

function labelOf({ name, backlog, inFlight, delayed, deadLetters, options }: QueueView): string {
  const dead = options?.deadLetterQueue === undefined ? "" : `, ${deadLetters} dead letters`;
  return `${name}: backlog ${backlog}, ${inFlight} in flight, ${delayed} delayed${dead}`;
}
