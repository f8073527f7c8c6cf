// The page in a browser: a story by mouse, the same by keyboard alone, hostile bodies, narrow and dark.
// Needs Chromium: /usr/bin/chromium, or what $CHROMIUM names.
import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, FLAGS } from "./page-browser-support.ts";
import { serve } from "../../templates/cloudflare-queues/server.ts";
import { type Bundle, bundle, served, type Served } from "./page-support.ts";

const isThere = existsSync(CHROMIUM);
const QUEUES = [{ name: "jobs", deadLetterQueue: "jobs-dead", maxRetries: 0 }, { name: "mail" }];

const REASON = `skipped: there is no ${CHROMIUM}; install Chromium, or name it in $CHROMIUM`;

describe.skipIf(!isThere)(`the page in Chromium${isThere ? "" : ` (${REASON})`}`, () => {
  let browser: Browser;
  let built: Bundle;
  let stage: Served;
  let page: Page;
  let problems: string[] = [];
  /** Where the page may send requests to. */
  let origins: string[] = [];

  beforeAll(async () => {
    built = await bundle();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS] });
  });
  afterAll(async () => {
    await browser?.close();
    built?.remove();
  });
  afterEach(async () => {
    await page?.context().close();
    await stage?.close();
    expect(problems).toEqual([]);
  });

  async function open(
    options: Parameters<typeof served>[0] = {},
    context: BrowserContextOptions = {},
    path = "/",
  ): Promise<void> {
    problems = [];
    stage = await served({ script: built.script, queues: QUEUES, ...options });
    origins = [stage.url];
    page = await (await browser.newContext(context)).newPage();
    page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) problems.push(message.text());
    });
    page.on("dialog", (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      const { origin } = new URL(request.url());
      if (!origins.includes(origin)) problems.push(`request to ${request.url()}`);
    });
    await page.goto(stage.url + path);
  }

  const live = (): Promise<void> => page.getByText("Live", { exact: true }).waitFor();
  const tile = (name: string) => page.locator(`[data-number="${name}"]`);
  const rows = () => page.locator("#messages > li");
  const queue = (name: string) => page.getByRole("option", { name: `${name}:` });
  const body = () => page.getByRole("textbox", { name: "Body", exact: true });
  const hasText = async (locator: ReturnType<Page["locator"]>, text: string): Promise<void> =>
    locator.filter({ hasText: new RegExp(`^${text}$`) }).waitFor();
  const focused = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.outerHTML ?? "");

  it("pushes, pulls, retries, acks and redrives by hand", async () => {
    await open();
    await live();
    await queue("jobs").and(page.locator("[aria-selected=true]")).waitFor();
    await body().fill('{"job": 1}');
    await page.getByRole("button", { name: "Push" }).click();
    await page.getByText("Pushed 1 message.").waitFor();
    await hasText(tile("backlog"), "1");
    await page.getByLabel("Content type").selectOption("text");
    await body().fill("second");
    await page.getByRole("button", { name: "Push" }).click();
    await rows().nth(1).waitFor();
    expect(await page.locator(".preview").allTextContents()).toEqual(['{"job":1}', "second"]);

    await page.getByLabel("Batch size").fill("1");
    await page.getByLabel("Lease, seconds").fill("90");
    await page.getByRole("button", { name: "Pull" }).click();
    await page.getByText("Pulled 1 message.").waitFor();
    await hasText(tile("inFlight"), "1");
    expect(await rows().first().getAttribute("data-state")).toBe("leased");
    expect(await rows().first().locator(".state time").textContent()).toBe("1:30");
    stage.clock.advance(30_000);
    await rows().first().getByText("1:00").waitFor();
    expect(await rows().first().getByText("1 attempt").count()).toBe(1);

    await rows().first().getByRole("button", { name: "Ack" }).click();
    await page.getByText("Acked 1 message.").waitFor();
    await hasText(tile("backlog"), "1");
    expect(await page.locator(".preview").allTextContents()).toEqual(["second"]);

    await page.getByRole("button", { name: "Pull" }).click();
    await rows().getByRole("button", { name: "Retry" }).click();
    await page.getByText("Put back 1 message.").waitFor();
    await page.getByText("No message.").waitFor();
    await hasText(tile("deadLetters"), "1");
    await page.getByRole("button", { name: "jobs-dead" }).click();
    await rows().getByRole("button", { name: "Redrive" }).click();
    await page.getByText("Moved 1 message to jobs.").waitFor();
    await queue("jobs").click();
    await rows().getByText("second").waitFor();
    expect(stage.emulator.counts("jobs")).toEqual({ pushed: 2, pulled: 2, acked: 1, retried: 1 });
  });

  it("redrives all dead letters to a queue that is chosen", async () => {
    await open();
    for (const body of [1, 2, 3]) await stage.operate("jobs-dead", "", { body });
    await queue("jobs-dead").click();
    await rows().nth(2).waitFor();
    await page.getByLabel("Redrive to").selectOption("mail");
    await page.getByRole("button", { name: "Redrive all" }).click();
    await page.getByText("Moved 3 messages to mail.").waitFor();
    await queue("mail").and(page.getByLabel("backlog 3")).waitFor();
  });

  it("puts a message back with a delay, and all that are leased at once", async () => {
    await open();
    await queue("mail").click();
    for (const body of [1, 2, 3]) await stage.operate("mail", "", { body });
    await stage.operate("mail", "/pull", { batch_size: 3 });
    await page.getByLabel("Retry after, seconds").fill("120");
    await rows().first().getByRole("button", { name: "Retry" }).click();
    await rows().first().getByText("2:00").waitFor();
    expect(await rows().first().getAttribute("data-state")).toBe("delayed");
    await page.getByRole("button", { name: "Ack all shown" }).click();
    await page.getByText("Acked 2 messages.").waitFor();
    await hasText(tile("delayed"), "1");
    await hasText(tile("backlog"), "1");
  });

  it("shows bodies as text, whatever they are", async () => {
    const evil = '<img src=x onerror="document.title=1"><script>alert(1)</script>';
    await open({ queues: [{ name: evil.slice(0, 63) }, { name: "q" }] }, {}, "/?queue=q");
    await stage.operate("q", "", { body: evil, content_type: "text" });
    await stage.operate("q", "", { body: { [evil]: evil } });
    await rows().nth(1).waitFor();
    for (const preview of await page.locator(".preview").all()) await preview.click();
    expect(await page.locator(".whole pre").allTextContents()).toEqual([
      evil,
      JSON.stringify({ [evil]: evil }, undefined, 2),
    ]);
    expect(await page.locator("#frame img, #frame script").count()).toBe(0);
    expect(await page.title()).toBe("Queues emulator");
  });

  it("folds a long body, and shows it whole where that is wanted", async () => {
    await open({}, {}, "/?queue=mail");
    const long = { long: "x".repeat(9000), end: true };
    await stage.operate("mail", "", { body: long });
    await page.locator(".preview").click();
    expect((await page.locator(".whole pre").textContent())?.length).toBe(2000);
    await page.getByRole("button", { name: "Show the whole body, 9.02 kB" }).click();
    await page.getByText('"end": true').waitFor();
    expect(await page.locator(".whole pre").textContent()).toBe(JSON.stringify(long, undefined, 2));
  });

  it("says in place what is wrong", async () => {
    await open({ queues: [...QUEUES, { name: "shut", httpPull: false }] });
    await body().fill("{");
    await page.getByRole("button", { name: "Push" }).click();
    await page.locator("#push .outcome.bad", { hasText: "The body is not JSON" }).waitFor();
    await page.getByLabel("Content type").selectOption("text");
    await body().fill("x".repeat(128_001));
    await page.getByRole("button", { name: "Push" }).click();
    const told = "message length of 128001 bytes exceeds limit of 128000 (10204).";
    await page.locator("#push .outcome.bad", { hasText: told }).waitFor();
    await queue("shut").click();
    await page.getByText("HTTP pull is off").waitFor();
    await page.getByRole("button", { name: "Pull" }).click();
    await page.locator("#pull .outcome.bad", { hasText: "(7001)" }).waitFor();
    const notes = problems.filter((text) => text.startsWith("Failed to load resource"));
    expect(notes).toHaveLength(2);
    problems = problems.filter((text) => !notes.includes(text));
  });

  it("acks what another one has leased, and says when the lease is gone", async () => {
    await open({}, {}, "/?queue=mail");
    await stage.operate("mail", "", { body: 1 });
    await stage.operate("mail", "/pull", { visibility_timeout_ms: 60_000 });
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByText("Paused").waitFor();
    await stage.operate("mail", "/ack", { acks: [{ lease_id: "id0.1.id1" }] });
    await rows().getByRole("button", { name: "Ack" }).click();
    const told = "The lease is not known, or its message is gone.";
    await page.locator("#settled.bad", { hasText: told }).waitFor();
  });

  it("can be used with the keyboard alone", async () => {
    await open();
    await live();
    const { keyboard } = page;
    await keyboard.press("q");
    expect(await focused()).toContain('aria-label="jobs:');
    await keyboard.press("End");
    expect(await focused()).toContain('aria-label="mail:');
    await keyboard.press("ArrowUp");
    await keyboard.press("ArrowUp");
    await queue("jobs").and(page.locator("[aria-selected=true]")).waitFor();
    await keyboard.press("p");
    await keyboard.press("Control+a");
    await keyboard.type("[1, 2]");
    await keyboard.press("Control+Enter");
    await page.getByText("Pushed 1 message.").waitFor();
    await keyboard.press("Control+a");
    await keyboard.type("[3]");
    await keyboard.press("Control+Enter");
    await rows().nth(1).waitFor();
    for (let step = 0; step < 3; step++) await keyboard.press("Tab");
    expect(await focused()).toContain("Push</button>");
    await keyboard.press("l");
    expect(await focused()).toContain("Pull</button>");
    await keyboard.press("Enter");
    await page.getByText("Pulled 2 messages.").waitFor();
    await keyboard.press("m");
    await keyboard.press("ArrowDown");
    expect(await focused()).toContain("[3]");
    await keyboard.press("Enter");
    await page.locator(".whole:visible pre", { hasText: "3" }).waitFor();
    await keyboard.press("a");
    await page.getByText("Acked 1 message.").waitFor();
    await hasText(tile("backlog"), "1");
    expect(await focused()).toContain("[1,2]");
    await keyboard.press("r");
    await page.getByText("Put back 1 message.").waitFor();
    await keyboard.press("q");
    await keyboard.press("ArrowDown");
    await rows().getByText("[1,2]").waitFor();
    await keyboard.press("m");
    await keyboard.press("d");
    await page.getByText("Moved 1 message to jobs.").waitFor();
  });

  it("keeps focus, open bodies and what is typed over updates", async () => {
    await open({}, {}, "/?queue=mail");
    for (const text of ["a", "b", "c"]) await stage.operate("mail", "", { body: text });
    await rows().nth(2).waitFor();
    await rows().nth(1).locator(".preview").click();
    await rows().nth(1).focus();
    await body().evaluate((element) => Object.assign(element, { value: "mine" }));
    await stage.operate("mail", "/pull", { batch_size: 1 });
    await stage.operate("mail", "/ack", { acks: [{ lease_id: "id0.1.id1" }] });
    await stage.operate("mail", "", { body: "d" });
    await rows().getByText('"d"').waitFor();
    await hasText(tile("backlog"), "3");
    expect(await page.locator(".preview").allTextContents()).toEqual(['"b"', '"c"', '"d"']);
    expect(await focused()).toContain("b");
    expect(await page.locator(".whole:visible pre").allTextContents()).toEqual(['"b"']);
    expect(await body().inputValue()).toBe("mine");
  });

  it("leaves single keys alone where somebody does not want them", async () => {
    await open();
    await live();
    await page.getByLabel("Single-key shortcuts").uncheck();
    await page.keyboard.press("p");
    expect(await focused()).not.toContain("textarea");
    await page.reload();
    await live();
    expect(await page.getByLabel("Single-key shortcuts").isChecked()).toBe(false);
  });

  it("opens a queue by name, and shows some states alone, page by page", async () => {
    await open({ queues: [] });
    await page.getByText("No queue yet.").waitFor();
    await page.getByLabel("Open by name").fill("new one");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("heading", { name: "new one" }).waitFor();
    const messages = Array.from({ length: 60 }, (_, body) => ({ body }));
    await stage.operate("q", "/batch", { messages });
    await stage.operate("q", "", { body: "later", delay_seconds: 60 });
    await queue("q").click();
    await page.getByText("Page 1: 50 messages of 61").waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("Page 2: 11 messages of 61").waitFor();
    await page.getByText("delayed", { exact: true }).last().waitFor();
    await page.locator("#filter").getByText("delayed").click();
    // The page before had that message too: the list is new once it is alone in it.
    await expect.poll(() => rows().count()).toBe(1);
    await hasText(page.locator(".preview"), '"later"');
    await page.locator("#filter").getByText("leased").click();
    await page.getByText("No leased message.").waitFor();
  });

  it("draws rates, and says them", async () => {
    await open({}, {}, "/?queue=mail");
    const heard = (): Promise<unknown> => page.waitForResponse(/\/messages\?/);
    await page.getByText("No message.").waitFor();
    for (const count of [1, 3, 2]) {
      const loaded = heard();
      for (let one = 0; one < count; one++) await stage.operate("mail", "", { body: one });
      stage.clock.advance(500);
      await loaded;
    }
    await page.locator('[data-rate="pushed"] b', { hasText: "4" }).waitFor();
    expect(await page.locator("#chart").getAttribute("aria-label")).toBe(
      "Messages a second in the last minute: pushed 4 now and 6 at most; pulled 0 now and 0 at most; acked 0 now and 0 at most.",
    );
    expect(await page.locator("#pushed").getAttribute("d")).toBe("M590 79.4L595 40.2L600 59.8");
  });

  it("says that the connection is lost, and goes on when the server is back", async () => {
    await open({}, {}, "/?queue=mail");
    await live();
    await stage.close();
    await page.getByText("Connection lost, trying again…").waitFor();
    stage = await served({ script: built.script, queues: QUEUES, port: stage.port });
    await stage.operate("mail", "", { body: "new" });
    await live();
    await rows().getByText("new").waitFor();
    problems = problems.filter((text) => !text.startsWith("Failed to load resource"));
  });

  it("works behind the package's server, with its checks of Host and Origin", async () => {
    await open();
    await using server = await serve(stage.emulator);
    await page.route("**/page.js", (route) => route.fulfill({ path: built.script }));
    origins.push(server.url);
    await page.goto(server.url);
    await live();
    await page.getByRole("button", { name: "Push" }).click();
    await page.getByText("Pushed 1 message.").waitFor();
    await rows().first().waitFor();
    await page.close();
  });

  it("asks for the token, and sends it", async () => {
    await open({ token: "richtig" });
    await page.getByLabel("Token", { exact: true }).fill("falsch");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("This is not the token.").waitFor();
    await page.getByLabel("Token", { exact: true }).fill("richtig");
    await page.keyboard.press("Enter");
    await live();
    await page.getByRole("button", { name: "Push" }).click();
    await page.getByText("Pushed 1 message.").waitFor();
    await page.reload();
    await live();
    expect(page.url()).not.toContain("richtig");
    problems = problems.filter((text) => !text.includes("401"));
  });

  it("uses a queue's own token to show it, and both tokens to redrive", async () => {
    const queues = [
      { name: "jobs", token: "eigen", deadLetterQueue: "dead" },
      { name: "dead", token: "anders" },
    ];
    await open({ queues, token: "richtig" });
    const enter = async (label: string, token: string, press: string): Promise<void> => {
      await page.getByLabel(label, { exact: true }).fill(token);
      await page.getByRole("button", { name: press, exact: true }).click();
    };
    await enter("Token", "richtig", "Go on");
    await page.getByText('The token for the queue "jobs" is missing or wrong.').waitFor();
    await queue("dead").click();
    await page.getByText('The token for the queue "dead" is missing or wrong.').waitFor();
    await enter("Queue token", "anders", "Use");
    await page.getByText("No message.").waitFor();
    await page.getByRole("button", { name: "Push" }).click();
    await page.getByText("Pushed 1 message.").waitFor();
    await rows().getByRole("button", { name: "Redrive" }).click();
    const told = 'The token for the queue "jobs" is missing or wrong.';
    await page.locator("#settled.bad", { hasText: told }).waitFor();
    await queue("jobs").click();
    await enter("Queue token", "eigen", "Use");
    await page.getByText("No message.").waitFor();
    await queue("dead").click();
    await rows().getByRole("button", { name: "Redrive" }).click();
    await page.getByText("Moved 1 message to jobs.").waitFor();
    await queue("jobs").click();
    await rows().first().waitFor();
    problems = problems.filter((text) => !text.includes("401"));
  });

  it.each(["light", "dark"] as const)("fits 360 px, %s, without a scrollbar", async (scheme) => {
    const name = `a-name-without-an-end-${"x".repeat(41)}`;
    let next = 0;
    const newId = (): string => String(next++).padStart(32, "0");
    const options = { newId, queues: [{ name, deadLetterQueue: `dead-${"y".repeat(58)}` }] };
    await open(options, { viewport: { width: 360, height: 740 }, colorScheme: scheme });
    await stage.operate(name, "", { body: { long: "z".repeat(1500) } });
    await stage.operate(name, "/pull", {});
    await rows().first().locator(".preview").click();
    const widths = await page.evaluate(() => {
      const all = [...document.querySelectorAll("body *")];
      const beyond = all.filter((one) => one.getBoundingClientRect().right > 360.5);
      return [
        document.documentElement.scrollWidth,
        beyond.map((one) => one.outerHTML.slice(0, 90)),
      ];
    });
    expect(widths).toEqual([360, []]);
  });

  it("has readable colours, light and dark", async () => {
    await open({}, { colorScheme: "light" });
    await live();
    const grounds: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      grounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      expect(await page.evaluate(contrasts)).toEqual([]);
    }
    expect(new Set(grounds).size).toBe(2);
  });
});

/** Colours of the style whose contrast to where they are used is under 4.5. Runs in the page. */
function contrasts(): readonly string[] {
  const style = getComputedStyle(document.documentElement);
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  const luminance = (name: string): number => {
    probe.fillStyle = style.getPropertyValue(`--${name}`);
    probe.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = [...probe.getImageData(0, 0, 1, 1).data].map((byte) =>
      byte <= 10 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const pairs = [
    ...["text", "muted", "accent", "dead", "good"].flatMap((one) => [
      [one, "ground"],
      [one, "surface"],
    ]),
    ...["text", "leased", "delayed", "dead", "muted"].map((one) => [one, "chosen"]),
    ...["waiting", "muted", "text"].map((one) => [one, "sunken"]),
    ...[
      ["leased", "leased-soft"],
      ["delayed", "delayed-soft"],
      ["on-accent", "accent"],
    ],
  ];
  return pairs.flatMap(([one = "", other = ""]) => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    return ratio < 4.5 ? [`${one} on ${other}: ${ratio.toFixed(2)}`] : [];
  });
}
