// The warning of a feature that is seen and not expressed.
import { diagnostic } from "../diagnostics.ts";
import type { Cursor, Reading } from "./cursor.ts";

export type Words = readonly [what: string, consequence: string, advice: string];

export function warn(reading: Reading, { at }: Cursor, [what, consequence, advice]: Words): void {
  const params = { what, consequence, advice };
  reading.report(diagnostic("unsupported-feature", at, params, { key: true }));
}
