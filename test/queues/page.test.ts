// The page's handler over HTTP, without a browser: files and headers, what it tells, the token, events.
import { EventEmitter } from "node:events";
import { request, type ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  emulator,
  type Emulator,
  manualClock,
  memoryStore,
} from "../../templates/cloudflare-queues/emulator.ts";
import { looking } from "../../templates/cloudflare-queues/server/page-look.ts";
import type {
  MessagesView,
  Overview,
} from "../../templates/cloudflare-queues/server/page-views.ts";
import { watching } from "../../templates/cloudflare-queues/server/page-watch.ts";
import { START } from "./emulator-support.ts";
import { type Bundle, bundle, served, type Served } from "./page-support.ts";

let built: Bundle;
let stage: Served | undefined;

beforeAll(async () => {
  built = await bundle();
});
afterEach(() => stage?.close());
afterAll(() => built.remove());

type Options = Parameters<typeof served>[0];

async function begun(options: Options = {}): Promise<Served> {
  stage = await served({ script: built.script, ...options });
  return stage;
}

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  expect([response.status, response.headers.get("content-type")]).toEqual([
    200,
    "application/json; charset=utf-8",
  ]);
  return (await response.json()) as T;
}

function post(url: string, body: string, type = "application/json"): Promise<Response> {
  return fetch(url, { method: "POST", body, headers: { "content-type": type } });
}

describe("the files of the page", () => {
  it.each([
    ["/", "text/html; charset=utf-8", "<!doctype html>"],
    ["/page.css", "text/css; charset=utf-8", ":root"],
    ["/page.js", "text/javascript; charset=utf-8", "addEventListener"],
    ["/page.svg", "image/svg+xml; charset=utf-8", "<svg"],
  ])("%s comes with strict headers", async (path, type, content) => {
    const { url } = await begun();
    const response = await fetch(url + path);
    const { headers } = response;
    expect([response.status, headers.get("content-type")]).toEqual([200, type]);
    expect(await response.text()).toMatch(new RegExp(content));
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")?.split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]);
  });

  it("name nothing elsewhere and need nothing that the policy forbids", async () => {
    const { url } = await begun();
    const html = await (await fetch(url)).text();
    const css = await (await fetch(`${url}/page.css`)).text();
    const script = await (await fetch(`${url}/page.js`)).text();
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, to]) => to)).toEqual([
      "/page.svg",
      "/page.css",
      "/page.js",
      "/page.svg",
    ]);
    expect(html).not.toMatch(/ style=| on\w+=|<style|<script(?! type="module" src=)/);
    expect(css).not.toMatch(/url\(|@import|https?:/);
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|https?:/);
  });

  it("are read only", async () => {
    const { url } = await begun();
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const posted = await post(url, "{}");
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("say what is wrong where the script was not built", async () => {
    const { url } = await begun({ script: undefined });
    const response = await fetch(`${url}/page.js`);
    expect(response.status).toBe(503);
    expect(await response.text()).toBe("The script of the page is not there: build it.\n");
  });

  it.each([
    "/page.ts",
    "/page.js/../page.ts",
    "/../../package.json",
    "/%2e%2e/page.js",
    "/..%2fpage.js",
    "//page.js",
    "/constructor",
    "/__proto__",
    "/api",
    "/api/",
    "/api/nothing",
    "/api/events/",
    "/api/queues/a/b/messages",
    "/api/queues/../events",
  ])("%s is none of them", async (path) => {
    const { port } = await begun();
    const answer = await new Promise<string>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, path }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () => resolve(text));
      });
      sent.on("error", reject).end();
    });
    expect(answer).toContain('"code":7003');
  });
});

