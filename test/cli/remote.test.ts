// Documents from the network: only where one allows it, with what they refer to, and nothing secret kept.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesIn, folderOf } from "./folders.ts";
import { GOOD, onespec } from "./spawn.ts";

const PAGES: Readonly<Record<string, string>> = {
  "/v1/api.yaml": GOOD.replace('"#/components/schemas/Pet"', "../shared/pet.yaml"),
  "/shared/pet.yaml":
    "type: object\nrequired: [name]\nproperties: { name: { type: string, maxLength: 20 } }\n",
};

let server: Server;
let base = "";
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://x");
    asked.push(pathname);
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

test.each([
  ["/none.yaml", /can't be fetched: the server answers 404\./],
  ["@user", /The document's address has a name or a password in it\./],
  ["!", /can't be fetched: (bad port|.*ECONNREFUSED)/],
  ["ftp", /is no address that can be fetched/],
])("%s is refused in one line", async (what, message) => {
  const addresses: Readonly<Record<string, string>> = {
    "@user": base.replace("//", "//user:hunter2@"),
    "!": "http://127.0.0.1:1/api.yaml",
    ftp: "ftp://x.example/api.yaml",
  };
  const address = addresses[what] ?? `${base}${what}`;
  const ended = await onespec(folderOf(), ["diff", address, "-", "--allow-remote"], {
    input: GOOD,
  });
  expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
  expect(ended.stderr).toMatch(message);
  expect(ended.stderr).not.toMatch(/hunter2|^\s+at /m);
});
