// Validation of a pull's answer: this package's guard and validator against ajv's standalone code, and
// against typia's where it is installed.
import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";

import { join } from "node:path";
import { PullResponse } from "#api/schemas";
import { isPullResponse, validatePullResponse } from "#api/validators";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import type { JsonObject } from "../../generator/model/model.ts";
import { type Contestant, race } from "./measure.ts";
import { brokenResponse, pullResponse } from "./payloads.ts";
import { typia } from "./validation-typia.ts";

export interface ValidationRow {
  readonly payload: string;
  /** How many times as fast as ajv that stops at the first error. */
  readonly guard: number;
  /** How many times as fast as ajv that finds them all. */
  readonly full: number;
  /** Both again, against ajv that counts code units (`unicode: false`), which JSON Schema does not. */
  readonly guardByUnits: number;
  readonly fullByUnits: number;
  /** Both again, against typia; undefined where it is not installed. */
  readonly guardTypia: number | undefined;
  readonly fullTypia: number | undefined;
}

const payloads: readonly (readonly [name: string, value: unknown])[] = [
  ["1 message", pullResponse(1)],
  ["10 messages", pullResponse(10)],
  ["100 messages", pullResponse(100)],
  ["1 message, 2 issues", brokenResponse(1)],
  ["100 messages, 20 issues", brokenResponse(100)],
  ["100 messages, 200 issues", brokenResponse(100, 1)],
];

export interface Validation {
  readonly rows: readonly ValidationRow[];
  /** Of typia; undefined where it is not installed. */
  readonly typia: string | undefined;
}

export async function validation(): Promise<Validation> {
  // Ajv as people use it for each purpose: the first error ends it, or all are found.
  const [first, all] = [standalone(false, true), standalone(true, true)];
  const [firstUnits, allUnits] = [standalone(false, false), standalone(true, false)];
  const other = await typia(PullResponse as JsonObject);
  const rows: ValidationRow[] = [];
  for (const [payload, value] of payloads) {
    const contestants: readonly Contestant[] = [
      { name: "guard", run: () => isPullResponse(value) },
      { name: "validate", run: () => validatePullResponse(value).issues === undefined },
      { name: "ajv", run: () => first(value) },
      { name: "ajv, all errors", run: () => all(value) },
      { name: "ajv by units", run: () => firstUnits(value) },
      { name: "ajv by units, all errors", run: () => allUnits(value) },
      ...(other === undefined
        ? []
        : [
            { name: "typia", run: () => other.is(value) },
            { name: "typia, all errors", run: () => other.validate(value).success },
          ]),
    ];
    if (new Set(contestants.map(({ run }) => run())).size > 1)
      throw new Error(`the engines disagree about ${payload}`);
    const times = (await race(contestants)).map(({ ns }) => ns);
    const ratio = (theirs: number, ours: number): number => times[theirs]! / times[ours]!;
    rows.push({
      payload,
      guard: ratio(2, 0),
      full: ratio(3, 1),
      guardByUnits: ratio(4, 0),
      fullByUnits: ratio(5, 1),
      guardTypia: other && ratio(6, 0),
      fullTypia: other && ratio(7, 1),
    });
  }
  return { rows, typia: other?.version };
}

/** Ajv's code as a module of its own: no compiler in the process that is measured. */
function standalone(allErrors: boolean, unicode: boolean): (value: unknown) => boolean {
  const ajv = new Ajv2020({
    code: { source: true },
    allErrors,
    // Its mere mention is deprecated.
    ...(unicode ? {} : { unicode }),
    strict: false,
    validateFormats: false,
    discriminator: true,
    logger: false,
  });
  const validate = ajv.compile(PullResponse);
  const folder = mkdtempSync(join(import.meta.dirname, "../../node_modules/.onespec-bench-"));
  try {
    const path = join(folder, "ajv.cjs");
    const generate = standaloneCode as unknown as (ajv: Ajv2020, validate: unknown) => string;
    writeFileSync(path, generate(ajv, validate));
    return createRequire(import.meta.url)(path) as (value: unknown) => boolean;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