describe("what is told of queues", () => {
  it("is their numbers, their options and what went through them", async () => {
    const { url, operate, clock } = await begun({
      queues: [{ name: "jobs", deadLetterQueue: "dead", maxRetries: 0, token: "geheim" }],
      create: "onFirstUse",
    });
    await operate("other", "", { body: "x", content_type: "text" });
    await operate("other", "", { body: "x", content_type: "text", delay_seconds: 60 });
    await operate("other", "/pull", { visibility_timeout_ms: 1000 });
    clock.advance(500);
    const overview = await get<Overview>(`${url}/api/queues`);
    const text = JSON.stringify(overview);
    expect(text).not.toContain("geheim");
    const none = { pushed: 0, pulled: 0, acked: 0, retried: 0 };
    const empty = { backlog: 0, bytes: 0, inFlight: 0, delayed: 0, oldestAt: 0, deadLetters: 0 };
    const defaults = {
      ...{ delaySeconds: 0, retryDelaySeconds: 0, maxRetries: 3, httpPull: true },
      ...{ visibilityTimeoutMs: 30_000, retentionSeconds: 345_600 },
    };
    expect(overview).toEqual({
      at: START + 500,
      nextMs: expect.any(Number),
      queues: [
        {
          ...{ ...empty, name: "jobs", counts: none, hasToken: true },
          options: { ...defaults, maxRetries: 0, deadLetterQueue: "dead" },
        },
        { ...empty, name: "dead", counts: none, hasToken: false, options: defaults },
        {
          options: defaults,
          ...{ name: "other", backlog: 2, bytes: 2, inFlight: 1, delayed: 1, oldestAt: START },
          ...{ deadLetters: 0, counts: { ...none, pushed: 2, pulled: 1 }, hasToken: false },
        },
      ],
    });
  });

  it("counts dead letters, and remembers queues that were emptied", async () => {
    const { url, operate, clock } = await begun({
      queues: [{ name: "jobs", deadLetterQueue: "dead", maxRetries: 0 }],
      create: "onFirstUse",
    });
    await operate("jobs", "", { body: 1 });
    await operate("short", "", { body: 1 });
    await operate("jobs", "/pull", {});
    clock.advance(30_000);
    const numbers = async (): Promise<unknown> => {
      const { queues } = await get<Overview>(`${url}/api/queues`);
      return queues.map(({ name, backlog, deadLetters }) => [name, backlog, deadLetters]);
    };
    await vi.waitFor(async () => {
      expect(await numbers()).toEqual([
        ["jobs", 0, 1],
        ["dead", 1, 0],
        ["short", 1, 0],
      ]);
    });
    await operate("short", "/pull", {});
    await operate("short", "/ack", { acks: [{ lease_id: "id2.1.id3" }] });
    await vi.waitFor(async () => expect(await numbers()).toContainEqual(["short", 0, 0]));
  });
});

