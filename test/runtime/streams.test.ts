// Streams: events as the HTML standard parses them, lines of JSON, however the bytes are cut; what is
// invalid is told item by item, and who leaves cancels the body.
/* eslint-disable @typescript-eslint/no-explicit-any -- what is loaded at run time has no type here */
import { describe, expect, it } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import { byStatus } from "../../templates/runtime/contents.ts";
import { ApiError, ValidationError } from "../../templates/runtime/errors.ts";
import { events, textEvents, wholeEvents } from "../../templates/runtime/events.ts";
import { lines, sequence } from "../../templates/runtime/lines.ts";
import type { Content, Operation } from "../../templates/runtime/operation.ts";
import type { CallOptions, RuntimeOptions } from "../../templates/runtime/options.ts";
import { handClock, json, ofType, open, settled, shape, thrown, validator } from "./support.ts";

const item = validator(shape({ "n!": ofType("number") }));

function streaming(content: Content): Operation {
  const rest = { id: "watch", method: "GET", path: "/w", parameters: {}, security: [] };
  return byStatus({ 200: { "text/event-stream": content } }, rest);
}

/** A body in pieces of so many bytes; `end` is what comes after them: the end, a failure, silence. */
function inPieces(text: string, size: number, end: "close" | "break" | "wait" = "close") {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const state = { cancelled: undefined as unknown };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += size)));
      else if (end === "close") controller.close();
      else if (end === "break") controller.error(new TypeError("terminated"));
      else return new Promise(() => undefined);
    },
    cancel(reason) {
      state.cancelled = reason ?? "cancelled";
    },
  });
  return { body, state };
}

async function watch(
  content: Content,
  body: BodyInit,
  options: CallOptions = {},
  client: RuntimeOptions = {},
): Promise<AsyncIterable<any>> {
  const fetch = async (): Promise<Response> => new Response(body);
  return call<AsyncIterable<any>>(
    open({ fetch, ...client }),
    streaming(content),
    {},
    undefined,
    options,
  );
}

async function all(stream: AsyncIterable<any>): Promise<any[]> {
  const found = [];
  for await (const each of stream) found.push(each);
  return found;
}

describe("server-sent events", () => {
  const event = (data: string, more: object = {}): object => {
    return { event: "message", id: "", retry: undefined, text: data, data, ...more };
  };
  it.each<[string, string, readonly object[]]>([
    ["lines of data are joined", "data: YHOO\ndata: +2\ndata: 10\n\n", [event("YHOO\n+2\n10")]],
    [
      "comments, ids, and an id that is reset",
      ": a stream\n\ndata: first\nid: 1\n\ndata:second\nid\n\ndata:  third\n\n",
      [event("first", { id: "1" }), event("second"), event(" third")],
    ],
    [
      "no data: an empty text, two: a line break",
      "data\n\ndata\ndata\n\ndata:",
      [event(""), event("\n")],
    ],
    [
      "a space after the colon is none of it",
      "data:test\n\ndata: test\n\n",
      [event("test"), event("test")],
    ],
    [
      "the last id stands",
      "id: 7\ndata: a\n\ndata: b\n\n",
      [event("a", { id: "7" }), event("b", { id: "7" })],
    ],
    [
      "an id with a zero is none",
      "id: 7\ndata: a\n\nid: x\0\ndata: b\n\n",
      [event("a", { id: "7" }), event("b", { id: "7" })],
    ],
    [
      "types, and an event without data is none",
      "event: add\ndata: 1\n\nevent: gone\n\ndata: 2\n\n",
      [event("1", { event: "add" }), event("2")],
    ],
    [
      "retry is digits",
      "retry: 100\ndata: a\n\nretry: 1e3\ndata: b\n\n",
      [event("a", { retry: 100 }), event("b")],
    ],
    ["unknown fields are nothing", "foo: bar\ndata: a\nDATA: b\n\n", [event("a")]],
    ["what is cut off is none", "data: a\n\ndata: b\n", [event("a")]],
    [
      "a byte order mark is no text, a second one is",
      "\ufeffdata: ü\n\n\ufeffdata: b\n\n",
      [event("ü")],
    ],
  ])("%s", async (_, text, wanted) => {
    for (const ending of ["\n", "\r", "\r\n"]) {
      for (const size of [1, 2, 3, 7, 1000]) {
        const { body } = inPieces(text.replaceAll("\n", ending), size);
        expect(await all(await watch(textEvents, body))).toEqual(wanted);
      }
    }
  });

  it("have data of JSON, which are parsed when they are looked at: a sentinel is the caller's", async () => {
    const text = 'data: {"n":1}\n\ndata: [DONE]\n\n';
    const stream = await watch(events(item), text, { validate: { response: "throw" } });
    const found = await all(stream);
    expect(found[0].data).toEqual({ n: 1 });
    expect(found[0].data).toBe(found[0].data);
    expect(found[1].text).toBe("[DONE]");
    expect(() => found[1].data).toThrow(ApiError);
    expect(() => found[1].data).toThrow("an item of its body is not JSON");
  });

  it("are whole objects where a schema says so", async () => {
    const told: unknown[] = [];
    const text = "event: add\ndata: 1\nid: 5\nretry: 3\n\ndata: 2\n\n";
    const whole = wholeEvents(
      validator(shape({ "data!": ofType("string"), "event!": ofType("string") })),
    );
    const client = { onInvalidResponse: ({ data }: { data: unknown }) => void told.push(data) };
    expect(await all(await watch(whole, text, {}, client))).toEqual([
      { event: "add", data: "1", id: "5", retry: 3 },
      { data: "2" },
    ]);
    expect(told).toEqual([{ data: "2" }]);
  });
});

