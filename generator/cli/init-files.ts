// The files of a new project around a document. Pure text; where the document lies is all it needs.
import { markdown } from "../diff/print/escape.ts";

export interface ProjectFacts {
  /** From the project's folder: `spec/openapi.yaml`. Letters, digits and `._/-` alone. */
  readonly document: string;
  /** The name of the project, which is never published. */
  readonly name: string;
  /** The document's. */
  readonly title: string;
  /** Of the onespec that lays out the project. */
  readonly onespec: string;
  /** Whether the document refers to addresses. */
  readonly remote: boolean;
}

/** Where the package goes. */
const OUT = "generated";

export function projectFiles(facts: ProjectFacts): ReadonlyMap<string, string> {
  return new Map([
    ["package.json", packageJson(facts)],
    [".gitattributes", ATTRIBUTES],
    [".gitignore", "node_modules/\ndist/\n*.tgz\n"],
    [".github/workflows/api.yml", workflow(facts)],
    ["README.md", readme(facts)],
  ]);
}

function generate({ document, remote }: ProjectFacts): string {
  return `onespec generate ${document} --out ${OUT}${remote ? " --allow-remote" : ""}`;
}

function packageJson(facts: ProjectFacts): string {
  const { document, name, onespec } = facts;
  const remote = facts.remote ? " --allow-remote" : "";
  const manifest = {
    name,
    private: true,
    type: "module",
    scripts: {
      generate: generate(facts),
      check: `${generate(facts)} --check`,
      diff: `onespec diff git:HEAD:${document} ${document}${remote}`,
      test: `onespec pack ${OUT}${remote}`,
      release: `onespec release ${OUT}${remote}`,
    },
    devDependencies: {
      "@arethetypeswrong/cli": "^0.18.5",
      onespec: `^${onespec}`,
      publint: "^0.3.25",
    },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

const ATTRIBUTES = `* text=auto eol=lf
${OUT}/** linguist-generated
`;

function workflow({ document, remote }: ProjectFacts): string {
  const diff = `npx onespec diff "git:origin/$GITHUB_BASE_REF:${document}" ${document}${remote ? " --allow-remote" : ""}`;
  const guard = `git cat-file -e "origin/$GITHUB_BASE_REF:${document}" || exit 0 # it is new`;
  return `# The package fits the document, nothing breaks callers unnoticed, and the tarball works.
name: API
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # the document of the base branch is compared
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm ci
      - run: npm run check # onespec generate --check
      - name: What changes for callers
        if: github.event_name == 'pull_request'
        run: |
          ${guard}
          ${diff} --format markdown >> "$GITHUB_STEP_SUMMARY"
      - name: No breaking change
        if: github.event_name == 'pull_request'
        run: |
          ${guard}
          ${diff} --fail-on major
      - run: npm test
`;
}

function readme({ document, title, name }: ProjectFacts): string {
  return `# ${title.trim() === "" ? name : markdown(title)}

[\`${OUT}/\`](${OUT}) is made of [\`${document}\`](${document}) by onespec, and committed. Change the document, never what is generated. \`npm install\` comes first; commit \`package-lock.json\`, which CI needs.

| command | what it does |
| --- | --- |
| \`npm run generate\` | writes, type-checks and builds the package, its version and its changelog |
| \`npm run check\` | fails where the package does not fit the document |
| \`npm run diff\` | says what changed since the last commit, and whom it breaks |
| \`npm test\` | packs the package and tries the tarball in an empty project |
| \`npm run release\` | closes the changelog's entry; commit, tag, and publish what \`npm test\` packed afterwards |
`;
}
