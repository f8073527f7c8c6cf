// That the document stays within what the generators of other languages read: for each rule of
// redocly.yaml a copy of the document that breaks it and nothing else. No other language is needed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { document } from "./document.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const config = join(root, "redocly.yaml");

/** A copy of the document, to be spoiled. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Draft = any;
type Break = (draft: Draft) => void;

const text = { type: "string" };
const refTo = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const schema = (name: string, change: Break): Break => {
  return ({ components }) => change(components.schemas[name]);
};
const pull = (change: Break): Break => {
  return ({ paths }) =>
    change(paths["/accounts/{account_id}/queues/{queue_id}/messages/pull"].post);
};
const parameter = (added: object): Break =>
  pull((operation) => (operation.parameters = [{ name: "more", description: "More.", ...added }]));
const property = (added: object): Break =>
  schema("PulledMessage", ({ properties }) => (properties.more = added));

const BREAKS: Readonly<Record<string, Break>> = {
  "rule/go-no-any-of": property({ anyOf: [text, { type: "integer" }] }),
  "rule/go-no-const": property({ type: "string", const: "text" }),
  "rule/go-no-exclusive-bounds": property({ type: "integer", exclusiveMinimum: 0 }),
  "rule/rust-java-nothing-beyond-3.0": property({ type: "object", patternProperties: { a: text } }),
  "rule/rust-no-pattern": schema("Identifier", (identifier) => (identifier.pattern = "^[a-f]+$")),
  "rule/rust-no-dates": property({ type: "string", format: "date-time" }),
  "portable/go-rust-java-one-type": property({ type: ["string", "integer"] }),
  "portable/go-no-boolean-schemas": schema(
    "PulledMessage",
    ({ properties }) => (properties.more = true),
  ),
  "portable/go-nullable-objects": schema("Failure", ({ properties }) => {
    delete properties.result.additionalProperties;
  }),
  "portable/java-int64": schema("PullRequest", ({ properties }) => {
    properties.visibility_timeout_ms.maximum = 2 ** 31;
  }),
  "portable/rust-java-lonely-refs": property({ ...refTo("ApiMessage"), description: "More." }),
  "portable/rust-python-enum-of-one-type": property({ enum: ["one", 1] }),

  "portable/rust-java-named-branches": schema("PushRequest", (union) => {
    union.oneOf[0] = { allOf: [union.oneOf[0]] };
    delete union.discriminator.mapping.text;
  }),
  "portable/go-discriminator": schema("QueueMessage", (union) => delete union.discriminator),
  "portable/rust-tag": schema("JsonMessage", (branch) => (branch.required = ["body"])),

  "portable/go-rust-operation-names": pull(
    (operation) => (operation.operationId = "queues.messages_push"),
  ),
  "portable/go-rust-java-python-schema-names": ({ components }) => {
    components.schemas.pull_result = components.schemas.PullResult;
    components.schemas.PullResponse.properties.other = refTo("pull_result");
  },
  "portable/go-rust-java-property-names": schema(
    "PulledMessage",
    ({ properties }) => (properties.leaseId = text),
  ),
  "portable/rust-python-enum-names": property({ type: "string", enum: ["a-b", "a_b"] }),

  "rule/rust-operation-id": pull((operation) => delete operation.operationId),
  "rule/rust-no-cookies": parameter({ in: "cookie", schema: text }),
  "rule/rust-default-styles": parameter({ in: "query", style: "spaceDelimited", schema: text }),
  "rule/rust-no-encoded-parameters": parameter({
    in: "query",
    content: { "application/json": { schema: refTo("PullRequest") } },
  }),
  "portable/go-rust-java-python-named-bodies": pull(({ requestBody }) => {
    requestBody.content["application/json"].schema = { type: "object" };
  }),
  "portable/rust-one-media-type": pull(({ requestBody: { content } }) => {
    content["application/x-www-form-urlencoded"] = content["application/json"];
  }),
  "portable/rust-one-answer": ({ components }) => delete components.responses.NotFound.content,
  "portable/rust-plain-path-parameters": ({ components }) => {
    components.parameters.QueueId.schema = { type: "array", items: text };
  },
};

interface Problem {
  readonly rule: string;
  readonly message: string;
}

/** What redocly finds in each of some files, by the rules that speak of other languages. */
function lint(files: readonly string[]): ReadonlyMap<string, readonly Problem[]> {
  const command = join(root, "node_modules/@redocly/cli/bin/cli.js");
  const options = [`--config=${config}`, "--format=checkstyle", "--max-problems=1000"];
  const found = new Map<string, Problem[]>();
  for (const line of run(command, ["lint", ...files, ...options]).split("\n")) {
    const file = /<file name="([^"]+)"/.exec(line)?.[1];
    if (file !== undefined) found.set(basename(file), []);
    const [, message, rule] =
      / severity="error" message="([^"]*)" source="([^"]*)"/.exec(line) ?? [];
    if (rule === undefined || !/^(?:rule|portable)\//.test(rule)) continue;
    [...found.values()].at(-1)!.push({ rule, message: message! });
  }
  return found;
}

/** What it prints, also where it fails because of what it found. */
function run(command: string, args: readonly string[]): string {
  const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  try {
    return execFileSync(process.execPath, [command, ...args], {
      encoding: "utf8",
      env,
      stdio: "pipe",
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

let folder: string;
let found: ReadonlyMap<string, readonly Problem[]>;
const fileOf = (rule: string): string => `${rule.replace("/", "-")}.json`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onespec-test-"));
  const files = ["rule/none", ...Object.keys(BREAKS)].map((rule) => {
    const draft = structuredClone(document);
    BREAKS[rule]?.(draft);
    const file = join(folder, fileOf(rule));
    writeFileSync(file, JSON.stringify(draft));
    return file;
  });
  found = lint(files);
});
afterAll(() => rmSync(folder, { recursive: true }));

const LANGUAGES = { go: "Go (", rust: "Rust (", java: "Java (", python: "Python (" };

test.each(Object.keys(BREAKS))("%s", (rule) => {
  const problems = found.get(fileOf(rule)) ?? [];

  expect([...new Set(problems.map((problem) => problem.rule))]).toEqual([rule]);
  for (const [language, words] of Object.entries(LANGUAGES)) {
    const named = rule.split(/[/-]/).includes(language);
    expect([language, problems[0]!.message.includes(words)]).toEqual([language, named]);
  }
});

test("the document keeps to all of them", () => {
  expect(found.get(fileOf("rule/none")) ?? []).toEqual([]);
});

test("every rule is broken once", () => {
  const { rules } = parse(readFileSync(config, "utf8")) as { rules: Record<string, unknown> };

  expect(Object.keys(BREAKS)).toEqual(Object.keys(rules));
});
