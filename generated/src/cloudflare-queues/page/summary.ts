// What is said of the queue that is shown: its numbers, and how it is set up.
import type { QueueView } from "../server/page-views.ts";
import { byId, setAttribute, setText } from "./dom.ts";
import { bytes, count, duration } from "./format.ts";
import { type Page, queueOf, sourcesOf } from "./state.ts";

/** Gives what paints the summary. */
export function summary(page: Page): () => void {
  const main = byId("queue", HTMLElement);
  const toDead = byId("to-dead", HTMLButtonElement);
  toDead.addEventListener("click", () => page.select(toDead.textContent));
  return () => {
    const queue = queueOf(page);
    main.hidden = queue === undefined;
    if (!queue) return;
    setText(byId("name", HTMLElement), queue.name);
    setText(byId("options", HTMLElement), setUp(queue, sourcesOf(page, queue.name)));
    for (const element of main.querySelectorAll<HTMLElement>("[data-number]")) {
      const name = element.dataset["number"] as "backlog" | "inFlight" | "delayed" | "deadLetters";
      const isThere = name !== "deadLetters" || queue.options?.deadLetterQueue !== undefined;
      setText(element, isThere ? count(queue[name]) : "–");
      setAttribute(element, "data-some", String(isThere && queue[name] > 0));
    }
    for (const [name, text] of Object.entries(notesOf(queue, page.now()))) {
      setText(main.querySelector(`[data-note="${name}"]`)!, text);
    }
    const dead = queue.options?.deadLetterQueue;
    toDead.hidden = dead === undefined;
    setText(toDead, dead ?? "");
    setText(byId("no-dead", HTMLElement), dead === undefined ? "no dead letter queue" : "");
  };
}

function setUp({ options }: QueueView, sources: readonly string[]): string {
  if (!options && sources.length > 0) return `Dead letters of ${sources.join(", ")}`;
  if (!options) return "Not configured: made on first use";
  const { maxRetries, visibilityTimeoutMs, delaySeconds, retryDelaySeconds } = options;
  const all = [
    `${maxRetries} retries`,
    `visibility timeout ${duration(visibilityTimeoutMs)}`,
    `delay ${duration(delaySeconds * 1000)}`,
    ...(retryDelaySeconds > 0 ? [`retry delay ${duration(retryDelaySeconds * 1000)}`] : []),
    `kept ${duration(options.retentionSeconds * 1000)}`,
    ...(options.httpPull ? [] : ["HTTP pull is off"]),
    ...(options.refuse === undefined ? [] : [`refuses requests: ${options.refuse}`]),
  ];
  return all.join(" · ");
}

function notesOf(queue: QueueView, now: number): Readonly<Record<string, string>> {
  const { backlog, inFlight, delayed, oldestAt } = queue;
  const waiting = count(Math.max(0, backlog - inFlight - delayed));
  return {
    backlog: backlog === 0 ? "empty" : `${waiting} waiting · oldest ${duration(now - oldestAt)}`,
    inFlight: "with a consumer",
    delayed: "not visible yet",
    size: backlog === 0 ? "" : bytes(queue.bytes),
  };
}
