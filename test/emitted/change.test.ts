// A new optional property and a fifth operation in the document: everything follows, nothing else moves.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { generate } from "../../generator/index.ts";

const root = resolve(import.meta.dirname, "../..");
const path = "cloudflare-queues.yaml";
const text = readFileSync(join(root, "spec", path), "utf8");

const PEEK = `
  /accounts/{account_id}/queues/{queue_id}/messages/peek:
    parameters:
      - $ref: "#/components/parameters/AccountId"
      - $ref: "#/components/parameters/QueueId"
    post:
      operationId: queues.messages.peek
      summary: Look at messages
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/PullRequest" }
      responses:
        "200":
          description: The messages.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/PullResponse" }

components:
`;

function files(document: string): ReadonlyMap<string, string> {
  const { files: made, diagnostics } = generate({ document: { path, text: document } });
  expect(diagnostics).toEqual([]);
  return made;
}

/** The lines that one text has and the other has not. */
function added(before: string, after: string): readonly string[] {
  const known = new Set(before.split("\n"));
  return after.split("\n").filter((line) => !known.has(line));
}

function removed(before: string, after: string): readonly string[] {
  return added(after, before);
}

it("carries an optional property into types, validators, schemas, fixtures and vectors, and touches nothing else", () => {
  const before = files(text);
  const marker = "        batch_size:\n";
  expect(text).toContain(marker);
  const after = files(
    text.replace(
      marker,
      `        only_new:\n          type: boolean\n          description: Whether old messages are left out.\n${marker}`,
    ),
  );
  const changed = [...after]
    .filter(([file, content]) => before.get(file) !== content)
    .map(([file]) => file);
  expect(changed.sort()).toEqual([
    "openapi-3.0.json",
    "openapi.yaml",
    "src/fixtures.ts",
    "src/schemas.ts",
    "src/types.ts",
    "src/validators.ts",
    "vectors.json",
  ]);
  expect(added(before.get("src/types.ts")!, after.get("src/types.ts")!)).toEqual([
    "  /** Whether old messages are left out. */",
    "  only_new?: boolean;",
  ]);
  expect(removed(before.get("src/validators.ts")!, after.get("src/validators.ts")!)).toEqual([]);
});

it("carries an operation into client, functions, table, mock, vectors and README, and touches nothing else", () => {
  const before = files(text);
  const after = files(text.replace("\ncomponents:\n", PEEK));
  const changed = [...after]
    .filter(([file, content]) => before.get(file) !== content)
    .map(([file]) => file);
  expect(changed.sort()).toEqual([
    "README.md",
    "openapi-3.0.json",
    "openapi.yaml",
    "src/client.ts",
    "src/index.ts",
    "src/mock.ts",
    "src/msw.ts",
    "src/operations.ts",
    "src/table.ts",
    "vectors.json",
  ]);
  const text2 = (file: string): string => added(before.get(file)!, after.get(file)!).join("\n");
  expect(text2("src/client.ts")).toContain("peek(");
  expect(text2("src/operations.ts")).toContain("export function peek");
  expect(text2("src/table.ts")).toContain("peekOperation");
  expect(text2("README.md")).toContain("client.queues.messages.peek");
  for (const file of [
    "src/client.ts",
    "src/operations.ts",
    "src/table.ts",
    "src/mock.ts",
    "README.md",
  ]) {
    const lost = removed(before.get(file)!, after.get(file)!);
    expect([file, lost]).toEqual([file, []]);
  }
});

it("gives the same bytes for the same input", () => {
  expect([...files(text)]).toEqual([...files(text)]);
});
