import { existsSync, mkdirSync, statSync, chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { applyChanges, type Change, type Disk, disk } from "../../generator/cli/write.ts";
import { filesIn, folderOf } from "./folders.ts";

const CHANGES: readonly Change[] = [
  { path: "gone/old.ts", content: undefined },
  { path: "src/a.ts", content: "new a" },
  { path: "src/deep/b.ts", content: "new b" },
];
const BEFORE = { "src/a.ts": "old a", "gone/old.ts": "old", "mine.txt": "mine" };

function failure(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: "write" });
}

test("writes, replaces and removes, and leaves nothing else behind", () => {
  const root = folderOf(BEFORE);
  chmodSync(join(root, "src/a.ts"), 0o755);
  applyChanges(root, CHANGES);
  expect(filesIn(root)).toEqual({
    "mine.txt": "mine",
    "src/a.ts": "new a",
    "src/deep/b.ts": "new b",
  });
  expect(existsSync(join(root, "gone"))).toBe(false);
  expect(statSync(join(root, "src/a.ts")).mode & 0o777).toBe(0o755);
});

test("makes the folder where it does not exist", () => {
  const root = join(folderOf(), "a", "b");
  applyChanges(root, [{ path: "c.ts", content: "c" }]);
  expect(filesIn(root)).toEqual({ "c.ts": "c" });
});

/** The n-th call of one operation of the disk fails. */
function failingAt(operation: keyof Disk, call: number, code: string): Disk {
  let calls = 0;
  const fail = (): void => {
    if (++calls === call) throw failure(code);
  };
  const real: (...args: never[]) => unknown = disk[operation];
  return { ...disk, [operation]: (...args: never[]) => (fail(), real(...args)) };
}

test.each([
  ["create", 1, "ENOSPC", "src/a.ts can't be written in ROOT: no space is left on the disk."],
  ["create", 2, "EACCES", "src/deep/b.ts can't be written in ROOT: permission denied."],
  ["makeFolder", 1, "EROFS", "src/deep/b.ts can't be written in ROOT: the disk is read-only."],
  ["rename", 1, "EBUSY", "src/a.ts can't be written in ROOT: it is in use."],
  ["rename", 2, "EPERM", "src/deep/b.ts can't be written in ROOT: the operation is not permitted."],
  ["remove", 1, "EPERM", "gone/old.ts can't be written in ROOT: the operation is not permitted."],
  ["keep", 2, "ENOSPC", "src/a.ts can't be written in ROOT: no space is left on the disk."],
] as const)(
  "takes everything back where %s fails at call %i with %s",
  (operation, call, code, message) => {
    const root = folderOf(BEFORE);
    expect(() => applyChanges(root, CHANGES, failingAt(operation, call, code))).toThrow(
      message.replace("ROOT", root),
    );
    expect(filesIn(root)).toEqual(BEFORE);
    expect(existsSync(join(root, "src/deep"))).toBe(false);
  },
);

test("removes the folders it made where the first file can't be written", () => {
  const parent = folderOf();
  const broken = failingAt("create", 1, "ENOSPC");
  expect(() => applyChanges(join(parent, "x/y"), CHANGES, broken)).toThrow("no space is left");
  expect(existsSync(join(parent, "x"))).toBe(false);
});

test("keeps the old content that could not be put back, and says where it is", () => {
  const root = folderOf(BEFORE);
  let renames = 0;
  const broken: Disk = {
    ...disk,
    rename: (from, to) => {
      if (++renames > 1) throw failure("EIO");
      disk.rename(from, to);
    },
  };
  const lost = ["src/.onespec-7-1-old.tmp", "gone/.onespec-7-0-old.tmp"];
  expect(() => applyChanges(root, CHANGES, broken, "7")).toThrow(
    expect.objectContaining({
      help: expect.stringContaining(lost.map((path) => join(root, path)).join(", ")),
    }),
  );
  expect(filesIn(root)).toEqual({
    "gone/.onespec-7-0-old.tmp": "old",
    "mine.txt": "mine",
    "src/.onespec-7-1-old.tmp": "old a",
    "src/a.ts": "new a",
  });
});

test("a fault of ours stays one, and is taken back too", () => {
  const root = folderOf(BEFORE);
  const broken: Disk = {
    ...disk,
    create: (path, content, mode) => {
      if (content === "new b") throw new TypeError("ours");
      disk.create(path, content, mode);
    },
  };
  expect(() => applyChanges(root, CHANGES, broken)).toThrow(TypeError);
  expect(filesIn(root)).toEqual(BEFORE);
});

test.each(["../out.ts", "/etc/x", "a/../../x", "a\\b", "link/x.ts", "dangling"])(
  "refuses to write %s",
  (path) => {
    const outside = folderOf();
    const root = folderOf({ "a/x": "" });
    symlinkSync(outside, join(root, "link"));
    symlinkSync(join(outside, "nothing"), join(root, "dangling"));
    expect(() => applyChanges(root, [{ path, content: "x" }])).toThrow(
      "is refused as a file of the output",
    );
    expect(filesIn(outside)).toEqual({});
  },
);

test("a folder where a file should be is a clear message", () => {
  const root = folderOf({ "a.ts": "a" });
  mkdirSync(join(root, "b.ts"));
  const changes = [
    { path: "a.ts", content: "new" },
    { path: "b.ts", content: "new" },
  ];
  expect(() => applyChanges(root, changes)).toThrow(
    `b.ts can't be written in ${root}: it is a folder.`,
  );
  expect(filesIn(root)).toEqual({ "a.ts": "a" });
});
