// `onespec mock` as people use it: a process, a document, and requests over the loopback.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { filesIn, folderOf } from "./folders.ts";
import { GOOD, MAIN, onespec } from "./spawn.ts";

const running = new Set<ChildProcessWithoutNullStreams>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

interface Mock {
  readonly url: string;
  readonly folder: string;
  readonly output: () => string;
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts the server on a port of its own; resolves once it listens. */
async function mock(document: string, ...more: readonly string[]): Promise<Mock> {
  const folder = folderOf({ "api.yaml": document });
  const args = [MAIN, "mock", "api.yaml", "--port", "0", ...more];
  const child = spawn(process.execPath, args, { cwd: folder });
  running.add(child);
  let output = "";
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /http:\/\/[\w.:[\]]+\d/.exec(output);
      if (found !== null) resolve(found[0]);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("close", () => reject(new Error(output)));
  });
  const stop = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { url, folder, output: () => output, stop };
}

describe("onespec mock", () => {
  it("answers as the document says, refuses what it forbids, and shows what it did", async () => {
    const { url, folder, output, stop } = await mock(GOOD);
    const rex = await fetch(`${url}/pets/1`);
    expect([rex.status, await rex.json()]).toEqual([200, { name: "Rex" }]);
    const wrong = await fetch(`${url}/pets/1`, { method: "POST" });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET"]);
    expect((await fetch(`${url}/cats`)).status).toBe(404);
    const head = await fetch(`${url}/pets/1`, { method: "HEAD" });
    expect(await head.text()).toBe("");
    expect(await stop("SIGINT")).toBe(0);
    expect(output()).toContain("serving  api.yaml, 1 operation, at http://127.0.0.1:");
    expect(output()).toContain("GET     /pets/{pet_id}\n");
    expect(output()).toContain("GET /pets/1 200\nPOST /pets/1 405\nGET /cats 404\n");
    expect(output()).toMatch(/stopped\n$/);
    expect(Object.keys(filesIn(folder))).toEqual(["api.yaml"]);
  });

  it("answers with the example, the status and the variety that `Prefer` asks for", async () => {
    const { url } = await mock(GOOD);
    const ask = async (prefer: string): Promise<readonly unknown[]> => {
      const response = await fetch(`${url}/pets/1`, { headers: { prefer } });
      return [response.status, await response.json()];
    };
    expect(await ask("example=rex")).toEqual([200, { name: "Rex" }]);
    const [status, other] = await ask("dynamic=true");
    expect([status, other]).toEqual([200, { name: expect.not.stringMatching(/^Rex$/) }]);
    const detail = "The document has no example tom of 200. It has: rex.";
    expect(await ask("example=tom")).toEqual([404, expect.objectContaining({ detail })]);
    expect((await ask("code=418"))[0]).toBe(404);
  });

  it("lets pages of any origin call it, unless it is told not to", async () => {
    const asked = {
      method: "OPTIONS",
      headers: {
        origin: "https://pets.example",
        "access-control-request-method": "DELETE",
        "access-control-request-headers": "x-tag",
      },
    };
    const open = await mock(GOOD);
    const allowed = await fetch(`${open.url}/pets/1`, asked);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-methods")).toBe("DELETE");
    expect(allowed.headers.get("access-control-allow-headers")).toBe("x-tag");
    const answer = await fetch(`${open.url}/pets/1`);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const closed = await mock(GOOD, "--no-cors");
    const refused = await fetch(`${closed.url}/pets/1`, asked);
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([
      405,
      null,
    ]);
  });

  it("stands where it is told to", async () => {
    const { url } = await mock(GOOD, "--base-path", "/v1");
    expect((await fetch(`${url}/v1/pets/1`)).status).toBe(200);
    expect((await fetch(`${url}/pets/1`)).status).toBe(404);
  });

  it("writes a line of JSON for its start and for each answer", async () => {
    const { url, output, stop } = await mock(GOOD, "--json");
    await (await fetch(`${url}/pets/1?x=%0A`)).text();
    await stop("SIGTERM");
    const lines = output().trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ command: "mock", ok: true, url }),
      { method: "GET", path: "/pets/1?x=%0A", status: 200 },
    ]);
  });

  it("tells what is wrong with a document, and does not start", async () => {
    const folder = folderOf({
      "api.yaml": GOOD.replace("name: Rex", "name: 1").replace("schemas/Pet", "schemas/Dog"),
    });
    const ended = await onespec(folder, ["mock", "api.yaml", "--port", "0"]);
    expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ended.stderr).toMatch(/api\.yaml:\d+:\d+ error\[missing-ref\]/);
  });

  it("says that a port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { readonly port: number };
    const folder = folderOf({ "api.yaml": GOOD });
    const ended = await onespec(folder, ["mock", "api.yaml", "--port", String(port)]);
    other.close();
    expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ended.stderr).toContain(`The port ${port} is in use already.`);
    expect(ended.stderr).toContain("--port 0");
  });

  it.each([
    [["--port", "70000"], "whole number from 0 to 65535"],
    [["--base-path", "v1"], "Start it with a slash"],
    [["--prot", "1"], "--port"],
  ])("refuses %j", async (args, message) => {
    const ended = await onespec(folderOf({ "api.yaml": GOOD }), ["mock", "api.yaml", ...args]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toContain(message);
  });
});
