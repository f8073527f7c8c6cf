// `onespec mock`: the mock server of a document, over HTTP. It generates in memory, and writes nothing.
import { hasErrors } from "../diagnostics.ts";
import { bundleModule } from "./bundle-entries.ts";
import { diagnosticFindings, type Finding } from "./findings.ts";
import type { World } from "./generate-command.ts";
import { type Answered, type HttpServer, serveHttp } from "./mock-server.ts";
import { loadModule } from "./module.ts";
import { type DocumentFile, readDocument, sourceOf, textsOf } from "./read.ts";
import { Refusal } from "./refusal.ts";

/** The arguments of `onespec mock`. */
export interface MockRequest {
  readonly document: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly host: string;
  /** The path before every path of the document: `/v1`. */
  readonly basePath: string;
  readonly cors: boolean;
  readonly formats: "assert" | "annotate";
  readonly allowRemote: boolean;
}

/** What came of it; `--json` prints it as it is. */
export interface MockOutcome {
  readonly command: "mock";
  readonly ok: boolean;
  readonly document: string;
  /** Where it listens; undefined: it does not. */
  readonly url: string | undefined;
  readonly operations: readonly { readonly method: string; readonly path: string }[];
  readonly diagnostics: readonly Finding[];
}

export interface Mocking {
  readonly outcome: MockOutcome;
  /** The texts that diagnostics point into. */
  readonly texts: ReadonlyMap<string, string>;
  readonly server: HttpServer | undefined;
}

/** Starts the server; the document's faults are in the outcome. */
export async function mockCommand(
  request: MockRequest,
  world: Pick<World, "load" | "templates" | "stdin" | "progress">,
  answered: (answer: Answered) => void,
): Promise<Mocking> {
  world.progress(`reading ${request.document}`);
  const file = await readDocument(request.document, ".", world.stdin, request.allowRemote);
  const source = sourceOf(file);
  const { files, diagnostics } = await generateAll(file, request, world);
  const findings = diagnosticFindings(source, diagnostics);
  const outcome = {
    command: "mock",
    ok: false,
    document: file.shown,
    diagnostics: findings,
  } as const;
  const texts = textsOf(source);
  if (hasErrors(diagnostics)) {
    return { outcome: { ...outcome, url: undefined, operations: [] }, texts, server: undefined };
  }
  world.progress("starting");
  const { mockServer, operations } = await load(files);
  const { fetch } = mockServer({}, { baseUrl: request.basePath });
  const server = await listen(() => fetch, request, answered);
  return { outcome: { ...outcome, ok: true, url: server.url, operations }, texts, server };
}

async function generateAll(
  { shown, text, files, diagnostics }: DocumentFile,
  { formats }: MockRequest,
  world: Pick<World, "load" | "templates" | "progress">,
): Promise<ReturnType<Awaited<ReturnType<World["load"]>>>> {
  if (hasErrors(diagnostics)) return { files: new Map(), diagnostics };
  world.progress("generating");
  const generate = await world.load();
  return generate({
    document: { path: shown, text },
    files,
    runtime: world.templates(),
    options: { formats },
  });
}

interface Loaded {
  readonly mockServer: (
    handlers: object,
    options: { readonly baseUrl: string },
  ) => { readonly fetch: (request: Request) => Promise<Response> };
  readonly operations: MockOutcome["operations"];
}

/** The generated server, as a module of this process. */
async function load(files: ReadonlyMap<string, string>): Promise<Loaded> {
  const entry = "src/onespec-mock.ts";
  const text = 'export * from "./mock.ts";\nexport * as table from "./table.ts";\n';
  const loaded = await loadModule(await bundleModule(new Map([...files, [entry, text]]), entry));
  const { mockServer, table } = loaded as Pick<Loaded, "mockServer"> & { readonly table: object };
  const operations = Object.values(table).filter((each: object) => "method" in each) as {
    readonly method: string;
    readonly path: string;
  }[];
  return { mockServer, operations: operations.map(({ method, path }) => ({ method, path })) };
}

async function listen(
  answer: Parameters<typeof serveHttp>[0],
  request: MockRequest,
  answered: (answer: Answered) => void,
): Promise<HttpServer> {
  try {
    return await serveHttp(answer, { ...request, answered });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const { host, port } = request;
    if (code === "EADDRINUSE") {
      const help = "Give another one with --port, or --port 0 for any that is free.";
      throw new Refusal(1, `The port ${port} is in use already.`, help);
    }
    if (code === "EACCES") {
      throw new Refusal(1, `The port ${port} may not be opened.`, "Give one above 1023.");
    }
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new Refusal(2, `${host} is no address of this machine.`, "Give another --host.");
    }
    throw error;
  }
}
