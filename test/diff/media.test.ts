// Media types that change: what their parameters and ranges mean for who sends and for who reads.
import { expect, it } from "vitest";
import { heaviest } from "../../generator/diff/change.ts";
import { diff } from "../../generator/diff/diff.ts";
import type { JsonObject } from "../../generator/model/model.ts";
import { authored, operation, responseBody } from "./pairs.ts";

const JSON_TYPE = "application/json";

function sending(type: string): JsonObject {
  return operation({ requestBody: { content: { [type]: {} } } });
}

function answering(type: string): JsonObject {
  return operation({ responses: { 200: { description: "Done", content: { [type]: {} } } } });
}

function told(old: JsonObject, next: JsonObject): readonly (string | undefined)[] {
  const { changes } = diff(authored(old), authored(next));
  return [heaviest(changes), ...changes.map(({ verdict, code }) => `${verdict} ${code}`)];
}

it.each([
  [JSON_TYPE, `${JSON_TYPE}; charset="UTF-8"`, "patch", "patch", "renamed"],
  [`${JSON_TYPE};v=1;w=2`, `${JSON_TYPE}; w=2; v=1`, "patch", "patch", "renamed"],
  [JSON_TYPE, `${JSON_TYPE};v=1`, "major", "minor", "specialized"],
  [`${JSON_TYPE};v=1`, JSON_TYPE, "minor", "major", "generalized"],
  [`${JSON_TYPE};v=1`, `${JSON_TYPE};v=2`, "major", "major", "changed"],
  ["application/*", `${JSON_TYPE};v=1`, "major", "minor", "specialized"],
])("%s → %s", (old, next, request, response, relation) => {
  const [sent, come] = [told(sending(old), sending(next)), told(answering(old), answering(next))];
  expect([sent[0], come[0]]).toEqual([request, response]);
  expect(sent[1]).toMatch(new RegExp(` request-media-type-${relation}$`));
  expect(come[1]).toMatch(new RegExp(` response-media-type-${relation}$`));
});

it("a parameter of another value is undecided", () => {
  const [, change] = told(answering(`${JSON_TYPE};v=1`), answering(`${JSON_TYPE};v=2`));
  expect(change).toBe("undecided response-media-type-changed");
});

it("a success that no body fits any more does not come", () => {
  const [open, closed] = [responseBody({ type: "string" }), responseBody(false)];
  expect(told(open, closed)).toContain("breaking response-emptied");
  expect(told(closed, closed)).toEqual([undefined]);
});