describe("JSON", () => {
  const values = [{ n: 1 }, { n: 2, s: "ü\n" }, { n: 3 }];
  it.each([
    ["lines", lines(item), values.map((value) => `${JSON.stringify(value)}\n`).join("")],
    [
      "lines, the last one without an end",
      lines(item),
      values.map((value) => JSON.stringify(value)).join("\r\n\n"),
    ],
    [
      "a sequence, on several lines",
      sequence(item),
      values.map((value) => `\u001e${JSON.stringify(value, undefined, 1)}\n`).join(""),
    ],
  ])("%s", async (_, content, text) => {
    for (const size of [1, 3, 1000])
      expect(await all(await watch(content, inPieces(text, size).body))).toEqual(values);
  });

  it("that is invalid is told of, item by item, and given", async () => {
    const told: unknown[] = [];
    const client = { onInvalidResponse: ({ data }: { data: unknown }) => void told.push(data) };
    const stream = await watch(lines(item), '{"n":1}\n{"n":"2"}\n', {}, client);
    expect(await all(stream)).toEqual([{ n: 1 }, { n: "2" }]);
    expect(told).toEqual([{ n: "2" }]);
  });

  it("that is invalid ends the stream where the caller wants it so, after what was valid", async () => {
    const { body, state } = inPieces('{"n":1}\n{"n":"2"}\n{"n":3}\n', 1000, "wait");
    const stream = await watch(lines(item), body, { validate: { response: "throw" } });
    const found: unknown[] = [];
    const error = await thrown(
      (async () => {
        for await (const each of stream) found.push(each);
      })(),
    );
    expect(found).toEqual([{ n: 1 }]);
    expect(error).toBeInstanceOf(ValidationError);
    expect(state.cancelled).toBe(error);
  });

  it("that is none is an error", async () => {
    const error = await thrown(all(await watch(lines(), "1\n{]\n")));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ operation: "watch", status: 200, body: "{]" });
  });
});

describe("a stream", () => {
  it("whose body breaks off is an error after what came", async () => {
    const stream = await watch(lines(), inPieces("1\n2\n3", 2, "break").body);
    const found: unknown[] = [];
    const error = await thrown(
      (async () => {
        for await (const each of stream) found.push(each);
      })(),
    );
    expect(found).toEqual([1, 2]);
    expect(error).toMatchObject({ message: "watch failed with status 200: its body broke off" });
  });

  it("that nobody wants any more is cancelled", async () => {
    const { body, state } = inPieces("1\n2\n", 2, "wait");
    for await (const each of await watch(lines(), body)) {
      expect(each).toBe(1);
      break;
    }
    expect(state.cancelled).toBe("cancelled");
    // Also where it was never looked at.
    const other = inPieces("1\n2\n", 2, "wait");
    await (await watch(lines(), other.body))[Symbol.asyncIterator]().return!();
    expect(other.state.cancelled).toBe("cancelled");
  });

  it("ends with its call's signal, with its reason, whether it is awaited or not", async () => {
    const { body, state } = inPieces("1\n", 2, "wait");
    const controller = new AbortController();
    const stream = await watch(lines(), body, { signal: controller.signal });
    const iterator = stream[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    const waiting = thrown(iterator.next());
    await settled();
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await waiting).toBe(reason);
    expect(state.cancelled).toBe(reason);
    expect(await thrown(iterator.next())).toBe(reason);
  });

  it("has no timeout once it has begun", async () => {
    const { clock, waiting, advance } = handClock();
    const { body } = inPieces("1\n", 2, "wait");
    const stream = await watch(lines(), body, { timeoutMs: 50 }, { clock });
    const iterator = stream[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    void iterator.next();
    await advance(1_000_000);
    expect(waiting()).toEqual([]);
    await iterator.return!();
  });

  it("is none where the API refuses", async () => {
    const fetch = async (): Promise<Response> => json({ message: "no" }, 400);
    const running = call(open({ fetch }), streaming(textEvents), {});
    expect(await thrown(running)).toMatchObject({ status: 400, body: { message: "no" } });
  });

  it("of nothing is empty", async () => {
    expect(await all(await watch(lines(), ""))).toEqual([]);
  });
});
