// Gives `onespec mock` its world: shows where it listens and what it answers, until a signal stops it.
import type { World } from "./generate-command.ts";
import { signalled } from "./interrupt.ts";
import { mockCommand, type MockOutcome, type MockRequest } from "./mock-command.ts";
import type { Answered } from "./mock-server.ts";
import { count, inLine, tally } from "./report.ts";
import { showFindings } from "./show.ts";
import type { Terminal } from "./terminal.ts";

/** Runs until a signal stops it; false where the document has errors. */
export async function mockUntilStopped(
  request: MockRequest,
  world: World,
  terminal: Terminal,
  json: boolean,
): Promise<boolean> {
  const stop = signalled();
  const answered = (answer: Answered): void => {
    if (json) terminal.result(JSON.stringify(answer));
    else terminal.complain(`${answer.method} ${answer.path} ${painted(answer, terminal)}`);
  };
  try {
    const { outcome, texts, server } = await mockCommand(request, world, answered);
    // Lines of answers follow: each is one value.
    if (json) terminal.result(JSON.stringify(outcome));
    else show(outcome, texts, terminal);
    if (server === undefined) return false;
    await stop.promise;
    await server.close();
    if (!json) terminal.complain("stopped");
    return true;
  } finally {
    stop.off();
  }
}

function painted({ status }: Answered, { paint }: Terminal): string {
  const colour = status < 400 ? "green" : status < 500 ? "yellow" : "red";
  return paint.complain(colour, String(status));
}

function show(
  { diagnostics, operations, url, document }: MockOutcome,
  texts: ReadonlyMap<string, string>,
  terminal: Terminal,
): void {
  showFindings(diagnostics, (file) => texts.get(file) ?? "", terminal);
  if (diagnostics.length > 0) terminal.complain(tally(diagnostics));
  if (url === undefined) return;
  const what = count(operations.length, "operation");
  terminal.result(`serving  ${document}, ${what}, at ${url} (Ctrl-C stops)`);
  for (const { method, path } of operations.slice(0, MOST_LISTED)) {
    terminal.result(`  ${method.padEnd(7)} ${inLine(path)}`);
  }
  const more = operations.length - MOST_LISTED;
  if (more > 0) terminal.result(`  … and ${count(more, "more operation")}`);
}

const MOST_LISTED = 20;
