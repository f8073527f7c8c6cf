// The functions of the run time that emitted code may call, and the files they are in.
import * as checks from "../../templates/runtime/checks.ts";
import * as formatsIdn from "../../templates/runtime/formats-idn.ts";
import * as formats from "../../templates/runtime/formats.ts";
import * as tests from "../../templates/runtime/tests.ts";
import * as unions from "../../templates/runtime/unions.ts";
import * as validate from "../../templates/runtime/validate.ts";

export type Helper = (
  | keyof typeof tests
  | keyof typeof checks
  | keyof typeof unions
  | keyof typeof validate
  | keyof typeof formats
  | keyof typeof formatsIdn
) &
  string;

const FILES = Object.entries({
  tests,
  checks,
  unions,
  validate,
  formats,
  "formats-idn": formatsIdn,
});

/** Helpers by the file that exports them, in the order of imports. */
export function helpersByFile(
  used: ReadonlySet<string>,
): readonly (readonly [file: string, names: readonly string[]])[] {
  return FILES.map(([file, module]): readonly [string, readonly string[]] => [
    file,
    Object.keys(module).filter((name) => used.has(name)),
  ]).filter(([, names]) => names.length > 0);
}

/** The helpers themselves: the proof of fixtures runs what is shipped. */
export const helpers: ReadonlyMap<string, unknown> = new Map(
  FILES.flatMap(([, module]) => Object.entries(module)),
);
