// The commands around a version, as the parser knows them: compare, release, pack, and begin.
import { type Command, Option } from "commander";
import type { DiffRequest } from "./diff-command.ts";
import type { InitRequest } from "./init-command.ts";
import type { PackRequest } from "./pack-command.ts";
import {
  day,
  filePath,
  jsonOption,
  remoteOption,
  undecidedOption,
  version,
} from "./program-options.ts";
import type { ReleaseRequest } from "./release-command.ts";

export interface VersionCommands {
  readonly diff: (request: DiffRequest, json: boolean) => Promise<void>;
  readonly release: (request: ReleaseRequest, json: boolean) => Promise<void>;
  readonly pack: (request: PackRequest, json: boolean) => Promise<void>;
  readonly init: (request: InitRequest, json: boolean) => Promise<void>;
}

interface Shared {
  readonly json?: boolean;
  readonly allowRemote?: boolean;
}

export function addVersionCommands(root: Command, commands: VersionCommands): void {
  addDiff(root, commands);
  addRelease(root, commands);
  addPack(root, commands);
  addInit(root, commands);
}

function addDiff(root: Command, { diff }: VersionCommands): void {
  root
    .command("diff")
    .description("Say what changed between two documents, and whom it breaks.")
    .argument("<old>", "a document, - for standard input, or git:<revision>:<path>")
    .argument("<new>", "the same")
    .addOption(
      new Option("--format <format>", "for a terminal, a pull request or a browser")
        .choices(["text", "markdown", "html"])
        .default("text"),
    )
    .addOption(
      new Option("--fail-on <weight>", "exit 1 where a change weighs this much or more").choices([
        "major",
        "minor",
      ]),
    )
    .addOption(undecidedOption())
    .addOption(remoteOption())
    .addOption(jsonOption())
    .addHelpText("after", DIFF_EXAMPLES)
    .action(async (old: string, next: string, flags: DiffFlags) => {
      const { format, failOn, undecided, allowRemote = false, json = false } = flags;
      await diff({ old, new: next, format, failOn, undecided, allowRemote }, json);
    });
}

interface DiffFlags extends Shared {
  readonly format: DiffRequest["format"];
  readonly failOn?: "major" | "minor";
  readonly undecided: "major" | "minor";
}

const DIFF_EXAMPLES = `
Examples:
  onespec diff old.yaml new.yaml
  onespec diff git:HEAD:openapi.yaml openapi.yaml
  onespec diff git:origin/main:openapi.yaml openapi.yaml --fail-on major
  onespec diff old.yaml new.yaml --format markdown > comment.md
  onespec diff old.yaml new.yaml --format html > changes.html
  curl -fsSL https://api.example/openapi.json | onespec diff openapi.json - --json
`;

function addRelease(root: Command, { release }: VersionCommands): void {
  root
    .command("release")
    .description("Close the changelog's entry, and compare with this state from now on.")
    .argument("<folder>", "the folder of a generated package")
    .option("--date <day>", "the day that the entry names, YYYY-MM-DD; without it, none", day)
    .option("--as <version>", "a higher version than the changes demand, such as 1.0.0", version)
    .addOption(remoteOption())
    .addOption(jsonOption())
    .addHelpText("after", RELEASE_EXAMPLES)
    .action(async (folder: string, flags: Shared & Pick<ReleaseRequest, "date" | "as">) => {
      const { date, as, allowRemote = false, json = false } = flags;
      await release({ folder, date, as, allowRemote }, json);
    });
}

const RELEASE_EXAMPLES = `
Examples:
  onespec release generated
  onespec release generated --date "$(date -u +%F)"
  onespec release generated --as 1.0.0
`;

function addPack(root: Command, { pack }: VersionCommands): void {
  root
    .command("pack")
    .description("Check, build and pack a package, and try the tarball in an empty project.")
    .argument("<folder>", "the folder of a generated package")
    .option("-o, --out <folder>", "the folder for the tarball", filePath, ".")
    .addOption(remoteOption())
    .addOption(jsonOption())
    .addHelpText("after", PACK_EXAMPLES)
    .action(async (folder: string, flags: Shared & Pick<PackRequest, "out">) => {
      const { out, allowRemote = false, json = false } = flags;
      await pack({ folder, out, allowRemote }, json);
    });
}

const PACK_EXAMPLES = `
It publishes nothing: it prints the line that does.

Examples:
  onespec pack generated
  onespec pack generated --out tarballs --json
`;

function addInit(root: Command, { init }: VersionCommands): void {
  root
    .command("init")
    .description("Lay out a project around a document: scripts, CI, a place for the package.")
    .argument("<document>", "an OpenAPI 3 document, YAML or JSON; - reads standard input")
    .option("-o, --out <folder>", "the folder of the project", filePath, ".")
    .addOption(remoteOption())
    .addOption(jsonOption())
    .addHelpText("after", INIT_EXAMPLES)
    .action(async (document: string, flags: Shared & Pick<InitRequest, "out">) => {
      const { out, allowRemote = false, json = false } = flags;
      await init({ document, out, allowRemote }, json);
    });
}

const INIT_EXAMPLES = `
Nothing is written over: where one of its files is there already, none is written.

Examples:
  onespec init openapi.yaml --out my-client
  cat openapi.json | onespec init - --out my-client
`;
