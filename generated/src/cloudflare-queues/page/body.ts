// A message opened: what is known of it, and its body as text.
import type { MessageView } from "../server/page-views.ts";
import { button, make, setText, type View } from "./dom.ts";
import { bytes, moment, readable } from "./format.ts";
import type { Page } from "./state.ts";

/** Makes the view of an opened message, which is closed at first. */
export function bodyView(page: Page): View<MessageView> {
  let id = "";
  const facts = make("dl");
  const body = make("pre", { tabIndex: 0, role: "group", ariaLabel: "Body of the message" });
  const more = button("", () => {
    page.whole.add(id);
    void page.load();
  });
  const element = make("div", { className: "whole", hidden: true }, facts, body, more);
  return {
    element,
    update(message) {
      ({ id } = message);
      setText(body, readable(message.body, message.contentType));
      more.hidden = !message.isCut;
      setText(more, `Show the whole body, ${bytes(message.bytes)}`);
      const told = factsOf(message);
      if (facts.textContent !== told.flat().join("")) facts.replaceChildren(...told.map(pair));
    },
  };
}

function pair([name, text]: readonly [string, string]): HTMLElement {
  return make("div", {}, make("dt", {}, name), make("dd", {}, text));
}

function factsOf(message: MessageView): readonly (readonly [string, string])[] {
  return [
    ["Id", message.id],
    ["Pushed", moment(message.pushedAt)],
    ["Type", `${message.contentType}, ${bytes(message.bytes)}`],
    ["Kept until", moment(message.expiresAt)],
    ...(message.lease === undefined ? [] : ([["Lease", message.lease]] as const)),
  ];
}
