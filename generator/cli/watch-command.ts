// `onespec generate --watch`: generates again whenever what a run was made from has changed. What keeps a
// run from its end is told and waited out; the output stays as the last good run left it.
import { relative } from "node:path";
import { changedParts, type Parts, partsOf } from "./document-parts.ts";
import { generateCommand, type GenerateRequest, type Run, type World } from "./generate-command.ts";
import { identityOf, readInputs, readsOf } from "./inputs.ts";
import { Refusal } from "./refusal.ts";
import { isAddress } from "./remote.ts";
import { STDIN } from "./read.ts";
import type { OpenWatcher } from "./watcher.ts";

/** What the command is given beside its world. */
export interface Watching {
  readonly open: OpenWatcher;
  /** Calls back in so many milliseconds, unless it is called off. */
  readonly later: (milliseconds: number, then: () => void) => () => void;
  /** Resolves when the user wants to stop; called off where something else came first. */
  readonly stopped: () => { readonly promise: Promise<"stopped">; readonly off: () => void };
  readonly ran: (run: Run) => void;
  readonly refused: (refusal: Refusal) => void;
  /** A line beside the results: what is watched, what has changed. */
  readonly say: (text: string) => void;
}

/** Editors save in several steps, and people save several files: all of it is one change. */
const QUIET_MS = 60;

/** Runs until it is stopped. What is wrong with the first run's arguments is thrown. */
export async function watchCommand(
  request: GenerateRequest,
  world: World,
  watching: Watching,
): Promise<void> {
  refuseUnwatchable(request);
  let last = stateOf(await generateCommand(request, world));
  watching.ran(last.run!);
  const changes = quietly(watching.later);
  const watcher = watching.open(changes.poke);
  try {
    for (let isNew = true; ; isNew = false) {
      await watcher.follow(last.reads);
      const stop = watching.stopped();
      if (isNew) watching.say(`watching ${shown(last.reads)}; Ctrl-C stops`);
      // It may have changed while it was generated.
      if (isNew) changes.poke();
      const came = await Promise.race([changes.next(), stop.promise]);
      // During a run a signal ends the process as it ends any run.
      stop.off();
      if (came === "stopped") return;
      last = await again(request, world, watching, last);
    }
  } finally {
    changes.close();
    await watcher.close();
  }
}

function refuseUnwatchable({ document, check }: GenerateRequest): void {
  const what =
    document === STDIN ? "Standard input" : isAddress(document) ? "An address" : undefined;
  if (what !== undefined) {
    throw new Refusal(2, `${what} can't be watched.`, "Give a file, or leave --watch out.");
  }
  if (!check) return;
  throw new Refusal(2, "--check and --watch exclude each other.", "Give one of them.");
}

/** What the last run was made from, and what it was. */
interface State {
  readonly run: Run | undefined;
  /** Another one as soon as something has changed. */
  readonly identity: string;
  readonly reads: readonly string[];
  /** Of the last document that could be read. */
  readonly parts: Parts | undefined;
}

function stateOf(run: Run, before?: State): State {
  const { inputs } = run;
  const parts = partsOf(inputs.document.text) ?? before?.parts;
  return { run, identity: identityOf(inputs), reads: readsOf(inputs), parts };
}

/** One more run, if there is cause for it. */
async function again(
  request: GenerateRequest,
  world: World,
  watching: Watching,
  before: State,
): Promise<State> {
  try {
    const identity = identityOf(await readInputs(request, world.stdin));
    if (identity === before.identity) return before;
    const run = await generateCommand(request, world);
    const state = stateOf(run, before);
    watching.say(`changed  ${changesBetween(before, state)}`);
    watching.ran(run);
    return state;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const identity = `refused: ${error.message}`;
    if (identity !== before.identity) watching.refused(error);
    return { ...before, identity };
  }
}

const MOST_NAMED = 5;

function changesBetween(before: State, { parts, run }: State): string {
  const names =
    before.parts === undefined || parts === undefined ? [] : changedParts(before.parts, parts);
  const { document } = run!.inputs;
  if (names.length === 0) return `${document.shown}, or what belongs to it`;
  const more = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join(", ");
  return more > 0 ? `${named} and ${more} more` : named;
}

function shown(paths: readonly string[]): string {
  const [first = "", ...others] = paths.map((path) => relative(".", path) || ".");
  if (others.length === 0) return first;
  return `${first} and ${others.length} more ${others.length === 1 ? "path" : "paths"}`;
}

interface Changes {
  readonly poke: () => void;
  /** Resolves once nothing has happened for a while after something has. */
  readonly next: () => Promise<"changed">;
  readonly close: () => void;
}

function quietly(later: Watching["later"]): Changes {
  let callOff = (): void => {};
  let isDue = false;
  let wake = (): void => {};
  return {
    poke: () => {
      callOff();
      callOff = later(QUIET_MS, () => {
        isDue = true;
        wake();
      });
    },
    next: async () => {
      if (!isDue) await new Promise<void>((resolve) => (wake = resolve));
      isDue = false;
      return "changed";
    },
    close: () => callOff(),
  };
}
