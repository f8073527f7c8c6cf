// The groups of the JSON-Schema-Test-Suite, each as a file that an OpenAPI document refers to: the whole
// line from text to compiled validators is run, as for any user.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { link } from "../../generator/document/link.ts";
import { load } from "../../generator/document/load.ts";
import { upgrade } from "../../generator/document/upgrade.ts";
import { build } from "../../generator/model/build.ts";
import type { Api, Json } from "../../generator/model/model.ts";
import type { CompileOptions } from "../../generator/schema/formats.ts";
import { type Compiled, compileSchemas } from "../../generator/schema/compile.ts";

const shared = process.env["ONESPEC_SHARED"];
const suite = join(shared ?? "", "json-schema-test-suite");
export const found: boolean = shared !== undefined && existsSync(suite);

export interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly {
    readonly description: string;
    readonly data: Json;
    readonly valid: boolean;
  }[];
}

/** The files of a folder of the suite's tests, by name; not those in folders below. */
export function filesOf(folder: string): readonly (readonly [string, readonly Group[]])[] {
  if (!found) return [];
  const path = join(suite, "tests", folder);
  return readdirSync(path)
    .filter((file) => file.endsWith(".json"))
    .map((file) => [file, JSON.parse(readFileSync(join(path, file), "utf8")) as readonly Group[]]);
}

/** What the suite takes for known: its remote files, and the meta-schemas of the draft. */
const known: ReadonlyMap<string, string> = new Map(
  [
    ...textsIn(join(suite, "remotes"), "http://localhost:1234"),
    ...textsIn(
      resolve(import.meta.dirname, "../../node_modules/ajv/dist/refs/json-schema-2020-12"),
      "https://json-schema.org/draft/2020-12",
    ),
  ].map(([uri, text]) => [uri.replace(/(draft\/2020-12\/.*)\.json$/, "$1"), text]),
);

function textsIn(folder: string, uri: string): readonly (readonly [string, string])[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => [`${uri}/${file}`, readFileSync(join(folder, file), "utf8")]);
}

export interface GroupOptions extends CompileOptions {
  /** The version of the document that refers to it. */
  readonly openapi?: string;
}

/** The schema of a group, compiled as `Root`, and the model that it became. */
export function compileGroup(
  schema: Json,
  options: GroupOptions = {},
): Compiled & { readonly api: Api } {
  const root = {
    openapi: options.openapi ?? "3.1.0",
    info: { title: "t", version: "1" },
    paths: {},
    components: { schemas: { Root: { $ref: "group.json" } } },
  };
  const { document } = load({ path: "t.json", text: JSON.stringify(root) });
  const linked = link(document!, new Map([...known, ["group.json", JSON.stringify(schema)]]));
  const { api, diagnostics } = build(upgrade(linked.document).document);
  const broken = [...linked.diagnostics, ...diagnostics].filter(
    ({ code }) => code !== "no-operations",
  );
  if (broken.length > 0) return { compiled: [], diagnostics: broken, api };
  return { ...compileSchemas(api.schemas, options), api };
}
