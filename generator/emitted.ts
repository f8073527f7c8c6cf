// Everything that is emitted of one API: each emitter once, none knowing of another.
import type { Document } from "./document/document.ts";
import { printBundle } from "./document/print.ts";
import { emitClient } from "./emit/client.ts";
import { emitErrors } from "./emit/errors.ts";
import { emitFixtures } from "./emit/fixtures.ts";
import { emitIndex } from "./emit/index-file.ts";
import { emitMock } from "./emit/mock.ts";
import { emitMsw } from "./emit/msw.ts";
import { emitOperations } from "./emit/operations.ts";
import { emitOptions } from "./emit/options.ts";
import { emitReadme } from "./emit/readme.ts";
import { emitSchemas } from "./emit/schemas.ts";
import { emitTable } from "./emit/table.ts";
import { emitTypes } from "./emit/types.ts";
import { emitValidators } from "./emit/validators.ts";
import { emitVectors } from "./emit/vectors.ts";
import { compilerOptions, jsonFile, packageJson } from "./emit/package.ts";
import type { SchemaFixtures } from "./fixtures/make.ts";
import type { Api } from "./model/model.ts";
import { type Recall, recalled } from "./model/recall.ts";
import type { Without } from "./parts.ts";
import { type EmittedFile, literal } from "./print.ts";
import type { CompiledSchema } from "./schema/compile.ts";

export interface Whole {
  readonly api: Api;
  readonly compiled: readonly CompiledSchema[];
  readonly fixtures: readonly SchemaFixtures[];
  /** The name of the package. */
  readonly name: string;
  readonly document: Document;
  readonly recall: Recall;
  readonly without: Without;
}

/** What stands in documentation for a value of a schema that has none. */
const NO_VALUE = "undefined as never";

/** The files of the package but for its run time, in the order in which people read them. */
export function emitAll(whole: Whole): readonly EmittedFile[] {
  const { api, compiled, fixtures, name, document, recall, without } = whole;
  const copy = `openapi.${document.language}`;
  // Code in documentation shows the first example, else the smallest value.
  const values = new Map([
    ...api.schemas.map(({ name }) => [name, NO_VALUE] as const),
    ...fixtures.map((made) => {
      const shown = (): string => literal(made.examples[0]?.value ?? made.minimal);
      return [made.name, recalled(recall, "shown", made.name, shown)] as const;
    }),
  ]);
  return [
    jsonFile("package.json", packageJson(api, { name, document: copy, without })),
    jsonFile("tsconfig.json", compilerOptions),
    emitReadme(api, name, values, without),
    { path: copy, text: printBundle(document, document.language) },
    emitIndex(api),
    emitOptions(api),
    emitClient(api, name, values),
    emitOperations(api, name, values),
    emitTable(api),
    emitErrors(api, name),
    emitTypes(api, recall),
    emitValidators(api, compiled, name, recall),
    ...(without.includes("schemas") ? [] : [emitSchemas(api, name, recall)]),
    ...(without.includes("fixtures")
      ? []
      : [
          emitFixtures(api, fixtures, name, recall),
          emitMock(api, fixtures, name, values),
          emitMsw(api, name),
          ...emitVectors(api, fixtures),
        ]),
  ];
}
