// Documents from the network: only where one allows it, with what they refer to, and nothing secret kept.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { fetchBytes } from "../../generator/cli/remote.ts";
import { filesIn, folderOf } from "./folders.ts";
import { GOOD, onespec } from "./spawn.ts";

const PAGES: Readonly<Record<string, string>> = {
  "/v1/api.yaml": GOOD.replace('"#/components/schemas/Pet"', "../shared/pet.yaml"),
  "/shared/pet.yaml":
    "type: object\nrequired: [name]\nproperties: { name: { type: string, maxLength: 20 } }\n",
};

const MOVED: Readonly<Record<string, string>> = {
  "/latest": "/v1/api.yaml",
  "/circle": "/circle",
  "/disk": "file:///etc/hostname",
  "/secret": "http://user:hunter2@127.0.0.1/api.yaml",
};

let server: Server;
let base = "";
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://x");
    asked.push(pathname);
    const location = MOVED[pathname];
    if (location !== undefined) return void response.writeHead(302, { location }).end();
    const page = PAGES[pathname];
    response.writeHead(page === undefined ? 404 : 200);
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

test("an address is refused with advice, and nothing is asked", async () => {
  const folder = folderOf();
  for (const command of [
    ["generate", `${base}/v1/api.yaml`, "--out", "out"],
    ["bundle", `${base}/v1/api.yaml`],
    ["diff", `${base}/v1/api.yaml`, "-"],
    ["init", `${base}/v1/api.yaml`, "--out", "out"],
  ]) {
    const ended = await onespec(folder, command, { input: GOOD });
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toContain("onespec fetches nothing from the network by itself");
    expect(ended.stderr).toMatch(/curl .* or give --allow-remote\./);
  }
  expect(asked).toEqual([]);
  expect(filesIn(folder)).toEqual({});
});

test("with --allow-remote it is read with all that it refers to, and checked again", async () => {
  const folder = folderOf();
  const generate = ["generate", `${base}/v1/api.yaml?token=hunter2`, "--out", "out", "--no-build"];
  const ended = await onespec(folder, [...generate, "--allow-remote"]);
  expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
  const files = filesIn(join(folder, "out"));
  expect(files["src/types.ts"]).toContain("export interface Pet");
  expect(Object.values(files).join("")).not.toContain("hunter2");
  expect(JSON.parse(files["onespec.lock.json"]!)).toMatchObject({
    document: { path: `${base}/v1/api.yaml` },
  });
  const again = await onespec(folder, [...generate, "--allow-remote", "--check"]);
  expect(again).toMatchObject({ exitCode: 0 });
  expect(await onespec(folder, ["release", "out", "--allow-remote"])).toMatchObject({
    exitCode: 0,
  });
  expect(await onespec(folder, ["release", "out"])).toMatchObject({ exitCode: 2 });
});

test("a file may refer to the network, where that is allowed", async () => {
  const text = GOOD.replace('"#/components/schemas/Pet"', `${base}/shared/pet.yaml`);
  const folder = folderOf({ "api.yaml": text });
  const bundle = ["bundle", "api.yaml"];
  const refused = await onespec(folder, bundle);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("error[external-ref]");
  const allowed = await onespec(folder, [...bundle, "--allow-remote"]);
  expect(allowed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("maxLength: 20") });
});

test("what a document that has moved refers to counts from where it is now", async () => {
  const bundle = ["bundle", `${base}/latest?token=hunter2`, "--allow-remote"];
  const ended = await onespec(folderOf(), bundle);
  expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("maxLength: 20") });
});

test("https is not left for http on the way, though it may end in https again", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    const location = asked.length === 1 ? "http://x.example/b" : "https://x.example/c";
    return Promise.resolve(new Response(null, { status: 302, headers: { location } }));
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  await expect(fetchBytes("https://x.example/a?token=hunter2")).rejects.toThrow(
    "The document https://x.example/a can't be fetched: it leads from https to http.",
  );
  expect(asked).toHaveLength(1);
});

test.each([
  ["/none.yaml", /can't be fetched: the server answers 404\./],
  ["@user", /The document's address has a name or a password in it\./],
  ["!", /can't be fetched: (bad port|.*ECONNREFUSED)/],
  ["ftp", /^error ftp:\/\/x\.example\/api\.yaml is no address that can be fetched/],
  ["broken", /^error http:\/\/\[x\/api\.yaml is no address that can be fetched/],
  ["/circle", /can't be fetched: it leads on and on\./],
  ["/disk", /can't be fetched: it leads to no address of the web\./],
  ["/secret", /can't be fetched: it leads to an address with a name or a password in it\./],
])("%s is refused in one line", async (what, message) => {
  const addresses: Readonly<Record<string, string>> = {
    "@user": base.replace("//", "//user:hunter2@"),
    "!": "http://127.0.0.1:1/api.yaml",
    ftp: "ftp://user:hunter2@x.example/api.yaml?token=hunter2",
    broken: "http://user:hunter2@[x/api.yaml?token=hunter2",
  };
  const address = addresses[what] ?? `${base}${what}`;
  const ended = await onespec(folderOf(), ["diff", address, "-", "--allow-remote"], {
    input: GOOD,
  });
  expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
  expect(ended.stderr).toMatch(message);
  expect(ended.stderr).not.toMatch(/hunter2|^\s+at /m);
});
