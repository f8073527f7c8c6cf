// Runs the commands around a version: loads each only where it is asked for, shows what came of it, and
// says whether it went well.
import type { DiffRequest } from "./diff-command.ts";
import type { Finding } from "./findings.ts";
import type { World } from "./generate-command.ts";
import type { VersionCommands } from "./program-versions.ts";
import { tally } from "./report.ts";
import { initText, packText, releaseText } from "./report-versions.ts";
import { showFindings } from "./show.ts";
import type { Paint, Terminal } from "./terminal.ts";

/** The commands; `end` is told whether one went well. */
export function versionCommands(
  world: World,
  terminal: Terminal,
  end: (ok: boolean) => void,
): VersionCommands {
  const tell = (json: boolean, told: Told): void => {
    end(told.outcome.ok);
    show(told, terminal, json);
  };
  return {
    diff: async (request, json) => {
      const ok = await runDiff(request, world, terminal, json);
      end(ok);
    },
    release: async (request, json) => {
      const { releaseCommand } = await import("./release-command.ts");
      const { outcome, texts } = await releaseCommand(request, world);
      tell(json, { outcome, texts, text: (paint) => releaseText(outcome, paint) });
    },
    pack: async (request, json) => {
      const { packCommand } = await import("./pack-command.ts");
      const { outcome, texts } = await packCommand(request, world);
      tell(json, { outcome, texts, text: (paint) => packText(outcome, paint) });
    },
    init: async (request, json) => {
      const { initCommand } = await import("./init-command.ts");
      const { outcome, texts } = await initCommand(request, world.stdin, world.own);
      tell(json, { outcome, texts, text: (paint) => initText(outcome, paint) });
    },
  };
}

/** An outcome, the texts that its diagnostics point into, and the lines for people. */
interface Told {
  readonly outcome: { readonly ok: boolean; readonly diagnostics: readonly Finding[] };
  readonly texts: ReadonlyMap<string, string>;
  readonly text: (paint: Paint) => string;
}

function show({ outcome, texts, text }: Told, terminal: Terminal, json: boolean): void {
  if (json) return terminal.result(JSON.stringify(outcome, null, 2));
  const { diagnostics, ok } = outcome;
  showFindings(diagnostics, (file) => texts.get(file) ?? "", terminal);
  const failed = diagnostics.some(({ severity }) => severity === "error");
  if (diagnostics.length > 0)
    terminal.complain(`${tally(diagnostics)}${failed ? "; nothing was done" : ""}`);
  const lines = failed && !ok ? "" : text(terminal.paint.result);
  if (lines !== "") terminal.result(lines);
}

async function runDiff(
  request: DiffRequest,
  world: World,
  terminal: Terminal,
  json: boolean,
): Promise<boolean> {
  const { diffCommand, diffJson, printDiff } = await import("./diff-command.ts");
  const outcome = await diffCommand(request, world.stdin, world.progress);
  const { ok, report, diagnostics, texts } = outcome;
  if (json) {
    terminal.result(JSON.stringify(diffJson(outcome), null, 2));
    return ok;
  }
  showFindings(diagnostics, (file) => texts.get(file) ?? "", terminal);
  if (report === undefined) {
    terminal.complain(`${tally(diagnostics)}; nothing was compared`);
    return ok;
  }
  terminal.result(printDiff(report, request.format, terminal.paint.result).trimEnd());
  if (!ok) terminal.complain(`fails, because of --fail-on ${request.failOn}`);
  return ok;
}