describe("what is told of messages", () => {
  it("is their body, their state and their lease", async () => {
    const { url, operate } = await begun();
    const evil = "</script><script>alert(1)</script>";
    await operate("q", "", { body: evil, content_type: "text" });
    await operate("q", "", { body: { a: evil }, delay_seconds: 5 });
    await operate("q", "/pull", { visibility_timeout_ms: 1000 });
    await operate("q", "", { body: 1 });
    const common = { isCut: false, isMoved: false, pushedAt: START };
    const expiresAt = START + 345_600_000;
    expect(await get(`${url}/api/queues/q/messages`)).toEqual({
      at: START,
      messages: [
        {
          ...{ ...common, expiresAt, id: "id0", body: evil, bytes: 34, contentType: "text" },
          ...{ attempts: 1, state: "leased", visibleAt: START + 1000, lease: "id0.1.id1" },
        },
        {
          ...{ ...common, expiresAt, id: "id2", body: `{"a":"${evil}"}`, bytes: 42 },
          ...{ contentType: "json", attempts: 0, state: "delayed", visibleAt: START + 5000 },
        },
        {
          ...{ ...common, expiresAt, id: "id4", body: "1", bytes: 1, contentType: "json" },
          ...{ attempts: 0, state: "waiting", visibleAt: START },
        },
      ],
    });
  });

  it.each([
    ["continue", 2],
    ["reset", 1],
  ] as const)("has the attempts of a pull where dead letters %s", async (deadLetterAttempts, n) => {
    const { url, operate } = await begun({
      queues: [{ name: "jobs", deadLetterQueue: "dead", maxRetries: 0 }],
      settings: { deadLetterAttempts },
    });
    await operate("jobs", "", { body: 1 });
    await operate("jobs", "/pull", {});
    await operate("jobs", "/ack", { retries: [{ lease_id: "id0.1.id1" }] });
    expect(await operate("dead", "/pull", {})).toMatchObject({ messages: [{ attempts: n }] });
    const { messages } = await get<MessagesView>(`${url}/api/queues/dead/messages`);
    expect(messages).toMatchObject([{ attempts: n }]);
  });

  it("is the beginning of a long body, or the whole where it is wanted", async () => {
    const { url, operate } = await begun();
    const body = `${"a".repeat(1999)}😀${"b".repeat(50_000)}`;
    await operate("q", "", { body, content_type: "text" });
    const path = `${url}/api/queues/q/messages`;
    const cut = (await get<MessagesView>(path)).messages[0];
    expect([cut?.body, cut?.isCut]).toEqual(["a".repeat(1999), true]);
    const whole = (await get<MessagesView>(`${path}?whole=x&whole=id0`)).messages[0];
    expect([whole?.body, whole?.isCut]).toEqual([body, false]);
  });

  it("comes page by page, and of one state alone", async () => {
    const { url, operate } = await begun();
    for (let number = 0; number < 7; number++) {
      await operate("a/c%", "", { body: number, delay_seconds: number % 3 === 2 ? 60 : 0 });
    }
    const walk = async (query: string): Promise<readonly string[]> => {
      const pages: string[] = [];
      let next: string | undefined;
      do {
        const from = next === undefined ? "" : `&from=${encodeURIComponent(next)}`;
        const path = `${url}/api/queues/${encodeURIComponent("a/c%")}/messages?${query}${from}`;
        const page = await get<MessagesView>(path);
        pages.push(page.messages.map(({ body }) => body).join(" "));
        ({ next } = page);
      } while (next !== undefined);
      return pages;
    };
    expect(await walk("limit=3")).toEqual(["0 1 2", "3 4 5", "6"]);
    expect(await walk("limit=2&state=waiting")).toEqual(["0 1", "3 4", "6"]);
    expect(await walk("limit=2&state=delayed")).toEqual(["2 5", ""]);
    expect(await walk("state=leased")).toEqual([""]);
  });

  it("ends somewhere even where no message is of the wanted state", async () => {
    const { url, operate } = await begun();
    const messages = Array.from({ length: 100 }, (_, body) => ({ body }));
    for (let batch = 0; batch < 21; batch++) await operate("q", "/batch", { messages });
    const path = `${url}/api/queues/q/messages?state=leased&limit=100`;
    const first = await get<MessagesView>(path);
    expect([first.messages, typeof first.next]).toEqual([[], "string"]);
    const second = await get<MessagesView>(`${path}&from=${first.next}`);
    expect([second.messages, second.next]).toEqual([[], undefined]);
  });

  it.each([
    ["limit=0", "limit must be a whole number from 1 to 100."],
    ["limit=x", "limit must be a whole number from 1 to 100."],
    ["limit=101", "limit must be a whole number from 1 to 100."],
    ["state=gone", "state must be one of waiting, delayed, leased."],
  ])("is refused for %s", async (query, error) => {
    const { url } = await begun();
    const response = await fetch(`${url}/api/queues/q/messages?${query}`);
    expect([response.status, await response.json()]).toEqual([400, { error }]);
  });

  it("is refused for a name that is not well encoded, and to other methods", async () => {
    const { url } = await begun();
    const response = await fetch(`${url}/api/queues/%ff/messages`);
    const error = "The name of the queue is not well encoded.";
    expect([response.status, await response.json()]).toEqual([400, { error }]);
    const posted = await post(`${url}/api/queues`, "{}");
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET"]);
  });
});

