// The few things that the page does with a document: find, make, change only what differs, and lists
// whose items keep their elements, so that focus and selection outlive an update.

/** An element of the document, which is there. */
export function byId<T extends Element>(id: string, kind: abstract new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`The page has no #${id}.`);
}

/** A named control of a form. */
export function control(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

/** Makes an element. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Makes a button. */
export function button(text: string, onClick: () => void): HTMLButtonElement {
  const element = make("button", { type: "button", textContent: text });
  element.addEventListener("click", onClick);
  return element;
}

/** Sets the text of an element where it is another one. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets an attribute where it has another value. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** What an item of a list looks like. */
export interface View<T> {
  readonly element: HTMLElement;
  update(item: T): void;
}

/** A list in an element: shows the items that it is given, each by its key. */
export function listIn<T>(
  parent: HTMLElement,
  keyOf: (item: T) => string,
  create: (item: T) => View<T>,
): (items: readonly T[]) => void {
  let views = new Map<string, View<T>>();
  return (items) => {
    const focused = document.activeElement;
    const at = [...parent.children].findIndex((child) => child.contains(focused));
    const next = new Map(
      items.map((item) => [keyOf(item), views.get(keyOf(item)) ?? create(item)]),
    );
    for (const [key, { element }] of views) if (!next.has(key)) element.remove();
    views = next;
    let place = parent.firstElementChild;
    for (const item of items) {
      const view = next.get(keyOf(item))!;
      view.update(item);
      if (view.element === place) place = place.nextElementSibling;
      else parent.insertBefore(view.element, place);
    }
    if (at >= 0) keepFocus(parent, focused as HTMLElement, at);
  };
}

/** Whoever had the focus in a list keeps it, or else what stands in its place now. */
function keepFocus(parent: HTMLElement, focused: HTMLElement, at: number): void {
  if (document.activeElement === focused) return;
  const children = parent.children as HTMLCollectionOf<HTMLElement>;
  const there = children[Math.min(at, children.length - 1)] ?? parent;
  (focused.isConnected ? focused : there).focus({ preventScroll: true });
}

/** The item that an arrow key, Home or End leads to. */
export function stepTo(key: string, list: HTMLElement, from: Element | null): HTMLElement | null {
  const to: Readonly<Record<string, Element | null | undefined>> = {
    ArrowDown: from?.nextElementSibling,
    ArrowUp: from?.previousElementSibling,
    Home: list.firstElementChild,
    End: list.lastElementChild,
  };
  return (to[key] as HTMLElement | undefined) ?? null;
}
