// Shortcuts of one key each, for those who want them.
import { byId } from "./dom.ts";

const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select";

/** Sets the shortcuts up. */
export function keys(): void {
  const wanted = byId("keys", HTMLInputElement);
  wanted.checked = localStorage.getItem("keys") !== "off";
  wanted.addEventListener("change", () =>
    localStorage.setItem("keys", wanted.checked ? "on" : "off"),
  );
  const places: Readonly<Record<string, string>> = {
    q: "#queues [tabindex='0']",
    m: "#messages > [tabindex='0']",
    p: "#push textarea",
    l: "#pull button",
  };
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (!wanted.checked || ctrlKey || metaKey || altKey) return;
    if (target instanceof Element && target.matches(TYPING)) return;
    const place = Object.hasOwn(places, key) ? places[key] : undefined;
    const element = place && document.querySelector<HTMLElement>(place);
    if (!element) return;
    event.preventDefault();
    element.focus();
  });
}
