// What the tests of the page share: its script as the package has it, and a server before an
// emulator, as small as can be.
import { build } from "esbuild";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  emulator,
  type Emulator,
  type EmulatorOptions,
  manualClock,
  type ManualClock,
} from "../../templates/cloudflare-queues/emulator.ts";
import { pageHandler, type PageOptions } from "../../templates/cloudflare-queues/server/page.ts";
import { counting, START } from "./emulator-support.ts";

export interface Bundle {
  /** Where the script is. */
  readonly script: string;
  /** How long it is. */
  readonly bytes: number;
  remove(): void;
}

/** The script in a folder of its own, bundled as the package is. */
export async function bundle(): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const script = join(folder, "page.js");
  const entry = resolve(import.meta.dirname, "../../templates/cloudflare-queues/page.ts");
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    format: "esm",
    platform: "neutral",
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error("there is no bundle");
  writeFileSync(script, file.contents);
  return {
    script,
    bytes: file.contents.length,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface Served {
  readonly emulator: Emulator;
  readonly clock: ManualClock;
  readonly url: string;
  readonly port: number;
  /** Sends one of the four operations to a queue, past the server. */
  operate(queue: string, action: string, body: unknown): Promise<unknown>;
  close(): Promise<void>;
}

type Options = EmulatorOptions &
  Partial<PageOptions> & { readonly port?: number; readonly made?: Emulator };

/** An emulator behind a server with its page. */
export async function served(options: Options = {}): Promise<Served> {
  const clock = manualClock(START);
  const made = options.made ?? emulator({ clock, newId: counting(), ...options });
  const page = pageHandler(made, { intervalMs: 20, now: clock.now, ...options });
  const server = createServer((request, response) => {
    const { method = "", url = "/" } = request;
    const [path = ""] = url.split("?");
    void page.handle(request, response, path).then(async (isAnswered) => {
      if (isAnswered) return;
      const header = (name: string): string | null => request.headers[name]?.toString() ?? null;
      const answer = await made.answer({ method, path, header, text: () => textOf(request) });
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((listening) => {
    server.listen(options.port ?? 0, "127.0.0.1", listening);
  });
  const { port } = server.address() as { readonly port: number };
  return {
    ...{ emulator: made, clock, port, url: `http://127.0.0.1:${port}` },
    async operate(queue, action, body) {
      const answer = await made.answer({
        method: "POST",
        path: `/accounts/local/queues/${encodeURIComponent(queue)}/messages${action}`,
        header: (name) => (name === "authorization" ? `Bearer ${options.token ?? "any"}` : null),
        text: async () => JSON.stringify(body),
      });
      return (answer.body as { readonly result?: unknown }).result;
    },
    close() {
      page.close();
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
