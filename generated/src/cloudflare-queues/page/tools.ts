// Push and pull by hand, with the requests that every client sends.
import { Failure, keepToken, operate } from "./api.ts";
import { byId, control } from "./dom.ts";
import { plural } from "./format.ts";
import { attempt } from "./outcome.ts";
import { type Page, queueOf } from "./state.ts";

/** Sets the forms up; gives what paints them. */
export function tools(page: Page): () => void {
  const push = byId("push", HTMLFormElement);
  const pull = byId("pull", HTMLFormElement);
  const own = byId("own-token", HTMLFormElement);
  onSubmit(page, push, (queue) => pushFrom(push, queue));
  onSubmit(page, pull, (queue) => pullFrom(page, pull, queue));
  control(push, "body").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) push.requestSubmit();
  });
  own.addEventListener("submit", (event) => {
    event.preventDefault();
    keepToken(control(own, "token").value, page.queue);
    own.reset();
    void page.load();
  });
  return () => {
    const queue = queueOf(page);
    own.hidden = !queue?.hasToken;
    const { delaySeconds = 0, visibilityTimeoutMs = 30_000 } = queue?.options ?? {};
    control(push, "delay").placeholder = String(delaySeconds);
    control(pull, "timeout").placeholder = String(visibilityTimeoutMs / 1000);
  };
}

function onSubmit(
  page: Page,
  form: HTMLFormElement,
  act: (queue: string) => Promise<string>,
): void {
  const place = form.querySelector<HTMLElement>(".outcome")!;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { queue } = page;
    if (queue !== undefined) void attempt(page, place, () => act(queue));
  });
}

/** A number that somebody has typed; undefined: none. */
export function numberIn({ value }: HTMLInputElement): number | undefined {
  return value === "" ? undefined : Number(value);
}

async function pushFrom(form: HTMLFormElement, queue: string): Promise<string> {
  const text = control(form, "body").value;
  const type = control(form, "type").value;
  const delay = numberIn(control(form, "delay"));
  const message = {
    body: type === "json" ? parsed(text) : text,
    content_type: type,
    ...(delay !== undefined && { delay_seconds: delay }),
  };
  await operate(queue, "", message);
  return delay ? `Pushed 1 message, visible in ${plural(delay, "second")}.` : "Pushed 1 message.";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new Failure(`The body is not JSON: ${why}. Choose text to push it as it is.`, 0);
  }
}

interface Pulled {
  readonly messages: readonly { readonly id: string }[];
}

async function pullFrom(page: Page, form: HTMLFormElement, queue: string): Promise<string> {
  const timeout = numberIn(control(form, "timeout"));
  const result = await operate<Pulled | Pulled["messages"]>(queue, "/pull", {
    batch_size: numberIn(control(form, "size")),
    ...(timeout !== undefined && { visibility_timeout_ms: Math.round(timeout * 1000) }),
  });
  const messages = "messages" in result ? result.messages : result;
  if (messages.length === 0) return "Nothing to pull: no message is visible now.";
  await page.load();
  const shown = new Set(page.shown?.messages.map(({ id }) => id));
  const beyond = messages.filter(({ id }) => !shown.has(id)).length;
  const where = beyond > 0 ? ` ${beyond} not on this page: show all leased ones.` : "";
  return `Pulled ${plural(messages.length, "message")}.${where}`;
}