describe("redrive", () => {
  const bodies = async (url: string, queue: string): Promise<readonly string[]> => {
    const page = await get<MessagesView>(`${url}/api/queues/${queue}/messages?limit=100`);
    return page.messages.map(({ body }) => body);
  };

  it("moves the messages that are named, but none that is with a consumer", async () => {
    const { url, operate } = await begun();
    for (const body of [1, 2, 3]) await operate("dead", "", { body });
    await operate("dead", "/pull", { batch_size: 1 });
    const moved = await post(
      `${url}/api/queues/dead/redrive`,
      '{"to":"jobs","ids":["id0","id2","id9"]}',
    );
    expect([moved.status, await moved.json()]).toEqual([200, { moved: 1 }]);
    expect(await bodies(url, "jobs")).toEqual(["2"]);
    expect(await bodies(url, "dead")).toEqual(["1", "3"]);
  });

  it("moves all messages, however many", async () => {
    const { url, operate } = await begun();
    const messages = Array.from({ length: 100 }, (_, body) => ({ body }));
    for (let batch = 0; batch < 3; batch++) await operate("dead", "/batch", { messages });
    await operate("dead", "/pull", { batch_size: 50 });
    const moved = await post(`${url}/api/queues/dead/redrive`, '{"to":"jobs","ids":"all"}');
    expect(await moved.json()).toEqual({ moved: 250 });
    expect((await bodies(url, "dead")).length).toBe(50);
  });

  it.each([
    ["itself", '{"to":"dead","ids":"all"}', 400, "A queue can't be redriven to itself."],
    ["no queue", '{"ids":"all"}', 400, "to must name a queue."],
    ["null", "null", 400, "to must name a queue."],
    ["no messages", '{"to":"jobs"}', 400, 'ids must be a list of identifiers, or "all".'],
    ["numbers", '{"to":"jobs","ids":[1]}', 400, 'ids must be a list of identifiers, or "all".'],
    ["an unknown queue", '{"to":"nowhere","ids":["a"]}', 404, 'there is no queue "nowhere"'],
    ["half of JSON", "{", 400, "The request body is not JSON."],
    [
      "a long body",
      `"${"x".repeat(100_001)}"`,
      413,
      "The request body is longer than 100000 bytes.",
    ],
  ])("refuses %s", async (_name, body, status, error) => {
    const { url } = await begun({ queues: [{ name: "jobs", deadLetterQueue: "dead" }] });
    const response = await post(`${url}/api/queues/dead/redrive`, body);
    expect([response.status, await response.json()]).toEqual([status, { error }]);
  });

  it("takes JSON alone, which no form of another site can send", async () => {
    const { url } = await begun();
    const response = await post(
      `${url}/api/queues/dead/redrive`,
      '{"to":"jobs","ids":"all"}',
      "text/plain",
    );
    expect(response.status).toBe(415);
  });
});

describe("with a token", () => {
  it.each([
    ["GET", "/api/events"],
    ["GET", "/api/queues"],
    ["GET", "/api/queues/q/messages"],
    ["POST", "/api/queues/q/redrive"],
  ])("%s %s needs it", async (method, path) => {
    const { url } = await begun({ token: "richtig" });
    const ask = (headers: Record<string, string>): Promise<Response> => {
      return fetch(url + path, { method, headers });
    };
    for (const headers of [{}, { authorization: "Bearer falsch" }, { authorization: "richtig" }]) {
      const response = await ask(headers as Record<string, string>);
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      const whose = path.includes("/q/") ? ' for the queue "q"' : "";
      expect(await response.json()).toEqual({ error: `The token${whose} is missing or wrong.` });
    }
    const response = await ask({ authorization: "Bearer richtig" });
    expect(response.status).not.toBe(401);
    await response.body?.cancel();
  });

  it("the files of the page need none", async () => {
    const { url } = await begun({ token: "richtig" });
    expect((await fetch(url)).status).toBe(200);
  });
});

