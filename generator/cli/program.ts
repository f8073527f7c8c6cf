// The commands and options of `onespec`. Only these modules know the parser of arguments; what a command
// does stands in its own file.
import { Command, CommanderError, Option } from "commander";
import type { BundleRequest } from "./bundle-command.ts";
import type { GenerateRequest } from "./generate-command.ts";
import type { Without } from "../parts.ts";
import type { MockRequest } from "./mock-command.ts";
import {
  filePath,
  formatsOption,
  jsonOption,
  parts,
  port,
  urlPath,
  packageName,
  remoteOption,
  undecidedOption,
  samples,
} from "./program-options.ts";
import { addVersionCommands, type VersionCommands } from "./program-versions.ts";

export interface Commands extends VersionCommands {
  readonly generate: (request: GenerateRequest, json: boolean, watch: boolean) => Promise<void>;
  readonly bundle: (request: BundleRequest, json: boolean) => Promise<void>;
  readonly mock: (request: MockRequest, json: boolean) => Promise<void>;
}

export interface Output {
  readonly result: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** How the parser ended, where no command ran: 0 after help or version, 2 after wrong usage. */
export type Usage =
  | { readonly exitCode: 0 }
  | { readonly exitCode: 2; readonly message: string; readonly help: string };

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
    return wrong(error);
  }
}

function wrong({ code, message }: CommanderError): Usage {
  const see = "See `onespec --help`.";
  // The help is all that the parser says of it.
  if (code === "commander.help") return { exitCode: 2, message: "No such command.", help: see };
  const [said = "", hint] = message.replace(/^error: /, "").split("\n");
  return { exitCode: 2, message: said, help: hint?.replace(/^\((.*)\)$/, "$1") ?? see };
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
  addMock(root, commands);
  addVersionCommands(root, commands);
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
    .addOption(formatsOption())
    .option("--samples <n>", "varied values of each schema in the fixtures, 0 to 1000", samples, 0)
    .option("--without <parts>", WITHOUT, parts, [])
    .addOption(
      new Option("--version-policy <policy>", "whether onespec keeps version and changelog")
        .choices(["semver", "none"])
        .default("semver"),
    )
    .addOption(undecidedOption())
    .option("--check", "write nothing; exit 1 and say what is stale, missing or edited by hand")
    .option("-w, --watch", "generate again whenever the document or the overlay is saved")
    .option("--no-build", "neither type-check nor build: write the sources only")
    .option("--strict", "let a warning fail the run")
    .option("--coverage", "say what was emitted for each operation and schema, and what was not")
    .addOption(remoteOption())
    .addOption(jsonOption())
    .addHelpText("after", EXAMPLES)
    .action(async (document: string, flags: Flags) => {
      const { check = false, strict = false, allowRemote = false, json = false } = flags;
      const { watch = false, coverage = false } = flags;
      const { out, overlay, name, formats, samples, without, versionPolicy, undecided, build } =
        flags;
      const kept = { versionPolicy, undecided };
      const asked = { document, out, overlay, name, formats, samples, without, build, ...kept };
      await commands.generate({ ...asked, check, strict, coverage, allowRemote }, json, watch);
    });
}

interface Flags {
  readonly out: string;
  readonly overlay?: string;
  readonly name?: string;
  readonly formats: "assert" | "annotate";
  readonly samples: number;
  readonly without: Without;
  readonly versionPolicy: "semver" | "none";
  readonly undecided: "major" | "minor";
  readonly build: boolean;
  readonly check?: boolean;
  readonly watch?: boolean;
  readonly strict?: boolean;
  readonly coverage?: boolean;
  readonly allowRemote?: boolean;
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
    .addOption(remoteOption())
    .addOption(jsonOption())
    .addHelpText("after", BUNDLE_EXAMPLES)
    .action(async (document: string, flags: BundleFlags) => {
      const { openapi, out, strict = false, allowRemote = false, json = false } = flags;
      await commands.bundle({ document, openapi, out, strict, allowRemote }, json);
    });
}

interface BundleFlags {
  readonly openapi?: "3.0";
  readonly out?: string;
  readonly strict?: boolean;
  readonly allowRemote?: boolean;
  readonly json?: boolean;
}

const BUNDLE_EXAMPLES = `
Examples:
  onespec bundle openapi.yaml --openapi 3.0 --out openapi-3.0.json
  onespec bundle openapi.yaml --openapi 3.0 --strict > openapi-3.0.yaml
`;

function addMock(root: Command, commands: Commands): void {
  root
    .command("mock")
    .description("Serve a document: requests are validated, answers are proven fixtures.")
    .argument("<document>", "an OpenAPI 3 document, YAML or JSON; - reads standard input")
    .option("-p, --port <number>", "the port; 0 is any that is free", port, 4010)
    .option("--host <address>", "the address to listen at", "127.0.0.1")
    .option("--base-path <path>", "what stands before every path of the document", urlPath, "/")
    .option("--no-cors", "do not let pages of other origins call it")
    .addOption(formatsOption())
    .addOption(remoteOption())
    .addOption(jsonOption())
    .addHelpText("after", MOCK_EXAMPLES)
    .action(async (document: string, flags: MockFlags) => {
      const { port, host, basePath, cors, formats, allowRemote = false, json = false } = flags;
      await commands.mock({ document, port, host, basePath, cors, formats, allowRemote }, json);
    });
}

interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly basePath: string;
  readonly cors: boolean;
  readonly formats: "assert" | "annotate";
  readonly allowRemote?: boolean;
  readonly json?: boolean;
}

const MOCK_EXAMPLES = `
Examples:
  onespec mock openapi.yaml
  onespec mock openapi.yaml --port 8080 --base-path /v1
  curl -H "Prefer: code=404" http://127.0.0.1:4010/pets/1

The header Prefer asks for another documented answer:
  code=404        that of the status
  example=rex     the example of that name, of this status or of the one that code= asks for
  dynamic=true    another valid value
What the document does not have, or has with an example that contradicts its schema, is a 404 that says so.
`;

const WITHOUT =
  "parts to leave out, with commas between: fixtures (and mock server, MSW handlers, vectors), schemas";

const EXAMPLES = `
Examples:
  onespec generate openapi.yaml --out client
  onespec generate openapi.yaml --out client --watch
  onespec generate openapi.yaml --out client --name @acme/api --check
  onespec generate spec/api.yaml --out generated --overlay templates/api
  cat openapi.json | onespec generate - --out client --json
`;

const EXIT_CODES = `
Examples:
  onespec init openapi.yaml --out my-client
  onespec generate openapi.yaml --out client
  onespec diff git:HEAD:openapi.yaml openapi.yaml
  onespec release client

Exit codes:
  0    done, or nothing to do
  1    the document has errors, the folder is not up to date, a change is too heavy, or the work failed
  2    wrong usage, or a path that does not exist
  130  interrupted
`;
