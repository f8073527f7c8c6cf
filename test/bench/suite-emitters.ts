// Generators that emit zod code for the components of an OpenAPI document, run over one schema each: a
// crash, or code that cannot be loaded, is a refusal of that schema alone.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Json } from "../../generator/model/model.ts";
import { folder, root } from "./suite-peers.ts";
import type { Engine, Verdict } from "./suite-tests.ts";

/** Engines for the schemas given, in their order; what is refused throws. */
export type Emitter = (schemas: readonly Json[]) => readonly Engine[];
interface Zod {
  readonly safeParse: (value: unknown) => { readonly success: boolean };
}

/** Each schema is `Root`, the body of a request, in a document of its own. */
export const hey: Emitter = (schemas) => {
  emit("hey", schemas, [
    'import { createClient } from "@hey-api/openapi-ts";',
    'const rest = { plugins: ["zod"], logs: { level: "silent", file: false } };',
    `for (let at = 0; at < ${schemas.length}; at++)`,
    "  await createClient({ input: `${at}.json`, output: `out/${at}`, ...rest }).catch(() => 0);",
  ]);
  return each(schemas, (at) => load(`hey/out/${at}/zod.gen.ts`, "zSendBody"));
};

export const orval: Emitter = (schemas) => {
  emit("orval", schemas, [
    'import { generate } from "orval";',
    `for (let at = 0; at < ${schemas.length}; at++)`,
    '  await generate({ input: `${at}.json`, output: { target: `out/${at}.ts`, client: "zod" } });',
  ]);
  return each(schemas, (at) => load(`orval/out/${at}.ts`, "SendBody"));
};

/** Two seconds for a document, so all schemas in one, again without those that its complaint names. */
export const redocly: Emitter = (schemas) => {
  const own = fresh("redocly");
  const left = new Map(schemas.map((schema, at) => [`Group${at}`, schema]));
  const cli = join(root, "node_modules/.bin/redocly");
  const environment = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const options = { cwd: own, encoding: "utf8", env: { ...process.env, ...environment } } as const;
  const args = ["generate-client", "all.json", "--generator", "zod", "-o", "client.ts"];
  for (let size = -1; size !== left.size;) {
    size = left.size;
    write(join(own, "all.json"), documentOf(left));
    const { status, stdout, stderr } = spawnSync(cli, args, options);
    if (status === 0) break;
    for (const [, name] of (stdout + stderr).matchAll(/schemas[./](Group\d+)/g)) left.delete(name!);
  }
  return each(schemas, (at) => load("redocly/client.zod.ts", `Group${at}Schema`));
};

function documentOf(schemas: ReadonlyMap<string, Json>): Json {
  const content = (name: string): Json => ({
    "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
  });
  const post = (name: string): Json => ({
    operationId: name === "Root" ? "send" : `send${name}`,
    requestBody: { required: true, content: content(name) },
    responses: { "204": { description: "done" } },
  });
  return {
    openapi: "3.1.0",
    info: { title: "suite", version: "1" },
    servers: [{ url: "https://onespec.test" }],
    paths: Object.fromEntries(
      [...schemas.keys()].map((name) => [`/${name}`, { post: post(name) }]),
    ),
    components: { schemas: Object.fromEntries(schemas) },
  };
}

/** The program, run where the documents `0.json`, `1.json` … lie. */
function emit(name: string, schemas: readonly Json[], program: readonly string[]): void {
  const own = fresh(name);
  schemas.forEach((schema, at) => {
    write(join(own, `${at}.json`), documentOf(new Map([["Root", schema]])));
  });
  writeFileSync(join(own, "emit.mjs"), program.join("\n"));
  execFileSync(process.execPath, ["emit.mjs"], { cwd: own, stdio: "pipe" });
}

function fresh(name: string): string {
  const own = join(folder, name);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  return own;
}

function write(path: string, value: Json): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

const each = (
  schemas: readonly Json[],
  verdict: (at: number) => Promise<Verdict>,
): readonly Engine[] => schemas.map((_, at) => () => verdict(at));

/** Node strips the types; a module, a name that is not there throws. */
async function load(file: string, name: string): Promise<Verdict> {
  const module = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, Zod>;
  const schema = module[name];
  if (schema === undefined) throw new Error(`${file} has no ${name}`);
  return (value) => schema.safeParse(value).success;
}
