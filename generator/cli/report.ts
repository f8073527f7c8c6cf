// What a run has to say, for people and for programs. Pure: text from an outcome.
import type { Coverage } from "../coverage.ts";
import { frame } from "../document/frame.ts";
import type { Weight } from "../diff/change.ts";
import { CHANGELOG } from "../version/changelog.ts";
import type { Drift } from "./check.ts";
import type { Finding } from "./findings.ts";
import type { GenerateRequest } from "./generate-command.ts";
import type { Paint } from "./terminal.ts";

/** How a run of `generate` ended; `--json` prints it as it is. */
export interface Outcome {
  readonly command: "generate";
  readonly ok: boolean;
  readonly document: string;
  readonly overlay: string | undefined;
  readonly out: string;
  readonly check: boolean;
  readonly diagnostics: readonly Finding[];
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** No longer produced, but edited by hand: left alone. */
  readonly kept: readonly string[];
  /** Edited by hand, and written anew. */
  readonly overwritten: readonly string[];
  /** With `--check`: what a run would change, and what moved since the last. */
  readonly drift: readonly Drift[];
  readonly reasons: readonly string[];
  /** The package's version; undefined where it is left to others. */
  readonly package: PackageState | undefined;
  /** The number of built files; undefined where nothing was built. */
  readonly built: number | undefined;
  /** What was emitted for each operation and schema, where it was asked for. */
  readonly coverage?: Coverage | undefined;
  readonly seconds: number;
}

/** The version that a package has, and what decided it. */
export interface PackageState {
  readonly version: string;
  /** The last released version; undefined: there is none. */
  readonly released: string | undefined;
  /** The heaviest change since. */
  readonly weight: Weight | undefined;
  /** Whether there is anything to release. */
  readonly changed: boolean;
}

/** The outcome of a run that has done nothing yet. */
export function blankOutcome(request: GenerateRequest, document: string): Outcome {
  const { overlay, out, check } = request;
  const none = {
    diagnostics: [],
    written: [],
    unchanged: [],
    removed: [],
    kept: [],
    overwritten: [],
  };
  const rest = { drift: [], reasons: [], package: undefined, built: undefined, seconds: 0 };
  return { command: "generate", ok: false, document, overlay, out, check, ...none, ...rest };
}

/** So many diagnostics are printed; the rest is counted. `--json` has all. */
export const MOST_PRINTED = 50;

/** The few lines for stdout. */
export function summary(outcome: Outcome, paint: Paint): string {
  const lines = outcome.check ? checkLines(outcome, paint) : runLines(outcome, paint);
  const overlay = outcome.overlay === undefined ? "" : ` with ${outcome.overlay}`;
  const seconds = `${outcome.seconds.toFixed(1)} s`;
  return [
    `read     ${outcome.document}${overlay}`,
    ...lines,
    paint("dim", `done in ${seconds}`),
  ].join("\n");
}

function runLines(outcome: Outcome, paint: Paint): readonly string[] {
  const { written, unchanged, removed, kept, overwritten, built } = outcome;
  const counts = `${written.length} written, ${unchanged.length} unchanged, ${removed.length} removed`;
  return [
    `files    ${counts} in ${outcome.out}`,
    ...overwritten.map((path) => {
      const what =
        path === CHANGELOG
          ? "was edited by hand: its unreleased entry is written anew, but for its notes"
          : "was edited by hand and is generated anew";
      return `${paint("yellow", "note")}     ${path} ${what}`;
    }),
    ...kept.map(
      (path) =>
        `${paint("yellow", "note")}     ${path} is no longer generated, was edited by hand, and is kept`,
    ),
    built === undefined
      ? "types    not checked, not built"
      : `types    checked, ${count(built, "file")} built`,
    ...versionLine(outcome.package),
  ];
}

function versionLine(state: PackageState | undefined): readonly string[] {
  if (state === undefined) return [];
  const { version, released, weight, changed } = state;
  const since =
    released === undefined
      ? "not released yet"
      : changed
        ? `not released yet: ${weight} changes since ${released}`
        : "released, nothing has changed since";
  return [`version  ${version}, ${since}`];
}

const STATES: Readonly<Record<Drift["state"], string>> = {
  missing: "missing",
  edited: "edited by hand",
  stale: "stale",
  superfluous: "no longer generated",
};

function checkLines(outcome: Outcome, paint: Paint): readonly string[] {
  if (outcome.ok) return [`${paint("green", "check")}    ${outcome.out} is up to date`];
  return driftLines(outcome, paint);
}

/** What keeps a folder from being up to date. */
export function driftLines(
  { out, drift, reasons }: Pick<Outcome, "out" | "drift" | "reasons">,
  paint: Paint,
): readonly string[] {
  const width = Math.max(...drift.map(({ state }) => STATES[state].length));
  return [
    `${paint("red", "check")}    ${out} is not up to date`,
    ...reasons.map((reason) => `because  ${reason}`),
    ...drift.map(({ path, state }) => `  ${STATES[state].padEnd(width)}  ${path}`),
  ];
}

/** One diagnostic: where, what, the source around it, what to do. */
export function printFinding(finding: Finding, text: string, paint: Paint): string {
  const { file, line, column, severity, code } = finding;
  const colour = severity === "error" ? "red" : "yellow";
  const place = paint("bold", `${harmless(file)}:${line}:${column}`);
  const source = frame(text, finding, (part, piece) =>
    paint(part === "mark" ? colour : "dim", piece),
  );
  return [
    `${place} ${paint(colour, `${severity}[${code}]`)} ${harmless(finding.message)}`,
    ...(text === "" ? [] : [source]),
    ...(finding.help === "" ? [] : [`${paint("cyan", "help:")} ${harmless(finding.help)}`]),
  ].join("\n");
}

/** So many further places of a finding are named. */
const MOST_PLACES = 5;

/** Where else a finding stands, in one line; nothing where it stands once. */
export function printPlaces(
  first: Finding,
  more: readonly Finding[],
  paint: Paint,
): readonly string[] {
  if (more.length === 0) return [];
  const named = more.slice(0, MOST_PLACES).map(({ file, line, column }) => {
    return file === first.file ? `${line}:${column}` : `${harmless(file)}:${line}:${column}`;
  });
  const rest = more.length > MOST_PLACES ? ", …" : "";
  const where = `${count(more.length, "more place")}: ${named.join(", ")}${rest}`;
  return [`${paint("cyan", "also at")} ${where}`];
}

/** Messages quote the document: no character of it may command the terminal, or pass for a line of ours. */
function harmless(text: string): string {
  return text
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd")
    .replaceAll("\n", "\n  ");
}

/** A text of the document in a line of ours. */
export function inLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** "2 errors, 1 warning" */
export function tally(findings: readonly Finding[]): string {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  const parts = [
    errors > 0 ? count(errors, "error") : "",
    warnings > 0 ? count(warnings, "warning") : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

export function count(number: number, thing: string, things = `${thing}s`): string {
  return `${number} ${number === 1 ? thing : things}`;
}
