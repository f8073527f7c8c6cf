// Bodies of pulled messages: every content type, both forms of JSON, and what can't be read.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBody } from "../../templates/cloudflare-queues/consumer/decode.ts";
import { readMessage, type Validation } from "../../templates/cloudflare-queues/consumer/intake.ts";
import {
  InvalidBody,
  MalformedMessage,
  UndecodableBody,
} from "../../templates/cloudflare-queues/consumer/faults.ts";
import type { PulledMessage } from "#api/index";
import { handClock } from "../runtime/support.ts";
import { text } from "./consumer-support.ts";

const base64 = (value: string): string => Buffer.from(value).toString("base64");

describe("decodeBody", () => {
  it.each<[name: string, body: string, type: unknown, value: unknown]>([
    ["text as it is", "hello", "text", "hello"],
    ["text that looks like base64", "aGVsbG8=", "text", "aGVsbG8="],
    ["empty text", "", "text", ""],
    ["a type in capitals", "hello", "TEXT", "hello"],
    ["JSON in base64", base64('{"a":[1,"ü"]}'), "json", { a: [1, "ü"] }],
    ["plain JSON", '{"a":1}', "json", { a: 1 }],
    ["a plain number that is canonical base64 too", "1234", "json", 1234],
    ["a plain number that is base64 of a text in UTF-8", "1404", "json", 1404],
    ["plain true, which is four characters of base64", "true", "json", true],
    ["null", base64("null"), "json", null],
    ["a string of JSON that holds base64", '"aGVsbG8="', "json", "aGVsbG8="],
    ["JSON with a byte order mark", base64("\uFEFF[1]"), "json", [1]],
    ["bytes", "AAH/", "bytes", new Uint8Array([0, 1, 255])],
    ["no bytes", "", "bytes", new Uint8Array()],
    ["a message without a type as JSON", base64("[]"), undefined, []],
  ])("reads %s", (_name, body, type, value) => {
    expect(decodeBody(body, type)).toEqual({ value });
  });

  it.each<[name: string, body: string, type: unknown, reason: RegExp]>([
    ["v8", "/w8=", "v8", /only Workers/],
    ["a type that is not known", "x", "application/json", /not known/],
    ["a type that is no string", "x", 5, /not known/],
    ["null as a type", "x", null, /not known/],
    ["JSON that is none", "hello", "json", /not JSON/],
    ["base64 of something else", base64("hello"), "json", /not JSON/],
    ["an empty body", "", "json", /not JSON/],
    ["bytes without padding", "AAE", "bytes", /not base64/],
    ["bytes with loose bits", "AAF=", "bytes", /not base64/],
    ["bytes with spaces", "AA H/", "bytes", /not base64/],
    ["bytes in the alphabet of URLs", "AAH_", "bytes", /not base64/],
  ])("does not guess at %s", (_name, body, type, reason) => {
    expect(decodeBody(body, type).reason).toMatch(reason);
  });

  it("reads any JSON value in both forms as the same", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        expect(decodeBody(json, "json")).toEqual({ value });
        expect(decodeBody(base64(json), "json")).toEqual({ value });
      }),
    );
  });

  it("reads any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const body = Buffer.from(bytes).toString("base64");
        expect(decodeBody(body, "bytes")).toEqual({ value: new Uint8Array(bytes) });
      }),
    );
  });
});

/** A schema with time enough. */
const within = (schema: Validation["schema"]): Validation => ({
  schema,
  clock: handClock().clock,
  signal: new AbortController().signal,
  timeoutMs: 1000,
});

describe("readMessage", () => {
  const read = (pulled: unknown): ReturnType<typeof readMessage> =>
    readMessage("q", pulled as PulledMessage, undefined);

  it("gives what the service noted", async () => {
    expect(await read(text("a", { attempts: 3 }))).toEqual({
      id: "a",
      leaseId: "a-lease",
      attempts: 3,
      timestamp: new Date(1_710_950_954_154),
      body: "body of a",
    });
  });

  it.each<[name: string, metadata: unknown]>([
    ["absent", undefined],
    ["null", null],
    ["a text", "CF-Content-Type"],
    ["empty", {}],
    ["a list", []],
    ["with a type that is null", { "CF-Content-Type": null }],
  ])("takes metadata that is %s for JSON", async (_name, metadata) => {
    const { metadata: _, ...rest } = text("a", { body: '{"n":1}' });
    const pulled = metadata === undefined ? rest : { ...rest, metadata };
    expect(await read(pulled)).toMatchObject({ body: { n: 1 } });
  });

  it.each<[what: string, pulled: unknown]>([
    ["lease_id", { ...text("a"), lease_id: undefined }],
    ["lease_id", { ...text("a"), lease_id: "" }],
    ["lease_id", null],
    ["lease_id", "garbage"],
    ["id", { ...text("a"), id: 7 }],
    ["body", { ...text("a"), body: { already: "parsed" } }],
    ["attempts", { ...text("a"), attempts: "1" }],
    ["timestamp_ms", { ...text("a"), timestamp_ms: undefined }],
  ])("refuses a message without a usable %s: %j", async (what, pulled) => {
    const error = await read(pulled);
    expect(error).toBeInstanceOf(MalformedMessage);
    expect(String(error)).toContain(`has no usable ${what}`);
  });

  it("tells what can't be decoded, and shows no body", async () => {
    const pulled = text("a", { body: "c2VjcmV0", metadata: { "CF-Content-Type": "v8" } });
    const error = (await read(pulled)) as UndecodableBody;
    expect(error).toBeInstanceOf(UndecodableBody);
    expect([error.name, error.contentType, error.queue]).toEqual(["UndecodableBody", "v8", "q"]);
    expect(error.message).toMatch(/^the message a of the queue q has a body.*\(v8\).*only Workers/);
    expect(error.pulled).toBe(pulled);
    expect(JSON.stringify(error)).not.toContain("c2VjcmV0");
  });

  it("validates with any Standard Schema, also one that transforms, waits or throws", async () => {
    const schemaOf = (validate: (value: unknown) => never): never =>
      ({ "~standard": { version: 1, vendor: "test", validate } }) as never;
    const upper = schemaOf((async (value: string) => ({ value: value.toUpperCase() })) as never);
    expect(await readMessage("q", text("a"), within(upper))).toMatchObject({ body: "BODY OF A" });
    const issues = [{ message: "must be a number", path: ["n"] }];
    const invalid = await readMessage(
      "q",
      text("a"),
      within(schemaOf((() => ({ issues })) as never)),
    );
    expect(invalid).toBeInstanceOf(InvalidBody);
    expect(invalid).toMatchObject({ issues, body: "body of a" });
    const cause = new Error("broken");
    const broken = schemaOf(() => {
      throw cause;
    });
    expect(await readMessage("q", text("a"), within(broken))).toMatchObject({ issues: [], cause });
  });
});
