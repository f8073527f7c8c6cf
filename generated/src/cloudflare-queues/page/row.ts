// One message in the list: its state with a countdown, its body, and what can be done with it.
import type { MessageView } from "../server/page-views.ts";
import { bodyView } from "./body.ts";
import { button, make, setAttribute, setText, type View } from "./dom.ts";
import { countdown, duration, plural } from "./format.ts";
import type { Hands } from "./settle.ts";
import type { Page } from "./state.ts";

/** A message, and how it stands to the rest of the page. */
export interface Row {
  readonly message: MessageView;
  readonly canRedrive: boolean;
  /** Whether Tab leads to it and to what is in it. */
  readonly isCurrent: boolean;
}

/** The characters of a body that fit into one line. */
const LINE = 160;

/** Makes the view of a message. */
export function rowView(page: Page, hands: Hands): View<Row> {
  let row: Row;
  const [kind, left] = [make("b"), make("time")];
  const preview = button("", toggle);
  preview.className = "preview";
  const attempts = make("span", { className: "attempts" });
  const age = make("span", { className: "age" });
  const ack = button("Ack", () => hands.settle("ack", [row.message]));
  const retry = button("Retry", () => hands.settle("retry", [row.message]));
  const redrive = button("Redrive", () => hands.redrive([row.message.id]));
  const body = bodyView(page);
  const state = make("span", { className: "state" }, kind, left);
  const acts = make("span", { className: "acts" }, ack, retry, redrive);
  const element = make("li", {}, state, preview, attempts, age, acts, body.element);
  element.addEventListener("toggle-body", toggle);
  return { element, update };

  function toggle(): void {
    body.element.hidden = !body.element.hidden;
    update(row);
  }

  function update(next: Row): void {
    row = next;
    const { message, canRedrive, isCurrent } = row;
    const now = page.now();
    const isOver = message.visibleAt <= now;
    const stands = isOver ? "waiting" : message.state;
    setText(kind, stands);
    setText(left, isOver ? "" : countdown(message.visibleAt - now));
    setText(preview, lineOf(message.body));
    setText(attempts, plural(message.attempts, "attempt"));
    setText(age, duration(now - message.pushedAt));
    ack.hidden = retry.hidden = stands !== "leased";
    redrive.hidden = !canRedrive || stands === "leased";
    setAttribute(preview, "aria-expanded", String(!body.element.hidden));
    setAttribute(element, "data-state", stands);
    setAttribute(
      element,
      "aria-label",
      [kind, attempts, preview].map((one) => one.textContent).join(", "),
    );
    for (const one of [element, preview, ack, retry, redrive]) one.tabIndex = isCurrent ? 0 : -1;
    if (!body.element.hidden) body.update(message);
  }
}

function lineOf(body: string): string {
  const line = body.slice(0, 2 * LINE).replace(/\s+/g, " ");
  return line.length > LINE ? `${line.slice(0, LINE)}…` : line || "(empty)";
}
