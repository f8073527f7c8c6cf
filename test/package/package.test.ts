// The generated package as a stranger gets it: packed, installed in an empty folder, compiled by two
// compilers, run by three nodes against a real HTTP server. Needs npm's registry or its cache.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mockServer } from "#api/mock";
import {
  codeBlocks,
  compile,
  compilers,
  installPackage,
  measure,
  node,
  type Outcome,
  root,
  run,
} from "./stranger.ts";

let folder = "";
let server: Server;
let baseUrl = "";

const installed = (): string => join(folder, "node_modules/@onespec/cloudflare-queues");

beforeAll(async () => {
  folder = installPackage();
  const mock = mockServer({}, { baseUrl: "http://127.0.0.1" });
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "GET", url = "/" } = incoming;
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      const body = chunks.length === 0 ? null : Buffer.concat(chunks);
      void mock
        .fetch(new Request(`http://127.0.0.1${url}`, { method, headers, body }))
        .then(async (response) => {
          outgoing.writeHead(response.status, Object.fromEntries(response.headers));
          outgoing.end(await response.text());
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the installed package", () => {
  it("is small: at most 1 MB in 150 files, with openapi-fetch as its one dependency", () => {
    const { files, bytes } = measure(installed());
    console.log(`installed: ${files} files, ${bytes} bytes`);
    expect(files).toBeLessThanOrEqual(150);
    expect(bytes).toBeLessThanOrEqual(1_000_000);
    const manifest = JSON.parse(readFileSync(join(installed(), "package.json"), "utf8")) as {
      readonly dependencies: object;
    };
    expect(Object.keys(manifest.dependencies)).toEqual(["openapi-fetch"]);
  });

  it("has the source that each map of a declaration leads to, and no other of the run time", () => {
    const maps = readdirSync(join(installed(), "dist"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".d.ts.map"))
      .map((path) => join(installed(), "dist", path));
    expect(maps.length).toBeGreaterThan(10);
    const sources = maps.flatMap((path) => {
      const map = JSON.parse(readFileSync(path, "utf8")) as { readonly sources: readonly string[] };
      return map.sources.map((source) => join(dirname(path), source));
    });
    expect(sources.filter((path) => !existsSync(path))).toEqual([]);
    const runtime = join(installed(), "src/runtime");
    const shipped = readdirSync(runtime).map((name) => join(runtime, name));
    expect(shipped.filter((path) => !sources.includes(path))).toEqual([]);
  });

  it("satisfies publint", () => {
    const { code, output } = run(
      process.execPath,
      [join(root, "node_modules/publint/src/cli.js"), "--strict", installed()],
      root,
    );
    expect(output).toContain("All good!");
    expect(code).toBe(0);
  });

  it("satisfies attw, but for the entry that is no code", () => {
    const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const args = [
      attw,
      "--pack",
      join(root, "generated"),
      "--profile",
      "esm-only",
      "--exclude-entrypoints",
      "./openapi.yaml",
      "--format",
      "ascii",
    ];
    const { code, output } = run(process.execPath, args, root);
    const problems = output
      .split("\n")
      .filter((line) => /❌|💀|🐛|⚠/.test(line) && !/ignored/.test(line));
    expect(problems).toEqual([]);
    expect(code).toBe(0);
  });
});

describe.each(Object.keys(compilers))("%s", (compiler) => {
  it("reads at most 20 files beyond its own library for a program of two lines", () => {
    writeFileSync(
      join(folder, "two.ts"),
      'import { createClient } from "@onespec/cloudflare-queues";\nexport const client = createClient({ apiToken: "t", accountId: "a" });\n',
    );
    const { code, output } = compile(compiler, folder, ["two.ts"], ["--noEmit", "--listFiles"]);
    expect(output.split("\n").filter((line) => /error TS/.test(line))).toEqual([]);
    expect(code).toBe(0);
    const read = output
      .split("\n")
      .filter((line) => line.endsWith(".ts") && !/\/lib\.[\w.]+\.d\.ts$/.test(line));
    console.log(`${compiler} reads ${read.length} files`);
    expect(read.length).toBeLessThanOrEqual(20);
  });

  it("compiles every block of the READMEs and every @example", () => {
    const readmes = [
      ...codeBlocks(join(root, "README.md")),
      ...codeBlocks(join(root, "generated/README.md")),
    ];
    const dist = join(installed(), "dist");
    const declarations = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".d.ts"),
    );
    const examples = declarations.flatMap((name) => {
      const text = readFileSync(join(dist, name), "utf8").replace(/^[ \t]*\* ?/gm, "");
      return [...text.matchAll(/@example\n```ts\n([\s\S]*?)\n```/g)].map(
        ({ 1: code = "" }, index) => ({ name: `${name} ${index + 1}`, code }),
      );
    });
    expect(examples.length).toBeGreaterThan(100);
    const blocks = [...readmes, ...examples].filter(
      ({ code }) => !/from "(onespec|msw|\S+\/msw)\b/.test(code),
    );
    const files = blocks.map(({ name, code }, index) => {
      const file = `block-${index}.ts`;
      // A program for node has node's types; here there are none.
      const process = /^process\./m.test(code)
        ? "declare const process: { once(signal: string, listener: () => void): unknown };"
        : "";
      writeFileSync(join(folder, file), `// ${name}\nexport {};\n${process}\n${code}\n`);
      return file;
    });
    const { code, output } = compile(compiler, folder, files, ["--noEmit"]);
    expect(output).toBe("");
    expect(code).toBe(0);
  });

  it("compiles the README's program, and node 20, 22 and 24 run it over HTTP", async () => {
    const program = codeBlocks(join(root, "README.md")).find(({ code }) =>
      code.includes("export async function main"),
    );
    writeFileSync(join(folder, "program.ts"), program!.code);
    writeFileSync(
      join(folder, "run.ts"),
      `import { main } from "./program.js";\nconsole.log(JSON.stringify(await main({ apiToken: "t", accountId: "a", baseUrl: ${JSON.stringify(baseUrl)} }, "q")));\n`,
    );
    const compiled = compile(compiler, folder, ["program.ts", "run.ts"]);
    expect(compiled).toEqual({ code: 0, output: "" });
    for (const major of [20, 22, 24]) {
      const binary = node(major);
      if (binary === undefined) {
        console.log(`skipped: node ${major} can't be had here`);
        continue;
      }
      const strict = ["--disallow-code-generation-from-strings", "run.js"];
      expect([major, await runAside(binary, strict)]).toEqual([
        major,
        { code: 0, output: '{"received":["hello world"],"settled":5}\n' },
      ]);
    }
  });
});

/** Runs a program beside this process, which serves it meanwhile. */
async function runAside(binary: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(binary, args, { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}
