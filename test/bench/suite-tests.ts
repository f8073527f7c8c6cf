// The required 2020-12 tests of the JSON-Schema-Test-Suite, and how an engine does on them: each group's
// tests are right, wrong or, where the engine throws, refused as a whole. Nothing is skipped.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Json } from "../../generator/model/model.ts";
import { filesOf, type Group } from "../suite/groups.ts";

export type Verdict = (value: Json) => boolean | Promise<boolean>;
/** The validator of a schema; a throw is a refusal. */
export type Engine = (schema: Json) => Verdict | Promise<Verdict>;

export interface Score {
  readonly right: number;
  readonly wrong: number;
  readonly refused: number;
}

export const groupsOf = (folder: string): readonly Group[] =>
  filesOf(folder).flatMap(([, groups]) => groups);

export async function score({ schema, tests }: Group, engine: Engine): Promise<Score> {
  try {
    const verdict = await engine(structuredClone(schema));
    let right = 0;
    for (const { data, valid } of tests) if ((await verdict(data)) === valid) right++;
    return { right, wrong: tests.length - right, refused: 0 };
  } catch {
    return { right: 0, wrong: 0, refused: tests.length };
  }
}

export function sum(scores: readonly Score[]): Score {
  const total = (kind: keyof Score): number =>
    scores.reduce((count, each) => count + each[kind], 0);
  return { right: total("right"), wrong: total("wrong"), refused: total("refused") };
}

const DIALECT = "https://json-schema.org/draft/2020-12";
const REFERRING = new Set(["$ref", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor"]);

/**
 * A plain group's schema as one component of a document: it has no dialect of its own, names nothing
 * and refers to nothing. A property that is called `$ref` is taken for a reference: one group less.
 */
export function component(schema: Json): Json | undefined {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  const { $schema = `${DIALECT}/schema`, ...rest } = schema as Readonly<Record<string, Json>>;
  return $schema !== `${DIALECT}/schema` || refers(rest) ? undefined : rest;
}

function refers(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => REFERRING.has(key) || refers(inner as Json));
}

/** What the suite takes for known at its addresses: remote files of this draft and of none. */
export function remotes(): ReadonlyMap<string, Json> {
  const folder = join(process.env["ONESPEC_SHARED"]!, "json-schema-test-suite/remotes");
  const other = /^(draft(?!2020-12)|v1\b)/;
  return schemasIn(folder, (path) => `http://localhost:1234/${path}`, other);
}

/** The meta-schemas of the draft, for engines that do not bring them. */
export function metaSchemas(): ReadonlyMap<string, Json> {
  const folder = resolve(import.meta.dirname, "../../node_modules/ajv/dist/refs");
  const address = (path: string): string => `${DIALECT}/${path.replace(/\.json$/, "")}`;
  return schemasIn(join(folder, "json-schema-2020-12"), address, /^$/);
}

function schemasIn(
  folder: string,
  address: (path: string) => string,
  other: RegExp,
): ReadonlyMap<string, Json> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".json") && !other.test(path));
  return new Map(
    files.map((path) => [
      address(path),
      JSON.parse(readFileSync(join(folder, path), "utf8")) as Json,
    ]),
  );
}
