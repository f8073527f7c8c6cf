// Who may import whom. A wall that nobody decided on does not come about.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

interface Import {
  readonly from: string;
  /** A path from the root, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path));
}

function importsOf(from: string): readonly Import[] {
  const text = readFileSync(join(root, from), "utf8");
  const statements = text.matchAll(
    /^(import|export)\s+(type\s+)?[^"';]*?from\s+"([^"]+)";|^import\s+"([^"]+)";|import\("([^"]+)"\)/gm,
  );
  return [...statements].map(([, , type, named, bare, dynamic]) => {
    const target = named ?? bare ?? dynamic ?? "";
    const to = target.startsWith(".")
      ? relative(root, resolve(root, dirname(from), target))
      : target;
    return { from, to, typeOnly: type !== undefined };
  });
}

const generator = sources("generator").flatMap(importsOf);
const templates = sources("templates").flatMap(importsOf);

/** The room of a file: `generator/emit/types.ts` → `emit`; a file at the top is its own name. */
function room(path: string): string {
  const [, first = "", second] = path.split("/");
  return second === undefined ? first.replace(/\.ts$/, "") : first;
}

const common = ["diagnostics", "catalogue", "print"];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  cli: [
    "bundle",
    "coverage",
    "generate",
    "diff",
    "document",
    "diagnostics",
    "memory",
    "overlay",
    "parts",
    "version",
  ],
  document: ["diagnostics", "model"],
  model: ["document", "diagnostics"],
  schema: ["model", "document", "diagnostics", "print"],
  fixtures: ["model", "document", "diagnostics", "schema", "print"],
  emit: ["model", "document", "schema", "fixtures", "print", "parts"],
  diff: ["diagnostics", "document", "model", "schema", "fixtures"],
  version: ["diff"],
  diagnostics: ["catalogue"],
  catalogue: [],
  print: ["model"],
  overlay: ["print"],
  needed: [],
  parts: [],
  emitted: ["document", "emit", "fixtures", "model", "parts", "print", "schema"],
  bundle: ["diagnostics", "document"],
  memory: ["model", "schema"],
  coverage: ["attribution", "diagnostics", "emit", "fixtures", "model"],
  attribution: ["diagnostics", "model"],
  generate: [
    ...[
      ...common,
      "coverage",
      "document",
      "emit",
      "emitted",
      "fixtures",
      "memory",
      "model",
      "needed",
      "overlay",
      "parts",
      "schema",
    ],
  ],
  index: ["cli", "document", "generate", "diagnostics", "overlay"],
};

/** `templates/cloudflare-queues/consumer/run.ts` → `consumer`, and so is the entry `consumer.ts`. */
function overlayRoom(path: string): string {
  return /^templates\/cloudflare-queues\/([a-z-]+)[./]/.exec(path)?.[1] ?? "";
}

const overlayMayImport: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  producer: ["shared"],
  consumer: ["shared"],
  emulator: [],
  sqlite: ["emulator"],
  postgres: ["emulator"],
  server: ["emulator", "shared"],
  command: ["consumer", "emulator", "postgres", "producer", "server", "sqlite"],
  page: [],
};

const isOwn = ({ to }: Import): boolean => to.startsWith("generator/");
const show = ({ from, to }: Import): string => `${from} → ${to}`;

describe("the walls of the house", () => {
  it("lets each room of the generator import only what it may", () => {
    const wrong = generator.filter(isOwn).filter(({ from, to }) => {
      return room(from) !== room(to) && !mayImport[room(from)]?.includes(room(to));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it("lets no emitter import another one", () => {
    const emitters = generator.filter(({ from, to }) =>
      [from, to].every((path) => /^generator\/emit\/[^/]+$/.test(path)),
    );
    expect(emitters.map(show)).toEqual([]);
  });

  it("lets the document know only the types of the model", () => {
    const wrong = generator.filter(
      ({ from, to, typeOnly }) => room(from) === "document" && room(to) === "model" && !typeOnly,
    );
    expect(wrong.filter(isOwn).map(show)).toEqual([]);
  });

  it.each([
    ["openapi-typescript", /^generator\/emit\/types\.ts$/],
    ["yaml", /^generator\/document\//],
    ["jsonc-parser", /^generator\/document\//],
    ["typescript", /^generator\/(emit\/types\.ts|cli\/)/],
    ["commander", /^generator\/cli\//],
    ["chokidar", /^generator\/cli\/watcher\.ts$/],
    ["esbuild", /^generator\/cli\/bundle-entries\.ts$/],
    ["node:fs", /^generator\/cli\//],
    ["node:fs/promises", /^generator\/cli\//],
    ["node:child_process", /^generator\/cli\//],
    ["node:process", /^generator\/cli\//],
  ])("keeps %s behind its own module", (name, allowed) => {
    const wrong = generator.filter(({ from, to }) => to === name && !allowed.test(from));
    expect(wrong.map(show)).toEqual([]);
  });

  it("prints with ts-morph in one place", () => {
    const values = generator.filter(({ to, typeOnly }) => to === "ts-morph" && !typeOnly);
    const printing = values.filter(({ from }) =>
      /printStructure|printNode|new Project/.test(readFileSync(join(root, from), "utf8")),
    );
    expect(printing.map(({ from }) => from)).toEqual(["generator/print.ts"]);
  });

  it("touches the process in cli/ alone", () => {
    const touching = sources("generator").filter((path) => room(path) !== "cli");
    const wrong = touching.filter((path) =>
      /\bprocess\.|\bconsole\./.test(
        readFileSync(join(root, path), "utf8").replace(/(["'`]).*?\1/g, ""),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("lets a template import only its own folder, the run time, and generated code by type or #api", () => {
    const wrong = templates.filter(({ from, to, typeOnly }) => {
      if (!to.startsWith("templates/") || to.startsWith("templates/runtime/"))
        return to.startsWith("generator/");
      return room(from) !== room(to) && !typeOnly;
    });
    expect(wrong.map(show)).toEqual([]);
    const packages = templates.filter(
      ({ to }) => !to.startsWith("templates/") && !to.startsWith("#api/"),
    );
    const runtime = packages.filter(({ from }) => from.startsWith("templates/runtime/"));
    expect([...new Set(runtime.map(({ to }) => to))]).toEqual(["openapi-fetch"]);
  });

  it("lets each room of the queues overlay import only what it may", () => {
    const wrong = templates.filter(({ from, to, typeOnly }) => {
      const [own, other] = [overlayRoom(from), overlayRoom(to)];
      // A browser runs the page: of the server it knows what an answer looks like.
      if (own === "page" && other === "server") return !typeOnly;
      return own && other && own !== other && !overlayMayImport[own]?.includes(other);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it("imports what only node has in the rooms that say so", () => {
    const wrong = templates.filter(({ from, to }) => {
      return to.startsWith("node:") && !["sqlite", "server", "command"].includes(overlayRoom(from));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it("never imports a test", () => {
    expect(
      [...generator, ...templates].filter(({ to }) => to.startsWith("test/")).map(show),
    ).toEqual([]);
  });

  it("knows no API in the generator", () => {
    const speaking = sources("generator").filter((path) =>
      /\b(queues?|leases?|cloudflare)\b/i.test(readFileSync(join(root, path), "utf8")),
    );
    expect(speaking).toEqual([]);
  });
});
