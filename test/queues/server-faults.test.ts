// Failures on purpose: how they are written, how one is chosen, and what a client sees of each, over a
// connection and around a Fetch.
import { describe, expect, it } from "vitest";
import { createClient } from "#api/index";
import { emulator, type Emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { faulty, parseFaults } from "../../templates/cloudflare-queues/server.ts";
import { meets } from "../../templates/cloudflare-queues/server/faults.ts";
import type { Fetch } from "../../templates/runtime/operation.ts";
import { ACCOUNT, TOKEN } from "./emulator-support.ts";
import { head, PUSH, served, wire } from "./server-support.ts";

describe("faults as text", () => {
  it("are read, each with its rate", () => {
    expect(parseFaults(" 429:0.1, Timeout:.05,reset:0 ,cut:0.85")).toEqual([
      { kind: "429", rate: 0.1 },
      { kind: "timeout", rate: 0.05 },
      { kind: "reset", rate: 0 },
      { kind: "cut", rate: 0.85 },
    ]);
    expect(parseFaults("503:1")).toEqual([{ kind: "503", rate: 1 }]);
    expect(parseFaults("500:0.7,503:0.2,lost:0.1")).toHaveLength(3);
  });
  it.each([
    ["", 'character 1: a fault is expected, such as "429:0.1"'],
    ["429:0.1,", "character 9: a fault is expected"],
    ["429:0.1,, 500:0.1", "character 9: a fault is expected"],
    ["429:0.1, timeot:0.1", 'character 10: "timeot" is no fault. Did you mean "timeout"?'],
    ["420:0.1", '"420" is no fault. Did you mean "429"?'],
    ["teapotteapot:1", "is no fault. There are 429, 500, 503, timeout, reset, lost, cut, garbage."],
    ["429", 'character 1: 429 needs a rate from 0 to 1, such as "429:0.1"'],
    ["429:", "429 needs a rate"],
    ["429:2", "429 needs a rate"],
    ["429:1.1", "429 needs a rate"],
    ["429:-0.1", "429 needs a rate"],
    ["429:1e-1", "429 needs a rate"],
    ["429:0.1:0.1", "429 needs a rate"],
    ["cut:0.1,CUT:0.1", "character 9: cut is there twice"],
    ["cut:0.6,lost:0.5", "the rates of the faults are 1.1 together, over 1"],
  ])("%j: %s", (text, told) => {
    expect(() => parseFaults(text)).toThrow(told);
    expect(() => parseFaults(text)).toThrow(TypeError);
  });
  it.each([
    [0, "429"],
    [0.24, "429"],
    [0.25, "lost"],
    [0.74, "lost"],
    [0.75, undefined],
    [0.99, undefined],
  ])("at %d: %s", (draw, kind) => {
    expect(meets(parseFaults("429:0.25,cut:0,lost:0.5"), draw)).toBe(kind);
  });
});

const failure = (promise: PromiseLike<unknown>): PromiseLike<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** The emulator with one fault at each request, as a Fetch: over a connection, or without one. */
const ways: readonly (readonly [
  string,
  (made: Emulator, faults: string, draw: number) => Promise<Fetch>,
])[] = [
  [
    "over a connection",
    async (made, faults, draw) => {
      const { url } = await served({ faults, random: () => draw }, made);
      return (request) => fetch(new Request(request.url.replace("http://here", url), request));
    },
  ],
  ["around a Fetch", async (made, faults, draw) => faulty(made.fetch, faults, () => draw)],
];

describe.each(ways)("a fault %s", (_, fetchOf) => {
  async function push(
    faults: string,
    draw = 0,
    timeoutMs = 10_000,
  ): Promise<{ readonly error: unknown; readonly pushed: number }> {
    const made = emulator();
    const fetch = await fetchOf(made, faults, draw);
    const baseUrl = "http://here";
    const client = createClient({
      apiToken: TOKEN,
      accountId: ACCOUNT,
      baseUrl,
      fetch,
      retry: 0,
      timeoutMs,
    });
    const error = await failure(
      client.queues.messages.push("q", { body: "a", content_type: "text" }),
    );
    return { error, pushed: (await made.statistics()).length };
  }

  it.each([
    ["429", 429, 10250, "1"],
    ["500", 500, 15000, null],
    ["503", 503, 15000, null],
  ])("%s: the status, before the operation", async (kind, status, code, after) => {
    const { error, pushed } = await push(`${kind}:1`);
    expect(error).toMatchObject({ name: "ApiError", status, codes: [code] });
    expect((error as { headers: Headers }).headers.get("retry-after")).toBe(after);
    expect(pushed).toBe(0);
  });
  it("timeout: no answer, before the operation", async () => {
    const { error, pushed } = await push("timeout:1", 0, 50);
    expect(error).toMatchObject({ name: "TimeoutError" });
    expect(pushed).toBe(0);
  });
  it.each([
    ["reset", 0],
    ["lost", 1],
  ])("%s: the connection breaks, %i pushed", async (kind, pushed) => {
    const failed = await push(`${kind}:1`);
    expect(failed.error).toMatchObject({ name: "ConnectionError", neverSent: false });
    expect(failed.pushed).toBe(pushed);
  });
  it("cut: half an answer, after the operation", async () => {
    const { error, pushed } = await push("cut:1");
    expect(error).toMatchObject({ name: "ApiError", status: 200, body: undefined });
    expect(pushed).toBe(1);
  });
  it.each([
    [0.2, /^<!doctype html>/],
    [0.7, /^\{"success":true/],
  ])("garbage at %d: a success that nobody can read, after the operation", async (draw, body) => {
    const { error, pushed } = await push("garbage:1", draw);
    expect(error).toMatchObject({
      name: "ApiError",
      status: 200,
      body: expect.stringMatching(body),
    });
    expect(pushed).toBe(1);
  });
  it("that is not met changes nothing", async () => {
    expect(await push("429:0.5,lost:0.4", 0.95)).toEqual({ error: undefined, pushed: 1 });
  });
});

it("breaks half an answer off at a connection that stays usable until then", async () => {
  const { write, closed } = await wire(await served({ faults: "cut:1", random: () => 0 }));
  write(head(PUSH.length) + PUSH);
  const received = await closed;
  const [, length] = /content-length: (\d+)/.exec(received) ?? [];
  const body = received.slice(received.indexOf("{"));
  expect(body.length).toBe(Number(length) >> 1);
});

it("spares what is not the service's own", async () => {
  const { url } = await served({ faults: "reset:1", page: true });
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
});

it("around a Fetch heeds a signal", async () => {
  const never = faulty(emulator().fetch, "timeout:1");
  const aborted = new Request("http://here", { signal: AbortSignal.abort(new Error("mine")) });
  await expect(never(aborted)).rejects.toThrow("mine");
  const controller = new AbortController();
  const asked = never(new Request("http://here", { signal: controller.signal }));
  controller.abort(new Error("later"));
  await expect(asked).rejects.toThrow("later");
});
