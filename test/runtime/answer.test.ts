// What an answer gives: envelopes, failures, bodies that are not JSON, and the shapes that the
// service had in other years.
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../templates/runtime/answer.ts";
import { call } from "../../templates/runtime/call.ts";
import { ApiError, ValidationError } from "../../templates/runtime/errors.ts";
import type { ApiDescription, Operation } from "../../templates/runtime/operation.ts";
import { ack, api, json, list, open, pull, push, thrown } from "./support.ts";

function read(
  operation: Operation,
  body: unknown,
  status = 200,
  description: ApiDescription = api,
) {
  const reported: string[] = [];
  const text = typeof body === "string" ? body : (JSON.stringify(body) as string | undefined);
  const result = readAnswer(
    description,
    operation,
    new Response(null, { status }),
    text,
    (issues) => {
      reported.push(...issues.map(({ keyword, pointer }) => `${keyword} ${pointer}`));
    },
  );
  return result.ok ? { data: result.data, reported } : { error: result.error, reported };
}

describe("a success", () => {
  it.each<[string, Operation, unknown, unknown, readonly string[]]>([
    [
      "gives what is in the envelope",
      pull,
      { success: true, result: { messages: [] } },
      { messages: [] },
      [],
    ],
    ["gives the body where there is no envelope", list, { success: false }, { success: false }, []],
    [
      "without a result gives {}, and is reported",
      push,
      { success: true, errors: [], messages: [] },
      {},
      ["required /result"],
    ],
    [
      "with null for a result gives {}",
      push,
      { success: true, result: null },
      {},
      ["type /result"],
    ],
    [
      "without a result gives undefined where that is no object",
      { ...push, emptyObject: false },
      { success: true },
      undefined,
      [],
    ],
    ["that says nothing of its success is one", push, { result: {} }, {}, ["required /success"]],
    [
      "gives a value that breaks the document as it is",
      ack,
      { success: true, result: { ackCount: "5" } },
      { ackCount: "5" },
      ["type /result/ackCount"],
    ],
    ["that is a bare list is reported", push, [1], {}, ["type ", "required /success"]],
  ])("%s", (_, operation, body, data, reported) => {
    expect(read(operation, body)).toEqual({ data, reported });
  });

  it.each([
    [
      "2024: a pull is a bare list",
      pull,
      { success: true, messages: [], result: [{ lease_id: "l" }] },
      { messages: [{ lease_id: "l" }] },
      ["type /result"],
    ],
    [
      "2024: messages of the envelope are objects",
      ack,
      { success: true, messages: [{ code: 1, message: "m" }], result: {} },
      {},
      ["type /messages/0"],
    ],
    [
      "2024, 2025: the warnings of an ack are a list",
      ack,
      { success: true, messages: [], result: { ackCount: 1, warnings: ["w"] } },
      { ackCount: 1, warnings: ["w"] },
      ["type /result/warnings"],
    ],
    [
      "2025: a push has no result",
      push,
      { success: true, errors: [], messages: [] },
      {},
      ["required /result"],
    ],
    [
      "2026: a push has metrics",
      push,
      { success: true, result: { metadata: { metrics: {} } } },
      { metadata: { metrics: {} } },
      [],
    ],
  ])("%s", (_, operation, body, data, reported) => {
    expect(read(operation, body)).toEqual({ data, reported });
  });

  it.each([204, 205])("%i has no content, and is not reported", (status) => {
    expect(read(push, "", status)).toEqual({ data: {}, reported: [] });
    expect(read(list, "", status)).toEqual({ data: undefined, reported: [] });
  });

  it("where no JSON is expected gives its text, or nothing", () => {
    const { response: _, ...silent } = list;
    expect(read(silent, "")).toEqual({ data: undefined, reported: [] });
    expect(read(silent, "hello", 201)).toEqual({ data: "hello", reported: [] });
  });
});

