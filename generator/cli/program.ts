// The commands and options of `onespec`. The only module that knows the parser of arguments; what a
// command does stands in its own file.
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { BundleRequest } from "./bundle-command.ts";
import type { GenerateRequest } from "./generate-command.ts";

export interface Commands {
  readonly generate: (request: GenerateRequest, json: boolean) => Promise<void>;
  readonly bundle: (request: BundleRequest, json: boolean) => Promise<void>;
}

export interface Output {
  readonly result: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** How the parser ended, where no command ran: 0 after help or version, 2 after wrong usage. */
export type Usage = { readonly exitCode: 0 } | { readonly exitCode: 2; readonly message: string };

/** Parses the arguments and runs the command they name; undefined where one ran. */
export async function parse(
  argv: readonly string[],
  version: string,
  commands: Commands,
  output: Output,
): Promise<Usage | undefined> {
  try {
    await program(version, commands, output).parseAsync(argv, { from: "user" });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { exitCode: 0 };
    return { exitCode: 2, message: error.message.replace(/^error: /, "") };
  }
}

function program(version: string, commands: Commands, output: Output): Command {
  const root = new Command("onespec")
    .description("One OpenAPI document in; a TypeScript package out that agrees with itself.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.result(text.trimEnd()),
      writeErr: (text) => output.complain(text.trimEnd()),
    })
    .addHelpText("after", EXIT_CODES);
  addGenerate(root, commands);
  addBundle(root, commands);
  return root;
}

function addGenerate(root: Command, commands: Commands): void {
  root
    .command("generate")
    .description(
      "Write the package of an OpenAPI document: types, client, validators, fixtures, mock.",
    )
    .argument("<document>", "an OpenAPI 3 document, YAML or JSON; - reads standard input")
    .requiredOption(
      "-o, --out <folder>",
      "the folder of the package; empty, or written by onespec before",
    )
    .option("--overlay <folder>", "hand-written files that are laid over the generated ones")
    .option("--name <package>", "the name of the package", packageName)
    .addOption(
      new Option(
        "--formats <use>",
        "whether validators assert `format` or take it for a note that says nothing",
      )
        .choices(["assert", "annotate"])
        .default("assert"),
    )
    .option("--samples <n>", "varied values of each schema in the fixtures, 0 to 1000", samples, 0)
    .option("--check", "write nothing; exit 1 and say what is stale, missing or edited by hand")
    .option("--no-build", "neither type-check nor build: write the sources only")
    .option("--strict", "let a warning fail the run")
    .option("--json", "print one JSON object on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (document: string, flags: Flags) => {
      const { check = false, strict = false, json = false, ...rest } = flags;
      const { out, overlay, name, formats, samples, build } = rest;
      await commands.generate(
        { document, out, overlay, name, formats, samples, build, check, strict },
        json,
      );
    });
}

interface Flags {
  readonly out: string;
  readonly overlay?: string;
  readonly name?: string;
  readonly formats: "assert" | "annotate";
  readonly samples: number;
  readonly build: boolean;
  readonly check?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

function addBundle(root: Command, commands: Commands): void {
  root
    .command("bundle")
    .description("Give a document as others need it: in an older version, in the other language.")
    .argument("<document>", "an OpenAPI 3 document, YAML or JSON; - reads standard input")
    .addOption(
      new Option(
        "--openapi <version>",
        "the version of OpenAPI; what it can't express is told with its line",
      ).choices(["3.0"]),
    )
    .option(
      "-o, --out <file>",
      "the file to write, .yaml or .json; standard output without it",
      filePath,
    )
    .option("--strict", "let a warning fail the run")
    .option("--json", "print one JSON object on stdout")
    .addHelpText("after", BUNDLE_EXAMPLES)
    .action(async (document: string, flags: BundleFlags) => {
      const { openapi, out, strict = false, json = false } = flags;
      await commands.bundle({ document, openapi, out, strict }, json);
    });
}

interface BundleFlags {
  readonly openapi?: "3.0";
  readonly out?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

const BUNDLE_EXAMPLES = `
Examples:
  onespec bundle openapi.yaml --openapi 3.0 --out openapi-3.0.json
  onespec bundle openapi.yaml --openapi 3.0 --strict > openapi-3.0.yaml
`;

const EXAMPLES = `
Examples:
  onespec generate openapi.yaml --out client
  onespec generate openapi.yaml --out client --name @acme/api --check
  onespec generate spec/api.yaml --out generated --overlay templates/api
  cat openapi.json | onespec generate - --out client --json
`;

const EXIT_CODES = `
Example:
  onespec generate openapi.yaml --out client

Exit codes:
  0    done, or nothing to do
  1    the document has errors, the folder is not up to date, or the work failed
  2    wrong usage, or a path that does not exist
  130  interrupted
`;

function filePath(path: string): string {
  if (path !== "") return path;
  throw new InvalidArgumentError("Name a file, or leave the option out.");
}

function samples(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= 1000) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 0 to 1000.");
}

const PACKAGE_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

function packageName(name: string): string {
  if (PACKAGE_NAME.test(name) && name.length <= 214) return name;
  throw new InvalidArgumentError("npm takes lower-case names such as `my-api` or `@acme/api`.");
}
