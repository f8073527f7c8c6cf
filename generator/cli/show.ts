// What came of a run, on a terminal: findings with their places and the lines around, those that say the
// same once, after many only their number; then the few lines that sum it up.
import { coverageTable } from "./coverage-table.ts";
import type { Finding } from "./findings.ts";
import type { Run } from "./generate-command.ts";
import { grouped, mostUrgent } from "./groups.ts";
import { count, MOST_PRINTED, printFinding, printPlaces, summary, tally } from "./report.ts";
import type { Terminal } from "./terminal.ts";

export function showFindings(
  findings: readonly Finding[],
  textOf: (file: string) => string,
  { complain, paint }: Terminal,
): void {
  const groups = grouped(findings);
  const shown = mostUrgent(groups, MOST_PRINTED);
  for (const { finding, more } of shown) {
    const text = printFinding(finding, textOf(finding.file), paint.complain);
    complain(`${[text, ...printPlaces(finding, more, paint.complain)].join("\n")}\n`);
  }
  const told = shown.reduce((sum, { more }) => sum + 1 + more.length, 0);
  const left = findings.length - told;
  if (left > 0) complain(`… and ${count(left, "more diagnostic")}; --json has all`);
}

/** Shows a run of `generate`; as JSON in one line where others may follow. */
export function showRun({ outcome, texts }: Run, terminal: Terminal, json: boolean | "line"): void {
  if (json !== false)
    return terminal.result(JSON.stringify(outcome, null, json === "line" ? 0 : 2));
  const { diagnostics } = outcome;
  showFindings(diagnostics, (file) => texts.get(file) ?? "", terminal);
  const failed = diagnostics.length > 0 && !outcome.ok && outcome.drift.length === 0;
  if (diagnostics.length > 0)
    terminal.complain(`${tally(diagnostics)}${failed ? "; nothing was written" : ""}`);
  if (!failed) terminal.result(summary(outcome, terminal.paint.result));
  if (outcome.coverage !== undefined) terminal.result(`\n${coverageTable(outcome.coverage)}`);
}

/** Says what is wrong, and what to do. */
export function refuse(
  message: string,
  help: string,
  terminal: Terminal,
  json: boolean | "line",
  stack?: string,
): void {
  if (json !== false) {
    const outcome = { ok: false, error: { message, help, stack } };
    terminal.result(JSON.stringify(outcome, null, json === "line" ? 0 : 2));
    return;
  }
  const { complain } = terminal.paint;
  terminal.complain(`${complain("red", "error")} ${message}`);
  if (help !== "") terminal.complain(`${complain("cyan", "help:")} ${help}`);
  if (stack !== undefined) terminal.complain(stack);
}
