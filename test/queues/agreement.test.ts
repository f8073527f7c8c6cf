// Types, validators, schemas and fixtures of the generated package agree, by ajv's judgement too.
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import * as fixtures from "#api/fixtures";
import type { Fixtures } from "#api/fixtures";
import * as schemas from "#api/schemas";
import * as validators from "#api/validators";

type Guard = (value: unknown) => boolean;
type Validate = (value: unknown) => { readonly issues?: readonly { readonly keyword: string }[] };

/** The one format of this document; ajv knows none by itself. */
const int64 = (value: number): boolean => value >= -(2 ** 63) && value < 2 ** 63;
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  formats: { int64: { type: "number", validate: int64 } },
});
const names = Object.keys(schemas);
const validator = (name: string): { readonly guard: Guard; readonly validate: Validate } => {
  const exported = validators as unknown as Readonly<Record<string, unknown>>;
  return {
    guard: exported[`is${name}`] as Guard,
    validate: exported[`validate${name}`] as Validate,
  };
};
const fixturesOf = (name: string): Fixtures<unknown, string> =>
  (fixtures as unknown as Readonly<Record<string, Fixtures<unknown, string>>>)[name]!;

describe.each(names)("%s", (name) => {
  const { guard, validate } = validator(name);
  const oracle = ajv.compile((schemas as unknown as Readonly<Record<string, object>>)[name]!);
  const { minimal, full, examples, invalid } = fixturesOf(name);

  it("has fixtures that its guard, its validator and ajv accept", () => {
    for (const value of [minimal, full, ...Object.values(examples)]) {
      expect([value, guard(value), validate(value).issues, oracle(value)]).toEqual([
        value,
        true,
        undefined,
        true,
      ]);
    }
  });

  it("has for each constraint a value that breaks it alone", () => {
    for (const { keyword, value } of invalid) {
      const found = validate(value).issues?.map((issue) => issue.keyword);
      expect([value, guard(value), found, oracle(value)]).toEqual([value, false, [keyword], false]);
    }
  });
});

it("breaks every constraint of a request to pull", () => {
  const { invalid } = fixturesOf("PullRequest");
  expect(invalid.map(({ at }) => at)).toEqual([
    "/type",
    "/properties/batch_size/type",
    "/properties/batch_size/minimum",
    "/properties/batch_size/maximum",
    "/properties/visibility_timeout_ms/type",
    "/properties/visibility_timeout_ms/minimum",
    "/properties/visibility_timeout_ms/maximum",
  ]);
});

it("builds fresh values with deep overrides", () => {
  const built = fixtures.build.PullResponse({ result: { message_backlog_count: 3 } });
  expect(built.result?.message_backlog_count).toBe(3);
  expect(built.result?.messages).toEqual(
    fixturesOf("PullResponse") && fixtures.PullResponse.full.result?.messages,
  );
  expect(built).not.toBe(fixtures.PullResponse.full);
});
