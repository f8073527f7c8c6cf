// That a habit explains its own difference and no other, and that none outlives its cause.
import { expect, test } from "vitest";
import { dropsEmpty, judge, sendsDefaults } from "./habits.ts";

const empty = dropsEmpty("https://example.org/1");
const defaults = sendsDefaults("https://example.org/2", { size: 5 });
const printed = (...failures: readonly string[]): string =>
  JSON.stringify({ passed: 1, all: 1 + failures.length, failures });

const dropped = 'a: value: got {"b":[{}]}, wanted {"a":[],"b":[{"c":{}}],"d":{}}';
const sent = 'b: body: got {"name":"x","size":5}, wanted {"name":"x"}';

test("what a habit explains counts as failed and is no error", () => {
  expect(judge(printed(dropped, sent), [empty, defaults])).toMatchObject({ passed: 1, all: 3 });
});

test.each([
  'a: value: got {"b":1}, wanted {"a":[1],"b":1}',
  'a: value: got {"b":[]}, wanted {"b":[{}]}',
  'a: body: got {"size":5}, wanted {"size":6}',
  'a: body: got {"size":6}, wanted {}',
  "a: status: got 500, wanted 502",
  "a: nothing was sent",
])("an error: %s", (failure) => {
  expect(() => judge(printed(dropped, sent, failure), [empty, defaults])).toThrow(failure);
});

test("a habit that is not met any more is an error", () => {
  expect(() => judge(printed(dropped), [empty, defaults])).toThrow("https://example.org/2");
});
