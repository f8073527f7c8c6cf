// Who sends what: in callbacks and webhooks the server asks and the caller answers.
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/model.ts";
import { operation, rootWith } from "../../diff/pairs.ts";
import { changesBetween, told } from "./support.ts";

const text = { type: "string" };
const event = (schema: JsonObject): JsonObject => ({ type: "object", properties: { it: schema } });

function receiving(members: JsonObject): JsonObject {
  return { responses: { 200: { description: "Thanks" } }, ...members };
}

function calling(members: JsonObject): JsonObject {
  const callback = { "{$request.body#/url}": { post: receiving(members) } };
  return operation({ callbacks: { onDone: callback } });
}

function hooked(members: JsonObject): JsonObject {
  return rootWith({ webhooks: { done: { post: receiving(members) } } });
}

const body = (schema: JsonObject): JsonObject => ({
  requestBody: { required: true, content: { "application/json": { schema } } },
});
const answer = (schema: JsonObject): JsonObject => ({
  responses: { 200: { description: "Thanks", content: { "application/json": { schema } } } },
});

describe.each([
  ["callbacks", calling],
  ["webhooks", hooked],
])("%s", (_name, make) => {
  it("break by what comes in newly, not by what no longer does", () => {
    const [narrow, wide] = [event({ ...text, enum: ["a"] }), event({ ...text, enum: ["a", "b"] })];
    expect(told(make(body(narrow)), make(body(wide)))).toEqual([
      "major breaking request-property-enum-value-added",
    ]);
    expect(told(make(body(wide)), make(body(narrow)))).toEqual([
      "minor compatible request-property-enum-value-removed",
    ]);
  });

  it("show what breaks by a value that the server may send", () => {
    const [change] = changesBetween(
      make(body(event(text))),
      make(body(event({ type: "integer" }))),
    );
    expect(change!.witness).toMatchObject({ acceptedBy: "new" });
  });

  it("break by answers that are no longer taken", () => {
    const [loose, strict] = [event(text), { ...event(text), required: ["it"] }];
    expect(told(make(answer(loose)), make(answer(strict)))).toEqual([
      "major breaking response-property-required",
    ]);
    expect(told(make(answer(strict)), make(answer(loose)))).toEqual([
      "minor compatible response-property-optional",
    ]);
  });

  it("may give more parameters, and not fewer", () => {
    const parameters = [{ name: "p", in: "query", required: true, schema: text }];
    expect(told(make({}), make({ parameters }))).toEqual(["minor compatible parameter-added"]);
    expect(told(make({ parameters }), make({}))).toEqual(["major breaking parameter-removed"]);
  });

  it("have a body that may not be left out any more without harm", () => {
    const optional = { requestBody: { content: { "application/json": { schema: text } } } };
    expect(told(make(body(text)), make(optional))).toEqual([
      "major breaking request-body-optional",
    ]);
  });

  it("ask for nothing of the caller's credentials", () => {
    expect(told(make({}), make({ security: [{ key: [] }] }))).toEqual([]);
  });
});

describe("what is called back", () => {
  it("breaks those who wait where it is gone", () => {
    expect(told(calling({}), operation({}))).toEqual(["major breaking callback-removed"]);
    expect(told(operation({}), calling({}))).toEqual(["minor compatible callback-added"]);
  });
});
