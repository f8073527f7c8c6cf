// `onespec pack`, as far as it goes without a registry: what it refuses before it packs. The tarball
// itself is tried in test/package/.
import { expect, test } from "vitest";
import { packCommand, publishLine } from "../../generator/cli/pack-command.ts";
import { folderOf } from "./folders.ts";
import { project, realWorld } from "./release-support.ts";
import { GOOD } from "./spawn.ts";

test("packs nothing that is not what the document says", async () => {
  const it = project(GOOD);
  await it.generate();
  it.put("api.yaml", GOOD.replace("title: Pets", "title: Cats"));
  const out = folderOf();
  const before = it.files();
  const { outcome } = await packCommand({ folder: it.out, out, allowRemote: false }, realWorld);
  expect(outcome).toMatchObject({ ok: false, packed: undefined, publish: undefined });
  expect(outcome.reasons).toEqual([expect.stringContaining("api.yaml has changed")]);
  expect(it.files()).toEqual(before);
});

test("what was generated from standard input can't be read again", async () => {
  const it = project(GOOD);
  const { generateCommand } = await import("../../generator/cli/generate-command.ts");
  const { request } = await import("./stub.ts");
  const stdin = (): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(GOOD));
  await generateCommand(request(it.out, { document: "-" }), { ...realWorld, stdin });
  const packed = packCommand({ folder: it.out, out: ".", allowRemote: false }, realWorld);
  await expect(packed).rejects.toThrow("was generated from standard input");
});

test.each([
  [
    "./acme-api-1.0.0.tgz",
    "1.0.0",
    "npm publish ./acme-api-1.0.0.tgz --provenance --access public",
  ],
  ["../a b/x.tgz", "1.0.0", "npm publish '../a b/x.tgz' --provenance --access public"],
  ["./x.tgz", "2.0.0-beta.1", "npm publish ./x.tgz --provenance --access public --tag next"],
  ["./it's.tgz", "1.0.0", "npm publish './it'\\''s.tgz' --provenance --access public"],
])("publishes %s of %s by one line", (tarball, version, line) => {
  expect(publishLine({ tarball, version, name: "x", files: 1, bytes: 1 })).toBe(line);
});
