// What `release`, `pack` and `init` have to say to people. Pure: text from an outcome.
import type { InitOutcome } from "./init-command.ts";
import type { PackOutcome } from "./pack-command.ts";
import type { Verdict } from "./pack-tools.ts";
import type { ReleaseOutcome } from "./release-command.ts";
import { count, driftLines } from "./report.ts";
import type { Paint } from "./terminal.ts";

export function releaseText(outcome: ReleaseOutcome, paint: Paint): string {
  const { folder, version, before, weight, drift, reasons } = outcome;
  if (version === undefined) return driftLines({ out: folder, drift, reasons }, paint).join("\n");
  const since = before === undefined ? "the first" : `${weight} changes since ${before}`;
  return [
    `released ${paint("green", version)}, ${since}`,
    `next     commit it, tag it \`v${version}\`, and \`onespec pack ${folder}\``,
  ].join("\n");
}

export function packText(outcome: PackOutcome, paint: Paint): string {
  const { folder, drift, reasons, packed, trial, tools, publish, released } = outcome;
  if (drift.length > 0) return driftLines({ out: folder, drift, reasons }, paint).join("\n");
  if (packed === undefined) return "";
  const { tarball, files, bytes } = packed;
  return [
    "checked  fits the document, type-checked, built",
    `packed   ${tarball}: ${count(files, "file")}, ${bytes} bytes`,
    ...(trial?.problems ?? []).map((problem) => `${paint("red", "failed")}   ${indented(problem)}`),
    ...(trial === undefined
      ? []
      : [`tried    ${count(trial.tried, "entry", "entries")} in an empty project`]),
    ...(trial?.skipped ?? []).map((entry) => `${paint("yellow", "skipped")}  ${entry}`),
    ...tools.map((verdict) => toolLine(verdict, paint)),
    ...(released === false
      ? [
          `${paint("yellow", "note")}     ${packed.version} is not released: \`onespec release ${folder}\` comes first`,
        ]
      : []),
    ...(publish === undefined ? [] : [`publish  ${paint("bold", publish)}`]),
  ].join("\n");
}

function toolLine({ name, state, detail }: Verdict, paint: Paint): string {
  if (state === "passed") return `${paint("green", "passed")}   ${name}`;
  if (state === "missing")
    return `${paint("yellow", "skipped")}  ${name}, which is not installed: ${detail}`;
  return `${paint("red", "failed")}   ${name}: ${indented(detail)}`;
}

function indented(text: string): string {
  return text.split("\n").join("\n         ");
}

export function initText({ folder, written, document }: InitOutcome, paint: Paint): string {
  const inFolder = folder === "." ? "" : `cd ${folder} && `;
  return [
    ...written.map((path) => `written  ${path}`),
    `document ${document}`,
    `next     ${paint("bold", `${inFolder}npm install && npm run generate`)}`,
  ].join("\n");
}
