// What an editor shows: names of the document, never `components["schemas"]` or whole shapes.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const file = join(root, "test/queues/virtual.ts");
const program = `import { createClient } from "../../generated/src/index.ts";
const client = createClient({ apiToken: "t", accountId: "a" });
const /*call*/call = client.queues.messages.pull("q");
const { /*messages*/messages } = await call;
client.queues.messages./*method*/push("q", { /*body*/body: 1 });
client.queues.messages.push("q", { content_type: "text", body: 1 });
createClient({ apiToken: "t", accountID: "a" });
`;

function service(): ts.LanguageService {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) =>
    readFileSync(path, "utf8"),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = path === file ? program : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
  });
}

it("shows named types in hovers and in errors", () => {
  const editor = service();
  const hover = (mark: string): string => {
    const info = editor.getQuickInfoAtPosition(
      file,
      program.indexOf(`/*${mark}*/`) + mark.length + 4,
    );
    return ts.displayPartsToString(info?.displayParts).replace(/\s+/g, " ");
  };
  expect(hover("call")).toBe("const call: Call<PullResult>");
  expect(hover("messages")).toBe("const messages: PulledMessage[] | undefined");
  expect(hover("method")).toContain(
    "push(queueId: string, body: PushRequest, options?: PushOptions | undefined): Call<PushResult>",
  );
  const errors = editor
    .getSemanticDiagnostics(file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  expect(errors).toEqual([
    expect.stringContaining("is not assignable to parameter of type 'PushRequest'"),
    expect.stringContaining("'accountID' does not exist"),
  ]);
  expect(errors.join("\n")).not.toContain("components");
});
