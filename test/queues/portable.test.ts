// Producer and consumer need the web platform alone: nothing of node is in their bundles, and they
// run where there is nothing else.
import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { bundle, storyFor } from "../runtimes/bundle.ts";
import { EXPECTED } from "../runtimes/story.ts";

/** What producer, consumer, emulator and client may find; a `process` or a `Buffer` is not there. */
const WEB = {
  AbortController,
  AbortSignal,
  DOMException,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  atob,
  btoa,
  clearTimeout,
  console: undefined,
  crypto,
  fetch,
  queueMicrotask,
  setTimeout,
};

describe.each(["producer", "consumer"])("the bundle of %s", (entry) => {
  it.each(["neutral", "browser"] as const)("has nothing of node (%s)", async (platform) => {
    const program = `export * from "./templates/cloudflare-queues/${entry}.ts";`;
    const { code, external, inputs } = await bundle(program, platform);
    expect(external).toEqual([]);
    expect(inputs.filter((path) => !path.startsWith("templates/"))).toEqual([]);
    const names = code.match(
      /\b(process|Buffer|require|__dirname|setImmediate|global)\b(?=[.([])/g,
    );
    expect(names).toBeNull();
    expect(code).not.toMatch(/["']node:/);
  });

  it("does not bring the other one along, nor the emulator", async () => {
    const program = `export * from "./templates/cloudflare-queues/${entry}.ts";`;
    const { inputs } = await bundle(program);
    const other = entry === "producer" ? "consumer" : "producer";
    const wrong = inputs.filter((path) => path.includes(`/${other}`) || path.includes("/emulator"));
    expect(wrong).toEqual([]);
  });
});

it("runs where there is the web platform and nothing else", async () => {
  const { code } = await bundle(storyFor("tell"));
  const told = await new Promise<string>((tell) => {
    const context = createContext({ ...WEB, tell });
    expect(runInContext("typeof process + typeof Buffer + typeof require", context)).toBe(
      "undefinedundefinedundefined",
    );
    runInContext(code, context);
  });
  expect(JSON.parse(told)).toEqual(EXPECTED);
});
