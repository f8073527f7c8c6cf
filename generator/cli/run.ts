// Runs one command line: gives the commands their world, prints what they return, and turns every
// way to end into an exit code. It is the last to see anything that is thrown.
import { own, runtimeTemplates } from "./assets.ts";
import { bundleCommand, type BundleOutcome } from "./bundle-command.ts";
import { generateCommand, type GenerateRequest, type World } from "./generate-command.ts";
import { Interrupted, uninterrupted } from "./interrupt.ts";
import type { MockRequest } from "./mock-command.ts";
import { parse } from "./program.ts";
import { Refusal } from "./refusal.ts";
import { tally } from "./report.ts";
import { refuse, showFindings, showRun } from "./show.ts";
import { createTerminal, type Terminal } from "./terminal.ts";
import { versionCommands } from "./version-runs.ts";
import { watchUntilStopped } from "./watch-run.ts";

/** Runs the arguments after the program's name; the promise gives the exit code and never rejects. */
export async function run(argv: readonly string[]): Promise<number> {
  endQuietlyWithoutReader();
  const terminal = createTerminal(process.stdout, process.stderr, process.env);
  const json = argv.includes("--json");
  try {
    return await dispatch(argv, terminal, json);
  } catch (error) {
    return explain(error, terminal, json);
  }
}

async function dispatch(
  argv: readonly string[],
  terminal: Terminal,
  json: boolean,
): Promise<number> {
  let exitCode = 0;
  const self = own();
  const world = worldOf(self, terminal);
  const commands = {
    ...versionCommands(world, terminal, (ok) => void (exitCode = ok ? 0 : 1)),
    generate: async (request: GenerateRequest, _json: boolean, watch: boolean): Promise<void> => {
      if (watch) return watchUntilStopped(request, world, terminal, json);
      const ended = await generateCommand(request, world);
      exitCode = ended.outcome.ok ? 0 : 1;
      showRun(ended, terminal, json);
    },
    mock: async (request: MockRequest): Promise<void> => {
      const { mockUntilStopped } = await import("./mock-run.ts");
      exitCode = (await mockUntilStopped(request, world, terminal, json)) ? 0 : 1;
    },
    bundle: async (request: Parameters<typeof bundleCommand>[0]): Promise<void> => {
      const { outcome, texts } = await bundleCommand(request, readStdin);
      exitCode = outcome.ok ? 0 : 1;
      showBundle(outcome, texts, terminal, json);
    },
  };
  const told: string[] = [];
  const quiet = { result: (text: string): void => void told.push(text), complain: (): void => {} };
  const usage = await parse(argv, self.version, commands, json ? quiet : terminal);
  if (usage === undefined) return exitCode;
  if (json && usage.exitCode === 2) refuse(usage.message, usage.help, terminal, json);
  if (json && usage.exitCode === 0) {
    terminal.result(JSON.stringify({ ok: true, text: told.join("\n") }, null, 2));
  }
  return usage.exitCode;
}

function worldOf(self: ReturnType<typeof own>, terminal: Terminal): World {
  return {
    own: self,
    templates: runtimeTemplates,
    load: async () => (await import("../generate.ts")).generate,
    stdin: readStdin,
    now: () => performance.now(),
    progress: terminal.progress,
    uninterrupted,
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function showBundle(
  outcome: BundleOutcome,
  texts: ReadonlyMap<string, string>,
  terminal: Terminal,
  json: boolean,
): void {
  if (json) return terminal.result(JSON.stringify(outcome, null, 2));
  const { diagnostics, ok, text, out } = outcome;
  showFindings(diagnostics, (file) => texts.get(file) ?? "", terminal);
  if (diagnostics.length > 0) {
    terminal.complain(`${tally(diagnostics)}${ok ? "" : "; nothing was written"}`);
  }
  if (text !== undefined) terminal.data(text.trimEnd());
  else if (ok) terminal.complain(`written  ${out}`);
}

function explain(error: unknown, terminal: Terminal, json: boolean): number {
  if (error instanceof Refusal || error instanceof Interrupted) {
    refuse(error.message, error instanceof Refusal ? error.help : "", terminal, json);
    return error.exitCode;
  }
  const { version, bugs } = own();
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const where = bugs === undefined ? "to those who gave you onespec" : `at ${bugs}`;
  const message = `This is a fault in onespec ${version} (node ${process.versions.node}), not in your document.`;
  refuse(
    message,
    `Please report it ${where}, with the document if you can, and with this:`,
    terminal,
    json,
    stack,
  );
  return 1;
}

/** A reader that has seen enough (`| head`) is no fault. */
function endQuietlyWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
