// The mock server as handlers for MSW: one for each operation, so that other requests stay unhandled.
import type { Api } from "../model/model.ts";
import { type EmittedFile, identifier, literal, type Part, printFile } from "../print.ts";
import { block, docText, example, header, titleOf } from "./shared/docs.ts";

export function emitMsw(api: Api, packageName: string): EmittedFile {
  const usage = [
    `import { handlers } from ${literal(`${packageName}/msw`)};`,
    'import { setupServer } from "msw/node";',
    "",
    "const server = setupServer(...handlers());",
    "server.listen();",
  ].join("\n");
  const names = api.operations.map(({ name }) => identifier(`${name}Operation`));
  const docs = docText(
    ["Handlers for MSW (2 and 3) that answer as `mockServer` does, one for each operation."],
    [
      "@param overrides Answers of your own, by operation.",
      "@param options Where the API is thought to be.",
      example(usage),
    ],
  );
  const parts: Part[] = [
    'import { http, type HttpHandler } from "msw";',
    'import { type Handlers, mockServer } from "./mock.ts";',
    'import { locations, type ServeOptions } from "./runtime/server.ts";',
    `import {\n${["api", ...names].map((name) => `  ${name},\n`).join("")}} from "./table.ts";`,
    [
      `${block(docs)}export function handlers(overrides: Handlers = {}, options: ServeOptions = {}): HttpHandler[] {`,
      "  const mock = mockServer(overrides, options);",
      `  const operations = [${names.join(", ")}]${names.length === 0 ? " as const" : ""};`,
      "  return locations(api, operations, options).map((location) =>",
      "    http.all(location, ({ request }) => mock.fetch(request)),",
      "  );",
      "}",
    ].join("\n"),
  ];
  const purpose = `The mock server of ${titleOf(api)} as handlers for MSW, an optional peer.`;
  return { path: "src/msw.ts", text: printFile(header(api.source, purpose), parts) };
}
