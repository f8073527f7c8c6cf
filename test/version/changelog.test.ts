// The changelog's text: the unreleased entry is written anew, the rest stays.
import { expect, test } from "vitest";
import { closed, withUnreleased } from "../../generator/version/changelog.ts";
import { entryBody, type Line } from "../../generator/version/entry.ts";
import { firstPlan, nextPlan } from "../../generator/version/plan.ts";

const line = (rest: Partial<Line>): Line => ({
  weight: "minor",
  verdict: "compatible",
  subject: "`POST /pets`",
  message: "It takes `name`.",
  caller: "",
  keyword: undefined,
  ...rest,
});

test("begins with one entry, and doesn't stack", () => {
  const first = withUnreleased(undefined, firstPlan("1.0.0").unreleased);
  expect(first).toMatch(/^# Changelog\n\n.*\n\n## Unreleased \(1\.0\.0\)\n\nFirst release\.\n$/);
  expect(withUnreleased(first, firstPlan("1.0.0").unreleased)).toBe(first);
  const other = withUnreleased(first, firstPlan("1.2.0").unreleased);
  expect(other).toBe(first.replace("1.0.0", "1.2.0"));
});

test("is closed under its version, and what is released stays as it is", () => {
  const first = withUnreleased(undefined, firstPlan("1.0.0").unreleased);
  const released = closed(first, firstPlan("1.0.0").unreleased!, "2030-01-31");
  expect(released).toMatch(/\n\n## 1\.0\.0 - 2030-01-31\n\nFirst release\.\n$/);
  const edited = released.replace("First release.", "The *very*  first one.\n\n\n- with `## this`");
  const entry = { version: "1.1.0", body: "### Added\n\n- x" };
  const next = withUnreleased(edited, entry);
  expect(next).toContain("## Unreleased (1.1.0)\n\n### Added\n\n- x\n\n## 1.0.0 - 2030-01-31\n\n");
  expect(next).toContain("The *very*  first one.\n\n\n- with `## this`\n");
  expect(withUnreleased(next, undefined)).toBe(edited);
  expect(closed(next, entry)).toBe(next.replace("Unreleased (1.1.0)", "1.1.0"));
});

test("keeps notes in the unreleased entry, even where nothing else is in it", () => {
  const released = closed(withUnreleased(undefined, firstPlan("1.0.0").unreleased), {
    version: "1.0.0",
    body: "First release.",
  });
  const body = "### Added\n\n- x";
  const noted = withUnreleased(released, { version: "1.1.0", body }).replace(
    "- x\n",
    "- x\n\n### Notes\n\nMind the gap.\n\n### And more\n\nof it\n",
  );
  const again = withUnreleased(noted, { version: "2.0.0", body: "### Breaking\n\n- y" });
  expect(again).toContain(
    "## Unreleased (2.0.0)\n\n### Breaking\n\n- y\n\n### Notes\n\nMind the gap.\n\n### And more\n\nof it\n\n## 1.0.0\n",
  );
  const without = withUnreleased(again, undefined);
  expect(without).toContain("## Unreleased\n\n### Notes\n\nMind the gap.");
  expect(withUnreleased(without, undefined)).toBe(without);
  expect(closed(again, { version: "2.0.0", body: "### Breaking\n\n- y" })).toContain(
    "## 2.0.0\n\n### Breaking\n\n- y\n\n### Notes\n\nMind the gap.",
  );
});

test("takes over a changelog of other hands and other line endings", () => {
  const theirs =
    "\uFEFF# History\r\n\r\nOurs.\r\n\r\n## [Unreleased]\r\n\r\n- old\r\n\r\n## [0.9.0]\r\n\r\n- a\r\n";
  expect(withUnreleased(theirs, { version: "1.0.0", body: "- b" })).toBe(
    "# History\n\nOurs.\n\n## Unreleased (1.0.0)\n\n- b\n\n## [0.9.0]\n\n- a\n",
  );
  expect(withUnreleased("", { version: "1.0.0", body: "- b" })).toBe(
    "## Unreleased (1.0.0)\n\n- b\n",
  );
});

test("an entry above the unreleased one is not lost", () => {
  const odd = "# C\n\n## 1.1.0\n\n- a\n\n## Unreleased (x)\n\n- b\n\n## 1.0.0\n\n- c\n";
  const next = withUnreleased(odd, { version: "1.2.0", body: "- d" });
  expect(next).toBe("# C\n\n## Unreleased (1.2.0)\n\n- d\n\n## 1.1.0\n\n- a\n\n## 1.0.0\n\n- c\n");
});

test("says what breaks first, then what is new, then the rest, each once", () => {
  const lines = [
    line({ weight: "patch", subject: "", message: "Words." }),
    line({}),
    line({}),
    line({ weight: "major", message: "It wants `name`.", caller: "Give it." }),
    line({ weight: "major", verdict: "undecided", message: "It differs.", keyword: "pattern" }),
  ];
  expect(entryBody(lines)).toBe(`### Breaking

- \`POST /pets\`: It wants \`name\`. Give it.
- \`POST /pets\`: It differs. Whether this breaks a caller could not be decided, because of \`pattern\`.

### Added

- \`POST /pets\`: It takes \`name\`.

### Fixed and documented

- Words.`);
});

test("counts what is too much to read", () => {
  const many = Array.from({ length: 130 }, (_, index) => line({ message: `m${index}` }));
  expect(entryBody(many).split("\n").slice(-2)).toEqual(["- `POST /pets`: m99", "- … and 30 more"]);
});

test("no text of a document becomes markup, a heading or a call", () => {
  const evil =
    "x\n\n## 9.9.9\n\n<img src=x onerror=alert(1)> [a](b) @octocat #12 `co|de` ``` `\u0007\u202e";
  const body = entryBody([line({ subject: evil, message: "# y", caller: "1. z" })]);
  expect(body.split("\n")).toHaveLength(3);
  expect(body).not.toMatch(/(?<!\\)[<[]|@octocat|#12|[\u0007\u202e]/);
  expect(body).toContain("`co|de`");
  const text = withUnreleased("", { version: "1.0.0", body });
  expect(text.match(/^## .*/gm)).toEqual(["## Unreleased (1.0.0)"]);
});

test("a first release has the version that was named, if npm takes it", () => {
  const versions = ["1.2.3", "2.0.0-rc.1", "0.0.0", "2024-01-01", "v1"];
  expect(versions.map((named) => firstPlan(named).version)).toEqual([
    ...["1.2.3", "2.0.0-rc.1"],
    ...["0.1.0", "0.1.0", "0.1.0"],
  ]);
});

test("after a release the heaviest change decides, and no change keeps the version", () => {
  expect(nextPlan("1.2.3", [], true)).toEqual({
    version: "1.2.3",
    weight: undefined,
    unreleased: undefined,
  });
  expect(nextPlan("1.2.3", [], false)).toMatchObject({
    version: "1.2.4",
    unreleased: { version: "1.2.4", body: expect.stringContaining("inside of the package") },
  });
  const lines = [line({}), line({ weight: "patch" })];
  expect(nextPlan("1.2.3", lines, false)).toMatchObject({ version: "1.3.0", weight: "minor" });
});
