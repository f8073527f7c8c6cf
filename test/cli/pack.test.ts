// `onespec pack`, as far as it goes without a registry: what it refuses before it packs. The tarball
// itself is tried in test/package/.
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { packCommand, publishLine } from "../../generator/cli/pack-command.ts";
import { folderOf } from "./folders.ts";
import { project, realWorld } from "./release-support.ts";
import { GOOD, onespec } from "./spawn.ts";

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

/** Instead of npm: while it installs, it starts another program, and both of them stay until they are ended. */
const NPM = `
import { spawn } from "node:child_process";
import { connect } from "node:net";
const stay = (then) => {
  const line = connect(Number(process.env.PORT), "127.0.0.1", then);
  line.on("error", () => process.exit()).on("close", () => process.exit());
};
if (process.argv.includes("pack")) {
  const told = { filename: "pets-1.0.0.tgz", name: "pets", version: "1.0.0", entryCount: 1, unpackedSize: 1 };
  console.log(JSON.stringify([told]));
} else if (process.argv.includes("other")) {
  stay(() => console.log("there"));
} else {
  const other = spawn(process.execPath, [process.argv[1], "other"]);
  other.stdout.once("data", () => stay(() => process.kill(process.ppid, "SIGINT")));
}
`;

/** A port, and a promise that two programs which had connected to it are gone. */
async function twoGone(): Promise<{ readonly port: number; readonly gone: Promise<void> }> {
  const server = createServer();
  const closed: Promise<unknown>[] = [];
  const gone = new Promise<void>((resolve, reject) => {
    server.on("connection", (socket) => {
      onTestFinished(() => void socket.destroy());
      socket.on("error", () => {});
      closed.push(once(socket.resume(), "close"));
      if (closed.length === 2) Promise.all(closed).then(() => resolve(), reject);
    });
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { port: (server.address() as AddressInfo).port, gone };
}

test.skipIf(process.platform === "win32")(
  "a signal ends all that runs for it, and leaves no folder behind",
  async () => {
    const folder = folderOf({ "api.yaml": GOOD, "npm-cli.js": NPM, "tmp/.keep": "" });
    await onespec(folder, ["generate", "api.yaml", "--out", "out"]);
    const { port, gone } = await twoGone();
    const environment = {
      npm_execpath: join(folder, "npm-cli.js"),
      TMPDIR: join(folder, "tmp"),
      PORT: String(port),
    };
    const ended = await onespec(folder, ["pack", "out", "--json"], { environment });
    expect(ended).toMatchObject({ exitCode: 130, stderr: "" });
    expect(JSON.parse(ended.stdout)).toMatchObject({ ok: false });
    await gone;
    const left = readdirSync(environment.TMPDIR).filter((name) => name.startsWith("onespec-"));
    expect(left).toEqual([]);
  },
);
