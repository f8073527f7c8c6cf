// The documents of the corpus, each taken through the stages as far as it goes. What is wrong with its
// paths or its examples stops nothing here; what keeps its schemas from being compiled does.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../generator/diagnostics.ts";
import type { Document } from "../../generator/document/document.ts";
import { link } from "../../generator/document/link.ts";
import { load } from "../../generator/document/load.ts";
import { update } from "../../generator/document/pointer.ts";
import { upgrade } from "../../generator/document/upgrade.ts";
import { type Made, makeFixtures } from "../../generator/fixtures/make.ts";
import { build } from "../../generator/model/build.ts";
import type { JsonObject, NamedSchema, Pointer } from "../../generator/model/model.ts";
import { compileSchemas } from "../../generator/schema/compile.ts";
import { runnable, type Runnable } from "../../generator/schema/run.ts";

const corpus = join(process.env["ONESPEC_SHARED"] ?? "", "corpus");

/** Whether there is a corpus here. */
export const found: boolean =
  process.env["ONESPEC_SHARED"] !== undefined && existsSync(join(corpus, "docs"));

/** Paths below the corpus, the largest documents last. */
export const documents: readonly string[] = !found
  ? []
  : ["docs", "ladder"].flatMap((folder) =>
      readdirSync(join(corpus, folder))
        .filter((file) => !file.endsWith(".tsv"))
        .sort()
        .map((file) => `${folder}/${file}`),
    );

/** Varied values of each schema. */
const SAMPLES = 2;

export interface Staged {
  readonly schemas: readonly NamedSchema[];
  readonly made: Made;
  readonly validators: ReadonlyMap<string, Runnable>;
}

/** The fixtures of a document; the codes of what keeps it from having any. */
export function stage(name: string, mends: Readonly<Record<Pointer, JsonObject>>): Staged | string {
  const path = join(corpus, name);
  const loaded = load({ path, text: readFileSync(path, "utf8") });
  if (loaded.document === undefined) return codesOf(loaded.diagnostics);
  const document = mended(loaded.document, mends);
  const linked = link(document);
  const broken = codesOf(linked.diagnostics);
  if (broken !== "") return broken;
  const { schemas } = build(upgrade(linked.document).document).api;
  const { compiled, diagnostics } = compileSchemas(schemas);
  const wrong = codesOf(diagnostics);
  if (wrong !== "") return wrong;
  return {
    schemas,
    made: makeFixtures(schemas, compiled, { samples: SAMPLES }),
    validators: runnable(compiled),
  };
}

/** The document with other schemas in the places of broken ones, so that its thousand others count. */
function mended(document: Document, mends: Readonly<Record<Pointer, JsonObject>>): Document {
  const root = Object.entries(mends).reduce(
    (whole, [at, schema]) => update(whole, at, () => schema) as JsonObject,
    document.root,
  );
  return { ...document, root };
}

function codesOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return [...new Set(errors.map(({ code }) => code))].sort().join(" ");
}
