// Where a change is said: at both sides, and where one has nothing of it, at what would be around it.
import { expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/model.ts";
import { header, operation, parameter, requestBody, rootWith } from "../../diff/pairs.ts";
import { changesBetween } from "./support.ts";

const text = { type: "string" };
const POST = "/paths/~1things/post";
const SCHEMA = `${POST}/requestBody/content/application~1json/schema`;

function body(it: JsonObject): JsonObject {
  return requestBody({ type: "object", properties: { it } });
}

function hooked(): JsonObject {
  return rootWith({ webhooks: { done: { post: { responses: { 200: { description: "" } } } } } });
}

it.each([
  ["operation-added", rootWith({}), operation({}), "/paths", POST],
  ["incoming-added", rootWith({}), hooked(), "/webhooks", "/webhooks/done/post"],
  ["parameter-added", operation({}), parameter(text), POST, `${POST}/parameters/0`],
  ["request-body-added-required", operation({}), requestBody(text), POST, `${POST}/requestBody`],
  [
    "response-header-added",
    operation({}),
    header(text),
    `${POST}/responses/200`,
    `${POST}/responses/200/headers/X-Thing`,
  ],
  [
    "request-property-pattern-added",
    body(text),
    body({ ...text, pattern: "^a" }),
    `${SCHEMA}/properties/it`,
    `${SCHEMA}/properties/it/pattern`,
  ],
  [
    "request-property-added",
    requestBody({ type: "object", properties: { other: text } }),
    requestBody({ type: "object", properties: { other: text, it: text } }),
    SCHEMA,
    `${SCHEMA}/properties/it`,
  ],
])("%s, and the other way round", (code, old, next, around, at) => {
  const [added] = changesBetween(old, next);
  expect(added).toMatchObject({ code, old: around, new: at, absent: "old" });
  const [removed] = changesBetween(next, old);
  expect(removed).toMatchObject({ old: at, new: around, absent: "new" });
});

it("says nothing is absent that both have", () => {
  const [change] = changesBetween(body({ ...text, maxLength: 2 }), body({ ...text, maxLength: 3 }));
  expect(change).toMatchObject({ code: "request-property-max-length-raised", absent: undefined });
});

it("tells once what all operations of a path lose, whatever is around it in each", () => {
  const done = { responses: { 200: { description: "" } } };
  const shared = (parameters: readonly JsonObject[]): JsonObject =>
    rootWith({ paths: { "/things": { parameters, get: done, post: done } } });
  const gone = changesBetween(shared([{ name: "p", in: "query", schema: text }]), shared([]));
  expect(gone.map(({ code, subject }) => [code, subject])).toEqual([
    ["parameter-removed", "GET /things: query parameter p (and 1 more place)"],
  ]);
});
