// Gives `generate --watch` its world: what runs share, the disk, the clock, signals and the terminal.
import { createMemory } from "../memory.ts";
import type { Builder } from "./build.ts";
import type { GenerateRequest, Session, World } from "./generate-command.ts";
import { signalled } from "./interrupt.ts";
import { refuse, showRun } from "./show.ts";
import type { Terminal } from "./terminal.ts";
import { watchCommand } from "./watch-command.ts";
import { openWatcher } from "./watcher.ts";

/** Runs until a signal stops it. */
export async function watchUntilStopped(
  request: GenerateRequest,
  world: World,
  terminal: Terminal,
  json: boolean,
): Promise<void> {
  await watchCommand(
    request,
    { ...world, session: newSession() },
    {
      open: openWatcher,
      later: (milliseconds, then) => {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
      stopped: signalled,
      ran: (run) => showRun(run, terminal, json && "line"),
      refused: ({ message, help }) => refuse(message, help, terminal, json && "line"),
      say: (text) => terminal.complain(terminal.paint.complain("dim", text)),
    },
  );
  terminal.complain("stopped");
}

/** What is known of a document lasts as long as the session, and so does the last good build. */
function newSession(): Session {
  let builder: Builder | undefined;
  return {
    memory: createMemory(),
    builderOf: async (root, own) => {
      const { createBuilder } = await import("./build.ts");
      return (builder ??= createBuilder(root, own));
    },
  };
}
