// Findings on a terminal: each with its place and the lines around, and after many only their number.
import type { Finding } from "./findings.ts";
import { count, MOST_PRINTED, printFinding } from "./report.ts";
import type { Terminal } from "./terminal.ts";

export function showFindings(
  findings: readonly Finding[],
  textOf: (file: string) => string,
  { complain, paint }: Terminal,
): void {
  for (const finding of findings.slice(0, MOST_PRINTED)) {
    complain(`${printFinding(finding, textOf(finding.file), paint.complain)}\n`);
  }
  const more = findings.length - MOST_PRINTED;
  if (more > 0) complain(`… and ${count(more, "more diagnostic")}`);
}
