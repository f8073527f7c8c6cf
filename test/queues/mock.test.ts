// The mock server, bare and through MSW 2 and 3.
import { build as bundle } from "esbuild";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { isFailure } from "#api/validators";
import { ApiError, createClient } from "#api/index";
import { build } from "#api/fixtures";
import { mockServer } from "#api/mock";

const options = { apiToken: "t", accountId: "a" };

describe("mockServer", () => {
  it("answers with proven fixtures, and with handlers that are typed", async () => {
    const mock = mockServer({
      pull: ({ params, body }) =>
        build.PullResponse({
          result: { message_backlog_count: body?.batch_size ?? params.queue_id.length },
        }),
      ack: () => new Response("no", { status: 503 }),
    });
    const { messages } = createClient({ ...options, fetch: mock.fetch, retry: false }).queues;
    expect((await messages.pull("queue")).message_backlog_count).toBe(5);
    expect((await messages.pull("queue", { batch_size: 9 })).message_backlog_count).toBe(9);
    expect((await messages.ack("queue", { acks: [] }).result()).status).toBe(503);
    expect((await messages.push("queue", { body: 1 })).metadata?.metrics?.backlog_count).toBe(5);
  });

  it.each([
    ["an unknown path", "POST", "/accounts/a/queues/q/nothing", "{}", 404],
    ["another method", "GET", "/accounts/a/queues/q/messages/pull", undefined, 405],
    ["a body that is not JSON", "POST", "/accounts/a/queues/q/messages/pull", "{", 400],
    [
      "a body that breaks the document",
      "POST",
      "/accounts/a/queues/q/messages/pull",
      '{"batch_size":101}',
      400,
    ],
    [
      "an identifier that is too long",
      "POST",
      `/accounts/a/queues/${"q".repeat(33)}/messages/pull`,
      "{}",
      400,
    ],
  ])("answers %s with a failure of the API", async (_name, method, path, body, status) => {
    const headers = { authorization: "Bearer t", "content-type": "application/json" };
    const url = `https://api.cloudflare.com/client/v4${path}`;
    const response = await mockServer().fetch(
      new Request(url, { method, headers, body: body ?? null }),
    );
    const answer: unknown = await response.json();
    expect([response.status, isFailure(answer), answer]).toEqual([status, true, answer]);
  });

  it("answers 401 where no credential is sent", async () => {
    const url = "https://api.cloudflare.com/client/v4/accounts/a/queues/q/messages/pull";
    const response = await mockServer().fetch(new Request(url, { method: "POST", body: "{}" }));
    expect([response.status, isFailure(await response.json())]).toEqual([401, true]);
  });

  it("tells a handler's mistake as 500", async () => {
    const mock = mockServer({ pull: () => ({ success: true, result: { messages: 5 } }) as never });
    const call = createClient({ ...options, fetch: mock.fetch, retry: false }).queues.messages.pull(
      "q",
    );
    await expect(call).rejects.toThrow(/handler's answer is invalid: \/result\/messages/);
  });
});

describe.each([
  ["MSW 3", "msw"],
  ["MSW 2", "msw2"],
])("%s", (_name, msw) => {
  const root = join(import.meta.dirname, "../..");
  const file = join(root, `node_modules/.onespec-${msw}.mjs`);
  afterAll(() => rmSync(file, { force: true }));

  it("answers through handlers, and leaves other requests alone", async () => {
    const contents = 'export { handlers } from "#api/msw"; export { setupServer } from "msw/node";';
    const { outputFiles } = await bundle({
      stdin: { contents, resolveDir: root, loader: "ts" },
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      alias: { msw },
      external: [`${msw}/*`, msw],
    });
    writeFileSync(file, outputFiles[0]!.contents);
    const { handlers, setupServer } = (await import(pathToFileURL(file).href)) as {
      readonly handlers: (overrides?: object) => never[];
      readonly setupServer: (...handlers: never[]) => {
        listen(options: object): void;
        close(): void;
      };
    };
    const server = setupServer(...handlers({ ack: () => new Response("{}", { status: 418 }) }));
    server.listen({ onUnhandledRequest: "bypass" });
    try {
      const { messages } = createClient({ ...options, retry: false }).queues;
      expect((await messages.pull("q")).messages).toHaveLength(1);
      await expect(messages.ack("q", { acks: [] })).rejects.toBeInstanceOf(ApiError);
      // Port 1 of this machine: nobody is there, and nobody pretends to be.
      await expect(fetch("http://127.0.0.1:1/")).rejects.toThrow();
    } finally {
      server.close();
    }
  });
});
