// `npm run bench:peers`: the same document through other generators, installed in a folder of their
// own: bundle sizes, and what their validators say to this package's fixtures. Needs npm's registry.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as fixtures from "#api/fixtures";
import type { Fixtures } from "#api/fixtures";
import * as validators from "#api/validators";
import { installPeers } from "./peers-install.ts";
import { bundleSize, sizeOf } from "./sizes.ts";
import { fill, table } from "./table.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = installPeers();
const document = join(root, "spec/cloudflare-queues.yaml");

function prepare(): void {
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  const run = (command: string, ...args: readonly string[]): unknown =>
    execFileSync(command, args, { cwd: folder, stdio: "pipe" });
  const input = JSON.stringify(document);
  const plugins = (sdk: string): string =>
    `["@hey-api/client-fetch", "@hey-api/typescript", ${sdk}, "zod"]`;
  write(
    "hey.mjs",
    `export default { input: ${input}, output: "hey", plugins: ${plugins('{ name: "@hey-api/sdk", validator: true }')} };`,
  );
  write(
    "bare.mjs",
    `export default { input: ${input}, output: "bare", plugins: ${plugins('"@hey-api/sdk"')} };`,
  );
  write(
    "orval.mjs",
    `export default { fetch: { input: ${input}, output: { target: "orval/client.ts", client: "fetch" } }, zod: { input: ${input}, output: { target: "orval/zod.ts", client: "zod" } } };`,
  );
  run("npx", "openapi-ts", "-f", "hey.mjs");
  run("npx", "openapi-ts", "-f", "bare.mjs");
  run("npx", "orval", "--config", "orval.mjs");
}

type Verdict = (value: unknown) => boolean;
interface Zod {
  readonly safeParse: (value: unknown) => { readonly success: boolean };
}

const OPERATIONS = ["Push", "BulkPush", "Pull", "Ack"];
/** The eight bodies: our name, and what each generator calls it. */
const BODIES = OPERATIONS.flatMap((name) => [
  { ours: `${name}Request`, theirs: `QueuesMessages${name}Body` },
  { ours: `${name}Response`, theirs: `QueuesMessages${name}Response` },
]);

async function zodOf(file: string, prefix: string): Promise<(theirs: string) => Verdict> {
  const bundled = join(folder, `${file.replaceAll("/", "-")}.mjs`);
  execFileSync(join(root, "node_modules/.bin/esbuild"), [
    join(folder, file),
    "--bundle",
    "--format=esm",
    `--outfile=${bundled}`,
    "--log-level=error",
  ]);
  const module = (await import(pathToFileURL(bundled).href)) as Readonly<Record<string, Zod>>;
  return (theirs) => (value) => module[prefix + theirs]!.safeParse(value).success;
}

/** How many valid fixtures are accepted, and how many invalid ones refused, over the eight bodies. */
function judge(verdict: (body: (typeof BODIES)[number]) => Verdict): readonly [string, string] {
  let [accepted, valid, refused, invalid] = [0, 0, 0, 0];
  for (const body of BODIES) {
    const made = (fixtures as unknown as Readonly<Record<string, Fixtures<unknown, string>>>)[
      body.ours
    ]!;
    const good = [made.minimal, made.full, ...Object.values(made.examples)];
    valid += good.length;
    invalid += made.invalid.length;
    accepted += good.filter(verdict(body)).length;
    refused += made.invalid.filter(({ value }) => !verdict(body)(value)).length;
  }
  return [`${accepted} of ${valid}`, `${refused} of ${invalid}`];
}

prepare();
const functions =
  "{ queuesMessagesPush, queuesMessagesBulkPush, queuesMessagesPull, queuesMessagesAck }";
const size = async (text: string): Promise<string> =>
  `${((await bundleSize(text, folder)).gzip / 1000).toFixed(2)} KB`;
const hey = await zodOf("hey/zod.gen.ts", "z");
const orval = await zodOf("orval/zod.ts", "");
const ours = validators as unknown as Readonly<Record<string, Verdict>>;
const own = await sizeOf("four operations, validating");
const report = table(
  [
    "generator",
    "four operations",
    "with validation",
    "valid bodies accepted",
    "invalid bodies refused",
  ],
  [
    [
      "onespec",
      "–",
      `${(own.gzip / 1000).toFixed(2)} KB`,
      ...judge((body) => ours[`is${body.ours}`]!),
    ],
    [
      "hey-api 0.99.0 (sdk, zod)",
      await size(`export ${functions} from "./bare/sdk.gen.ts";`),
      await size(`export ${functions} from "./hey/sdk.gen.ts";`),
      ...judge((body) => hey(body.theirs)),
    ],
    [
      "orval 8.33.0 (fetch, zod)",
      await size(`export ${functions} from "./orval/client.ts";`),
      await size(
        `export ${functions} from "./orval/client.ts"; export { ${BODIES.map(({ theirs }) => theirs).join(", ")} } from "./orval/zod.ts";`,
      ),
      ...judge((body) => orval(body.theirs)),
    ],
  ],
);
console.log(report);
if (process.argv.includes("--write")) fill("peers", report);
