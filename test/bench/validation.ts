// Validation of a pull's answer: this package's guard and validator against ajv's standalone code.
import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";

import { join } from "node:path";
import { PullResponse } from "#api/schemas";
import { isPullResponse, validatePullResponse } from "#api/validators";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { race } from "./measure.ts";
import { brokenResponse, pullResponse } from "./payloads.ts";

export interface ValidationRow {
  readonly payload: string;
  /** How many times as fast as ajv that stops at the first error. */
  readonly guard: number;
  /** How many times as fast as ajv that finds them all. */
  readonly full: number;
  /** Both again, against ajv that counts code units (`unicode: false`), which JSON Schema does not. */
  readonly guardByUnits: number;
  readonly fullByUnits: number;
}

export async function validation(): Promise<readonly ValidationRow[]> {
  // Ajv as people use it for each purpose: the first error ends it, or all are found.
  const [first, all] = [standalone(false, true), standalone(true, true)];
  const [firstUnits, allUnits] = [standalone(false, false), standalone(true, false)];
  const rows: ValidationRow[] = [];
  for (const [payload, value] of [
    ["1 message", pullResponse(1)],
    ["10 messages", pullResponse(10)],
    ["100 messages", pullResponse(100)],
    ["100 messages, 20 issues", brokenResponse(100)],
  ] as const) {
    const verdicts = new Set([
      isPullResponse(value),
      validatePullResponse(value).issues === undefined,
      first(value),
      all(value),
    ]);
    if (verdicts.size > 1) throw new Error(`the engines disagree about ${payload}`);
    const [guard, full, ...ajv] = await race([
      { name: "guard", run: () => isPullResponse(value) },
      { name: "validate", run: () => validatePullResponse(value) },
      { name: "ajv", run: () => first(value) },
      { name: "ajv, all errors", run: () => all(value) },
      { name: "ajv by units", run: () => firstUnits(value) },
      { name: "ajv by units, all errors", run: () => allUnits(value) },
    ]);
    rows.push({
      payload,
      guard: ajv[0]!.ns / guard!.ns,
      full: ajv[1]!.ns / full!.ns,
      guardByUnits: ajv[2]!.ns / guard!.ns,
      fullByUnits: ajv[3]!.ns / full!.ns,
    });
  }
  return rows;
}

/** Ajv's code as a module of its own: no compiler in the process that is measured. */
function standalone(allErrors: boolean, unicode: boolean): (value: unknown) => boolean {
  const ajv = new Ajv2020({
    code: { source: true },
    allErrors,
    unicode,
    strict: false,
    validateFormats: false,
    discriminator: true,
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
