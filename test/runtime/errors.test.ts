// The family of errors: recognised across copies of the module, printed well, silent about requests.
import { inspect } from "node:util";
import { expect, it } from "vitest";
import * as mine from "../../templates/runtime/errors.ts";

// Another package made from the same templates has classes of its own.
const theirs = (await import("../../templates/runtime/errors.ts?copy" as string)) as typeof mine;

const response = new Response(null, { status: 404, headers: { "cf-ray": "1" } });
const make = ({ ApiError, ConnectionError, TimeoutError, ValidationError }: typeof mine) => ({
  ApiError: new ApiError("op", response, { a: 1 }, [{ code: 7, message: "m" }]),
  ConnectionError: new ConnectionError("op", true, new Error("why")),
  TimeoutError: new TimeoutError("op", 5),
  ValidationError: new ValidationError("op", []),
});
const names = ["ApiError", "ConnectionError", "TimeoutError", "ValidationError"] as const;

it("is recognised by a brand, from whatever copy it comes", () => {
  expect(theirs.ApiError).not.toBe(mine.ApiError);
  for (const name of names) {
    for (const error of [make(mine)[name], make(theirs)[name]]) {
      expect(names.filter((type) => error instanceof mine[type])).toEqual([name]);
      expect(error).toBeInstanceOf(Error);
    }
  }
  for (const other of [
    new Error("x"),
    { name: "ApiError" },
    new DOMException("x", "TimeoutError"),
    null,
    1,
  ]) {
    expect(names.filter((type) => (other as object) instanceof mine[type])).toEqual([]);
  }
});

it("can be extended", () => {
  class Mine extends mine.TimeoutError {}
  expect(new Mine("op", 1)).toBeInstanceOf(Mine);
  expect(new Mine("op", 1)).toBeInstanceOf(mine.TimeoutError);
  expect(new mine.TimeoutError("op", 1)).not.toBeInstanceOf(Mine);
});

it("has a name, a message and a stack as errors have", () => {
  const { ApiError, TimeoutError } = make(mine);
  expect(ApiError.stack).toMatch(/^ApiError: op failed with status 404: m \(7\)\n +at /);
  expect(String(TimeoutError)).toBe("TimeoutError: op got no answer in 5 ms");
  expect(Object.keys(TimeoutError)).toEqual(["operation", "timeoutMs"]);
  expect("cause" in TimeoutError).toBe(false);
  expect(make(mine).ConnectionError.cause).toEqual(new Error("why"));
});

it("holds the response, and does not print it", () => {
  const { ApiError } = make(mine);
  expect(ApiError.response).toBe(response);
  expect(ApiError.headers.get("cf-ray")).toBe("1");
  expect(inspect(ApiError)).not.toMatch(/Response|cf-ray/);
  expect(JSON.parse(JSON.stringify(ApiError))).toEqual({
    operation: "op",
    status: 404,
    errors: [{ code: 7, message: "m" }],
    body: { a: 1 },
  });
});

it("tells five issues of many", () => {
  const issues = Array.from({ length: 200 }, (_, index) => ({
    path: [index],
    pointer: `/${index}`,
    keyword: "type",
    params: {},
    message: "m",
  }));
  const error = new mine.ValidationError("op", issues);
  expect(error.message).toBe("op has an invalid request: /0 m; /1 m; /2 m; /3 m; /4 m");
  expect(error.issues).toHaveLength(200);
});