describe("a failure", () => {
  const said = {
    success: false,
    errors: [{ code: 10104, message: "Queue not found" }],
    messages: [],
    result: null,
  };
  it.each<[string, unknown, number, string, unknown]>([
    [
      "says why",
      said,
      404,
      "queues.messages.pull failed with status 404: Queue not found (10104)",
      [10104],
    ],
    [
      "comes with 200 too",
      said,
      200,
      "queues.messages.pull failed with status 200: Queue not found (10104)",
      [10104],
    ],
    [
      "tells all errors",
      { errors: [{ code: 1, message: "a" }, { message: "b" }, { code: "C" }, null, "d"] },
      400,
      "queues.messages.pull failed with status 400: a (1); b;  (C)",
      [1, "C"],
    ],
    [
      "without an envelope says its message",
      { message: "Not Found" },
      404,
      "queues.messages.pull failed with status 404: Not Found",
      [],
    ],
    ["says nothing", { errors: {} }, 500, "queues.messages.pull failed with status 500", []],
    ["of null", null, 500, "queues.messages.pull failed with status 500", []],
    ["of HTML", "<html>", 502, "queues.messages.pull failed with status 502", []],
    ["of nothing", "", 401, "queues.messages.pull failed with status 401", []],
  ])("%s", (_, body, status, message, codes) => {
    const { error } = read(pull, body, status);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      operation: "queues.messages.pull",
      status,
      message,
      codes,
      body,
    });
  });

  it.each(["<html>", '{"success":true,"result":{"mess', ""])(
    "is a 200 whose body is %j",
    (body) => {
      const message = "queues.messages.pull failed with status 200: its body is not JSON";
      expect(read(pull, body)).toMatchObject({ error: { status: 200, message, body } });
    },
  );
});

describe("a body that broke off", () => {
  const { response: _, ...silent } = list;
  it.each([
    [pull, 200],
    [silent, 200],
    [pull, 404],
  ])("is a failure with its status: %o, %i", (operation, status) => {
    const { error } = read(operation, undefined, status);
    const message = `${operation.id} failed with status ${status}: its body broke off`;
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, message, errors: [], body: undefined });
  });
});

describe("an invalid response", () => {
  const wrong = { success: true, result: { ackCount: "5" } };
  const fetch = async (): Promise<Response> => json(wrong);

  it("is told to whoever listens, and given", async () => {
    const told: unknown[] = [];
    const connection = open({ fetch, onInvalidResponse: (invalid) => told.push(invalid) });
    expect(await call(connection, ack, { queue_id: "q" }, {})).toEqual(wrong.result);
    expect(told).toEqual([
      {
        operation: ack.id,
        issues: [expect.objectContaining({ keyword: "type" })],
        data: wrong.result,
      },
    ]);
  });

  it("costs nothing where nobody listens", async () => {
    const validate = (): never => {
      throw new Error("validated");
    };
    const unread: Operation = { ...ack, response: { validate, enveloped: true } };
    expect(await call(open({ fetch }), unread, { queue_id: "q" }, {})).toEqual(wrong.result);
    const off = open({ fetch, onInvalidResponse: validate, validate: { response: "off" } });
    expect(await call(off, unread, { queue_id: "q" }, {})).toEqual(wrong.result);
  });

  it("is an error that carries data and response where the caller wants it so", async () => {
    const connection = open({ fetch, onInvalidResponse: () => expect.unreachable() });
    const options = { validate: { response: "throw" } } as const;
    for (const running of [
      call(connection, ack, { queue_id: "q" }, {}, options),
      call(connection, ack, { queue_id: "q" }, {}, options).result(),
    ]) {
      const error = await thrown(running);
      expect(error).toBeInstanceOf(ValidationError);
      const { where, data, response, message } = error as ValidationError;
      expect([where, data, response?.status]).toEqual(["response", wrong.result, 200]);
      expect(message).toBe(
        "queues.messages.ack has an invalid response: /result/ackCount must be number, found string",
      );
    }
  });
});
