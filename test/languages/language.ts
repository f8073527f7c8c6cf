// What a language brings to `npm run test:languages`. Types only.

/** What the test of a language is given. */
export interface Bench {
  /** An empty folder of its own, thrown away afterwards. */
  readonly folder: string;
  /** The package's folder: openapi.yaml, openapi-3.0.json, vectors.json. */
  readonly package: string;
  /** Starts an emulator; `config` as for its --config. Ended by the bench. */
  emulator(config?: object): Promise<{ readonly url: string }>;
  /** Runs a command in `folder` (or cwd) with an environment that is added; rejects with its output where it fails. */
  run(
    command: string,
    args: readonly string[],
    options?: { cwd?: string; env?: Record<string, string>; input?: string },
  ): Promise<string>;
}
/** One tool that makes or is a client: a row of the table. */
export interface Tool {
  readonly name: string; // "oapi-codegen"
  readonly version: string; // as pinned
  /** Why some vectors can't pass, with the upstream issue's address; undefined: all pass. */
  readonly known?: string;
  /** Generates and compiles in the language's strict mode (vet/-Werror/mypy --strict/-D warnings/-Xlint:all -Werror as far as the tool's own output can take it). */
  compiles(bench: Bench): Promise<void>;
  /**
   * Runs all vectors; gives how many passed of how many. Rejects for a failure that is not `known`, and
   * for something known that does not happen any more. Absent where the tool is no generator (an SDK).
   */
  vectors?(bench: Bench): Promise<{
    readonly passed: number;
    readonly all: number;
    readonly failures: readonly string[];
  }>;
  /** Runs the story against an emulator. */
  story(bench: Bench): Promise<void>;
}
export interface Language {
  readonly name: string; // "go"
  /** The toolchain's version line; undefined: it is not on this machine. */
  toolchain(): Promise<string | undefined>;
  readonly tools: readonly Tool[];
}
