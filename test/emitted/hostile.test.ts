// Hostile text in every position of a document: what is emitted parses, type-checks, and runs nothing.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onespec-hostile-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RUN = "globalThis.hacked=1";
const texts = [
  `*/ ${RUN}; /*`,
  `\`\${${RUN}}\``,
  `"; ${RUN}; "`,
  `'; ${RUN}; '`,
  `\\"; ${RUN} //`,
  `line\n${RUN}\n// break`,
  `\u2028${RUN}\u2029`,
  `</script><script>${RUN}</script><!--`,
  `{@link x} @example\n\`\`\`ts\n${RUN}\n\`\`\`\n@throws x`,
  `/${RUN}/; [${RUN}] (${RUN}) {${RUN}}`,
  "__proto__",
  "constructor",
  "\u202e reversed \u0000 zero",
  "| a | b |\n| --- |",
];

/** A document that holds a text wherever a document holds text. */
function document(text: string): object {
  const schema = {
    type: "object",
    title: text,
    description: text,
    required: [text],
    properties: {
      [text]: {
        type: "string",
        description: text,
        default: text,
        enum: [text, "other"],
        examples: [text],
      },
      [`${text}2`]: { const: text, deprecated: true, [`x-${text}`]: text },
      list: { type: "array", items: { $ref: "#/components/schemas/Part" }, description: text },
      patterned: {
        type: "string",
        pattern: text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replace(/[-]/g, ""),
      },
    },
    patternProperties: { "^x-": { type: "string" } },
    additionalProperties: { type: "string", description: text },
  };
  return {
    openapi: "3.1.0",
    info: { title: text, version: text, description: text, summary: text },
    servers: [{ url: "https://example.com/base", description: text }],
    tags: [{ name: text, description: text }],
    security: [{ [text]: [] }],
    "x-hostile": { [text]: text },
    paths: {
      "/a'`$/{id}/*/b": {
        summary: text,
        post: {
          operationId: `things.${text}`,
          summary: text,
          description: text,
          tags: [text],
          parameters: [
            {
              name: "id",
              in: "path",
              required: true,
              description: text,
              schema: { type: "string", enum: [text] },
            },
            {
              name: text,
              in: "query",
              description: text,
              schema: { type: "string", default: text },
            },
            {
              name: "x-h",
              in: "header",
              description: text,
              schema: { type: "string", enum: [text] },
            },
          ],
          requestBody: {
            description: text,
            required: true,
            content: {
              "application/json": {
                schema,
                examples: { [text]: { summary: text, value: { [text]: text } } },
              },
            },
          },
          responses: {
            "200": {
              description: text,
              content: {
                [`application/json; a="${text.replace(/[^ -~]/g, "")}"`]: {
                  schema: { $ref: "#/components/schemas/Part" },
                },
              },
            },
            "4XX": { description: text },
          },
        },
      },
    },
    components: {
      schemas: {
        Part: {
          type: "object",
          description: text,
          properties: { [text]: { type: ["string", "null"] } },
        },
      },
      securitySchemes: {
        [text]: { type: "apiKey", in: "header", name: "X-Key", description: text },
      },
    },
  };
}

it.each(texts.map((text, index) => [index, text] as const))(
  "text %i is only ever text: %j",
  (index, text) => {
    const source = join(folder, `hostile-${index}.json`);
    const out = join(folder, `out-${index}`);
    writeFileSync(source, JSON.stringify(document(text)));
    const node = (
      args: readonly string[],
    ): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
      spawnSync(process.execPath, args, {
        encoding: "utf8",
        cwd: folder,
        env: { ...process.env, NO_COLOR: "1" },
      });
    const generated = node([join(root, "generator/cli/main.ts"), "generate", source, "--out", out]);
    expect(generated.stdout + generated.stderr).not.toMatch(/ error\[/);
    expect(generated.status).toBe(0);
    const entries = readdirSync(join(out, "dist")).filter((name) => name.endsWith(".js"));
    const program = entries
      .map((name) => `await import(${JSON.stringify(join(out, "dist", name))});`)
      .join("\n");
    const main = join(folder, `main-${index}.mjs`);
    writeFileSync(
      main,
      `${program}\nif (globalThis.hacked !== undefined || {}.hacked !== undefined) throw new Error("it ran");\nconsole.log("quiet");\n`,
    );
    expect(node([main])).toMatchObject({ status: 0, stdout: "quiet\n" });
  },
);
