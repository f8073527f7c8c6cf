// Takes the picture of the page for the README: `node test/queues/screenshot.ts <out.png> [dark]`.
// Same clock, same identifiers, same messages each time. $CHROMIUM names the browser; default
// /usr/bin/chromium.
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { chromium } from "playwright-core";
import { CHROMIUM, FLAGS } from "./page-browser-support.ts";
import { bundle, served, type Served } from "./page-support.ts";

const LEASE_MS = 90_000;

const QUEUES = [
  { name: "orders", deadLetterQueue: "orders-dead", visibilityTimeoutMs: LEASE_MS },
  { name: "invoices", deadLetterQueue: "invoices-dead", maxRetries: 5 },
  { name: "emails", delaySeconds: 5 },
  { name: "thumbnails", retentionSeconds: 86_400 },
];

const BODIES: readonly ((number: number) => unknown)[] = [
  (n) => ({
    event: "order.created",
    order: 48_100 + n,
    customer: "c-2917",
    total: "84.50",
    currency: "EUR",
  }),
  (n) => ({ event: "order.paid", order: 48_090 + n, method: "card", at: "2026-01-01T00:00:12Z" }),
  (n) => ({
    event: "order.shipped",
    order: 48_020 + n,
    carrier: "post",
    parcels: 2,
    weight_kg: 3.4,
  }),
  (n) => ({ event: "order.cancelled", order: 48_050 + n, reason: "out of stock" }),
];

let made = 0;
let ids = 0;

async function push(stage: Served, queue: string, count: number, delay?: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const body = BODIES[made % BODIES.length]!(made++);
    await stage.operate(queue, "", { body, ...(delay !== undefined && { delay_seconds: delay }) });
  }
}

interface Kept {
  readonly lease_id: string;
}

/** Pulls, and acknowledges all but `kept`; gives the leases of those. */
async function work(
  stage: Served,
  queue: string,
  size: number,
  kept: number,
): Promise<readonly Kept[]> {
  const pull = { batch_size: size, visibility_timeout_ms: LEASE_MS };
  const { messages } = (await stage.operate(queue, "/pull", pull)) as {
    readonly messages: readonly Kept[];
  };
  const leases = messages.map(({ lease_id }) => ({ lease_id }));
  await stage.operate(queue, "/ack", { acks: leases.slice(kept) });
  return leases.slice(0, kept);
}

/** As an emulator would give it, but the same each time. */
function newId(): string {
  return createHash("sha256").update(String(ids++)).digest("hex").slice(0, 32);
}

/** Messages whose retries are used up. */
async function bury(stage: Served, queue: string, count: number): Promise<void> {
  await push(stage, queue, count);
  for (let attempt = 0; attempt < 6; attempt++) {
    await work(stage, queue, count, count);
    stage.clock.advance(LEASE_MS);
  }
  await stage.emulator.statistics();
}

/** One more than the seconds that the chart shows. */
const MINUTE = 62;

/** How many orders come in a second. */
function orders(second: number): number {
  return Math.round(24 + 9 * Math.sin(second / 8) + 5 * Math.sin(second * 1.7));
}

/** A second of a shop: what comes, and what is done of what came a little before. */
async function trade(stage: Served, second: number): Promise<void> {
  await push(stage, "orders", orders(second));
  const isSlow = second % 11 === 5;
  const kept = await work(stage, "orders", orders(second - 1), isSlow ? 1 : 0);
  if (second % 22 === 16) {
    const retries = kept.map((lease) => ({ ...lease, delay_seconds: 75 }));
    await stage.operate("orders", "/ack", { retries });
  }
  stage.clock.advance(1000);
}

const [out = "page.png", scheme = "light"] = process.argv.slice(2);
const { script, remove } = await bundle();
const stage = await served({ script, queues: QUEUES, newId });
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [...FLAGS],
});
try {
  await bury(stage, "orders", 3);
  await bury(stage, "invoices", 1);
  await push(stage, "emails", 41);
  await push(stage, "thumbnails", 1260);
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: scheme === "dark" ? "dark" : "light",
    reducedMotion: "reduce",
    deviceScaleFactor: 2,
  });
  await page.goto(`${stage.url}/?queue=orders`);
  await page.getByText("Live").waitFor();
  for (let second = 0; second < MINUTE; second++) {
    const heard = page.waitForResponse(/\/messages\?/);
    await trade(stage, second);
    await heard;
  }
  await push(stage, "orders", 2, 900);
  await page.locator("#messages .preview").nth(2).click();
  mkdirSync(dirname(resolve(out)), { recursive: true });
  await page.getByText("15:00").nth(1).waitFor();
  await page.screenshot({ path: out });
} finally {
  await browser.close();
  await stage.close();
  remove();
}
