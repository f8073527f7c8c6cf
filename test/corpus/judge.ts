// Every value of a document's fixtures before every engine: what they say otherwise is a difference.
import { get } from "../../generator/document/pointer.ts";
import { refName } from "../../generator/fixtures/conjunction.ts";
import type { SchemaFixtures } from "../../generator/fixtures/make.ts";
import type { Json, Pointer, Schema } from "../../generator/model/model.ts";
import type { Staged } from "./documents.ts";
import { ajv, emitted, type Engine, hyperjump, type Verdict } from "./engines.ts";

/** A value of a schema, and the keyword that it is to break. */
export interface Case {
  readonly schema: string;
  /** `minimal`, `bounds/2`, or the place of the keyword that is broken. */
  readonly label: string;
  readonly keyword: string | undefined;
  /** The keyword's own value. */
  readonly given: Json | undefined;
  readonly value: Json;
}

export interface Difference extends Case {
  readonly document: string;
  readonly engine: "emitted" | "ajv" | "hyperjump";
  readonly verdict: Verdict;
}

export interface Judged {
  readonly valid: number;
  readonly invalid: number;
  readonly differences: readonly Difference[];
}

export async function judge(document: string, staged: Staged): Promise<Judged> {
  const schemas = new Map(staged.schemas.map(({ name, schema }) => [name, schema]));
  const cases = staged.made.fixtures.flatMap((fixtures) => casesOf(fixtures, schemas));
  const engines: readonly (readonly [Difference["engine"], Engine])[] = [
    ["emitted", emitted(staged.validators)],
    ["ajv", ajv(staged.schemas)],
    ["hyperjump", await hyperjump(staged.schemas)],
  ];
  const differences = engines.flatMap(([engine, ask]) =>
    cases.flatMap((tried) => {
      const verdict = ask(tried.schema, tried.value);
      return isRight(engine, tried, verdict) ? [] : [{ ...tried, document, engine, verdict }];
    }),
  );
  const invalid = cases.filter(({ keyword }) => keyword !== undefined).length;
  return { valid: cases.length - invalid, invalid, differences };
}

/** All that is written but the invalid values is valid: single values, and lists of them. */
function casesOf(
  { name, invalid, unbroken: _, ...rest }: SchemaFixtures,
  schemas: ReadonlyMap<string, Schema>,
): readonly Case[] {
  const good = { schema: name, keyword: undefined, given: undefined };
  const valid = Object.entries(rest as Readonly<Record<string, unknown>>).flatMap(
    ([key, value]): readonly Case[] =>
      ONE_VALUE.has(key)
        ? [{ ...good, label: key, value: value as Json }]
        : (value as readonly Json[]).map((entry, index) => {
            const value = PLAIN.has(key) ? entry : (entry as { readonly value: Json }).value;
            return { ...good, label: `${key}/${index}`, value };
          }),
  );
  const broken = invalid.map(({ keyword, at, value }) => {
    return { schema: name, label: at, keyword, given: givenAt(name, at, schemas), value };
  });
  return [...valid, ...broken];
}

/** What stands at a place in a schema; `$ref` on the way leads to the schema that is referred to. */
function givenAt(
  name: string,
  at: Pointer,
  schemas: ReadonlyMap<string, Schema>,
): Json | undefined {
  const [own = "", ...further] = `${at}/`.split(/(?<=\/\$ref)(?=\/)/);
  const found = get(schemas.get(name)!, own.replace(/\/$/, ""));
  if (further.length === 0) return found;
  return givenAt(refName({ $ref: found! })!, further.join("").replace(/\/$/, ""), schemas);
}

const ONE_VALUE: ReadonlySet<string> = new Set(["minimal", "full"]);
/** Lists of values themselves; the other lists say something beside each. */
const PLAIN: ReadonlySet<string> = new Set(["samples"]);

/** Keywords that ajv reports under another name. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  discriminator: ["oneOf", "anyOf"],
  false: ["false schema", "items"],
  minContains: ["contains"],
  maxContains: ["contains"],
};

function isRight(
  engine: Difference["engine"],
  { keyword }: Case,
  { valid, keywords }: Verdict,
): boolean {
  if (keyword === undefined || valid) return valid === (keyword === undefined);
  if (engine === "hyperjump") return true;
  if (engine === "emitted") return keywords.length === 1 && keywords[0] === keyword;
  return [keyword, ...(ALSO[keyword] ?? [])].some((name) => keywords.includes(name));
}