describe("events", () => {
  async function* eventsOf(response: Response): AsyncGenerator<unknown> {
    let rest = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const events = (rest + chunk).split("\n\n");
      rest = events.pop()!;
      for (const event of events) yield JSON.parse(event.replace(/^data: /, ""));
    }
  }

  function counted(made: Emulator): { readonly made: Emulator; looks: number } {
    const counter = {
      looks: 0,
      made: {
        ...made,
        statistics() {
          counter.looks += 1;
          return made.statistics();
        },
      },
    };
    return counter;
  }

  it("tell of every look, until the server ends them", async () => {
    const { url, operate, close } = await begun();
    const response = await fetch(`${url}/api/events`);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const events = eventsOf(response);
    expect((await events.next()).value).toMatchObject({ at: START, queues: [] });
    await operate("q", "", { body: 1 });
    for await (const event of events) if ((event as Overview).queues.length > 0) break;
    const other = eventsOf(await fetch(`${url}/api/events`));
    expect((await other.next()).value).toMatchObject({ queues: [{ name: "q", backlog: 1 }] });
    const ended = (async () => {
      for await (const _ of other);
    })();
    stage = undefined;
    await close();
    await ended.catch(() => undefined);
  });

  function stub(writableNeedDrain = false) {
    return Object.assign(new EventEmitter(), {
      ...{ writableNeedDrain, writableEnded: false, write: vi.fn(), end: vi.fn() },
      flushHeaders: vi.fn(),
    });
  }
  const asResponse = (it: ReturnType<typeof stub>): ServerResponse =>
    it as unknown as ServerResponse;

  it("cost one look for all watchers, and none where nobody watches", async () => {
    vi.useFakeTimers();
    const look = vi.fn(async (): Promise<Overview> => ({ at: 0, nextMs: 1000, queues: [] }));
    const watch = watching(look, 1000);
    const [one, two] = [stub(), stub()];
    watch.add(asResponse(one));
    watch.add(asResponse(two));
    await vi.advanceTimersByTimeAsync(2500);
    expect([look, one.write, two.write].map(({ mock }) => mock.calls.length)).toEqual([3, 3, 3]);
    one.emit("close");
    await vi.advanceTimersByTimeAsync(1000);
    expect([look, one.write, two.write].map(({ mock }) => mock.calls.length)).toEqual([4, 3, 4]);
    two.emit("close");
    expect(vi.getTimerCount()).toBe(0);
    const three = stub();
    watch.add(asResponse(three));
    expect(three.write).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(0);
    expect([look, three.write].map(({ mock }) => mock.calls.length)).toEqual([5, 1]);
    three.emit("close");
    vi.useRealTimers();
  });

  it("tell in words where the queues can't be read, and go on", async () => {
    const store = memoryStore();
    let isBroken = true;
    const statistics: typeof store.statistics = (now) =>
      isBroken ? Promise.reject(new Error("the disk is full")) : store.statistics(now);
    const { url } = await begun({ store: { ...store, statistics } });
    const response = await fetch(`${url}/api/queues`);
    expect([response.status, await response.json()]).toEqual([500, { error: "the disk is full" }]);
    const events = eventsOf(await fetch(`${url}/api/events`));
    expect((await events.next()).value).toEqual({ error: "the disk is full" });
    isBroken = false;
    for await (const event of events) if ("queues" in (event as object)) break;
  });

  it("look more seldom where a look takes long", async () => {
    const times = [0, 100, 100, 2000];
    const spy = vi.spyOn(performance, "now").mockImplementation(() => times.shift() ?? 2000);
    const counter = counted(emulator({ clock: manualClock(START) }));
    const look = looking(counter.made, () => START, 1000);
    const first = await look();
    expect([first.nextMs, counter.looks]).toEqual([2000, 1]);
    expect(await look()).toBe(first);
    expect(counter.looks).toBe(1);
    times.splice(0, times.length, 2101);
    await look();
    expect(counter.looks).toBe(2);
    spy.mockRestore();
  });

  it("pass over whoever does not read, and end for those who come too late", async () => {
    vi.useFakeTimers();
    const watch = watching(async () => ({ at: 0, nextMs: 1, queues: [] }), 1);
    const [slow, quick, late] = [stub(true), stub(), stub()];
    watch.add(asResponse(slow));
    watch.add(asResponse(quick));
    await vi.advanceTimersByTimeAsync(5);
    expect(quick.write.mock.calls.length).toBeGreaterThan(2);
    expect(slow.write).not.toHaveBeenCalled();
    watch.close();
    for (const one of [slow, quick]) {
      expect(one.end).toHaveBeenCalledOnce();
      one.emit("close");
    }
    watch.add(asResponse(late));
    expect(late.end).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
