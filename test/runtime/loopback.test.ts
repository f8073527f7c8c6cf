// Against real HTTP servers on loopback: what only a real connection does.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, it } from "vitest";
import { call } from "../../templates/runtime/call.ts";
import type { RuntimeOptions } from "../../templates/runtime/options.ts";
import { ack, deferred, open, pull, push, thrown } from "./support.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server that answers every request with one of these, the last one again and again. */
async function listen(
  ...answers: readonly ((request: IncomingMessage, response: ServerResponse) => void)[]
): Promise<{ readonly baseUrl: string; readonly bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () =>
      answers[Math.min(bodies.push(body), answers.length) - 1]!(request, response),
    );
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`,
    bodies,
  };
}

const quick: RuntimeOptions = { random: () => 0 };
const ok = (_: IncomingMessage, response: ServerResponse): void =>
  void response.end('{"success":true,"result":{}}');
const reset = (request: IncomingMessage): void => void request.socket.resetAndDestroy();
const cut =
  (status: number) =>
  (_: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, { "content-length": "100" }).write('{"success":');
    setImmediate(() => response.destroy());
  };
const brokeOff = (status: number): object => ({ name: "ApiError", status, body: undefined });

it("sends and reads", async () => {
  const { baseUrl, bodies } = await listen((request, response) => {
    response.setHeader("x-path", request.url!);
    ok(request, response);
  });
  const { data, response } = await call(
    open({ baseUrl }),
    push,
    { queue_id: "ä" },
    { body: "ö" },
  ).withResponse();
  expect([data, response.headers.get("x-path")]).toEqual([
    {},
    "/accounts/acc/queues/%C3%A4/messages",
  ]);
  expect(bodies).toEqual(['{"body":"ö"}']);
});

it.each([
  ["a reset", reset, { name: "ConnectionError", neverSent: false }],
  ["a 200 that is cut off", cut(200), brokeOff(200)],
  ["a 404 that is cut off", cut(404), brokeOff(404)],
])("%s: a push is sent once, an ack again", async (_, broken, want) => {
  const pushed = await listen(broken, ok);
  const error = await thrown(
    call(open({ ...quick, baseUrl: pushed.baseUrl }), push, { queue_id: "q" }, { body: "x" }),
  );
  expect(error).toMatchObject(want);
  expect(pushed.bodies).toHaveLength(1);
  const acked = await listen(broken, ok);
  expect(
    await call(open({ ...quick, baseUrl: acked.baseUrl }), ack, { queue_id: "q" }, {}),
  ).toEqual({});
  expect(acked.bodies).toHaveLength(2);
});

it("a 429 that is cut off: a push is repeated", async () => {
  const { baseUrl, bodies } = await listen(cut(429), ok);
  const running = call(open({ ...quick, baseUrl }), push, { queue_id: "q" }, { body: "x" });
  expect(await running).toEqual({});
  expect(bodies).toHaveLength(2);
});

it("a port where nobody listens: a push is repeated, and reaches the server that comes up", async () => {
  const { baseUrl } = await listen(ok);
  const server = servers[0]!;
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  let attempts = 0;
  const onEvent: RuntimeOptions["onEvent"] = ({ type }) => {
    if (type === "attempt") attempts++;
    if (type === "retry") server.listen(port, "127.0.0.1");
  };
  const running = call(
    open({ baseUrl, onEvent, retry: { retries: Infinity }, random: () => 0 }),
    push,
    { queue_id: "q" },
    { body: "x" },
  );
  expect(await running).toEqual({});
  expect(attempts).toBeGreaterThan(1);
});

it("names what went wrong with a connection", async () => {
  const { baseUrl } = await listen(ok);
  await new Promise((resolve) => servers[0]!.close(resolve));
  const error = await thrown(call(open({ baseUrl, retry: false }), pull, { queue_id: "q" }));
  expect(error).toMatchObject({ neverSent: true, cause: { cause: { code: "ECONNREFUSED" } } });
});

it("a redirect is an error, and the other server hears nothing", async () => {
  const other = await listen(ok);
  const { baseUrl } = await listen(
    (_, response) => void response.writeHead(307, { location: other.baseUrl }).end(),
  );
  expect(
    await thrown(call(open({ baseUrl }), push, { queue_id: "q" }, { body: "x" })),
  ).toMatchObject({ name: "ApiError", status: 307 });
  expect(other.bodies).toEqual([]);
});

it("an abort closes the connection", async () => {
  const controller = new AbortController();
  const closed = deferred<void>();
  const { baseUrl } = await listen((request) => {
    request.socket.on("close", () => closed.resolve());
    controller.abort("enough");
  });
  const { signal } = controller;
  const running = call(open({ baseUrl }), pull, { queue_id: "q" }, {}, { signal });
  expect(await thrown(running)).toBe("enough");
  await closed.promise;
});
