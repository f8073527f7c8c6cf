// Versions: what is one, which comes first, and what follows on a change.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Weight } from "../../generator/diff/change.ts";
import {
  compareVersions,
  nextVersion,
  parseVersion,
  printVersion,
  type Version,
} from "../../generator/version/semver.ts";

const read = (text: string): Version => parseVersion(text)!;

test.each(["1.0.0", "0.0.0", "10.20.30", "1.0.0-alpha.1", "1.0.0-0.3.7", "1.0.0--x.y-z"])(
  "%s is a version",
  (text) => expect(printVersion(read(text))).toBe(text),
);

test.each([
  "",
  "1",
  "1.0",
  "v1.0.0",
  "01.0.0",
  "1.0.0-",
  "1.0.0-01",
  "1.0.0+5",
  "1.0.0 ",
  "1.0.99999999999999999",
])("%j is none", (text) => expect(parseVersion(text)).toBeUndefined());

test("versions have an order", () => {
  // The chain of semver.org, and one number more.
  const chain = ["0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta"].concat([
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.1",
    "1.2.0",
    "1.10.0",
    "2.0.0",
  ]);
  const shuffled = [...chain].reverse().sort((a, b) => compareVersions(read(a), read(b)));
  expect(shuffled).toEqual(chain);
});

test.each<[last: string, weight: Weight, next: string]>([
  ["1.2.3", "major", "2.0.0"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "patch", "1.2.4"],
  ["0.2.3", "major", "0.3.0"],
  ["0.2.3", "minor", "0.2.4"],
  ["0.2.3", "patch", "0.2.4"],
  ["0.0.3", "major", "0.1.0"],
  ["2.0.0-beta.1", "major", "2.0.0-beta.2"],
  ["2.0.0-beta", "patch", "2.0.0-beta.1"],
])("after %s a %s change gives %s", (last, weight, next) => {
  expect(printVersion(nextVersion(read(last), weight))).toBe(next);
});

test("what follows comes later, whatever it follows", () => {
  const number = fc.nat(30);
  const pre = fc.array(fc.constantFrom("alpha", "beta", "0", "7", "x-1"), { maxLength: 3 });
  const version = fc.record({ major: number, minor: number, patch: number, pre });
  const weight = fc.constantFrom<Weight>("major", "minor", "patch");
  fc.assert(
    fc.property(version, weight, (last, heavy) => {
      const next = nextVersion(last, heavy);
      expect(compareVersions(next, last)).toBeGreaterThan(0);
      expect(parseVersion(printVersion(next))).toEqual(next);
    }),
  );
});
