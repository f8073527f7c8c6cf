// The server over real connections: what clients of all kinds get, and how it says that it can't
// listen.
import { Agent, request as httpRequest } from "node:http";
import { once } from "node:events";
import { text as textOf } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { createClient } from "#api/index";
import { isFailure } from "#api/validators";
import { emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { ListenError, serve } from "../../templates/cloudflare-queues/server.ts";
import { thrown } from "../runtime/support.ts";
import { ACCOUNT, TOKEN } from "./emulator-support.ts";
import { head, MESSAGES, PUSH, send, served, wire } from "./server-support.ts";

it("takes a batch within the limits, however long JSON makes it", async () => {
  await using server = await serve(emulator());
  const client = createClient({ apiToken: TOKEN, accountId: ACCOUNT, baseUrl: server.url });
  const body = "\u0001".repeat(127_000);
  const messages = [1, 2].map(() => ({ body, content_type: "text" as const }));
  await client.queues.messages.bulkPush("q", { messages });
  expect((await client.queues.messages.pull("q")).messages).toHaveLength(2);
});

describe("a request", () => {
  it.each(["", "/client/v4"])("is answered below %j", async (prefix) => {
    const { url, port } = await served();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const client = createClient({
      apiToken: TOKEN,
      accountId: ACCOUNT,
      baseUrl: `${url}${prefix}`,
      retry: 0,
    });
    const { messages } = client.queues;
    const pushed = await messages.push("q", { body: { grüße: "ü€😀" } });
    expect(pushed?.metadata?.metrics?.backlog_count).toBe(1);
    const { messages: [one] = [] } = await messages.pull("q");
    expect(JSON.parse(Buffer.from(one!.body!, "base64").toString())).toEqual({ grüße: "ü€😀" });
    expect(await messages.ack("q", { acks: [{ lease_id: one!.lease_id! }] })).toMatchObject({
      ackCount: 1,
    });
  });

  it.each([
    ["malformed JSON", MESSAGES, "{", 400, 10208],
    ["no body", MESSAGES, undefined, 400, 10208],
    ["a wrong shape", MESSAGES, "[]", 400, 10207],
    [
      "101 messages",
      `${MESSAGES}/batch`,
      JSON.stringify({ messages: Array(101).fill({ body: 1 }) }),
      413,
      10206,
    ],
    ["an unknown path", "/nowhere", PUSH, 404, 7003],
    ["an unknown page", "/", undefined, 404, 7003],
    ["a path that ends like one of the service's", "/api/queues/q/messages", PUSH, 404, 7003],
  ] as const)("with %s is refused in the envelope", async (_, path, body, status, code) => {
    const answer = await send(await served(), path, body);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(answer.body?.errors).toMatchObject([{ code }]);
    expect(isFailure(answer.body)).toBe(true);
  });

  it("of another method is told which one there is", async () => {
    const server = await served();
    const get = await send(server, MESSAGES, undefined, {}, "GET");
    expect([get.status, get.headers["allow"], get.body?.errors[0]?.code]).toEqual([
      405,
      "POST",
      7001,
    ]);
    const top = await send(server, `${MESSAGES}?a=b`, undefined, {}, "HEAD");
    expect([top.status, top.text]).toEqual([405, ""]);
    const options = await send(server, `${MESSAGES}/pull`, undefined, {}, "OPTIONS");
    expect([options.status, options.headers["allow"], options.text]).toEqual([
      204,
      "POST, OPTIONS",
      "",
    ]);
    expect((await send(server, "*", undefined, {}, "OPTIONS")).status).toBe(404);
  });

  it("needs the emulator's own token", async () => {
    const server = await served({}, emulator({ token: TOKEN }));
    expect((await send(server, MESSAGES, PUSH)).status).toBe(200);
    for (const wrong of ["wrong", `${TOKEN}x`, TOKEN.slice(1), ""]) {
      const answer = await send(server, MESSAGES, PUSH, { authorization: `Bearer ${wrong}` });
      expect([answer.status, answer.body?.errors[0]?.code]).toEqual([403, 10000]);
    }
  });

  it("shares its connection with those before it", async () => {
    const { port } = await served();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<unknown>();
    for (const path of [MESSAGES, "/nowhere", MESSAGES]) {
      const headers = { authorization: "Bearer any" };
      const outgoing = httpRequest({
        host: "127.0.0.1",
        port,
        path,
        method: "POST",
        agent,
        headers,
      });
      outgoing.end(PUSH);
      const [incoming] = await once(outgoing, "response");
      sockets.add(incoming.socket);
      await textOf(incoming);
    }
    agent.destroy();
    expect(sockets.size).toBe(1);
  });

  it("is answered in order where several are sent at once", async () => {
    const { write, until } = await wire(await served());
    write(head(PUSH.length) + PUSH + head(PUSH.length) + PUSH);
    expect(await until('"backlog_count":2')).toMatch(/"backlog_count":1.*"backlog_count":2/s);
  });
});

describe("a body that is too long", () => {
  const long = JSON.stringify({ body: "x".repeat(5000), content_type: "text" });
  const limits = { bodyBytes: 1000 };
  it.each([
    ["a push", "", 10204],
    ["a batch", "/batch", 10205],
  ])("of %s is 413", async (_, path, code) => {
    const made = emulator();
    const server = await served({ limits }, made);
    const answer = await send(server, MESSAGES + path, long);
    expect([answer.status, answer.body?.errors[0]?.code]).toEqual([413, code]);
    expect(answer.body?.errors[0]?.message).toBe("The request body is longer than 1000 bytes.");
    expect(await made.statistics()).toEqual([]);
  });

  it("is taken up to the limit, which is above the service's own by default", async () => {
    const exact = await send(await served({ limits: { bodyBytes: long.length } }), MESSAGES, long);
    expect(exact.status).toBe(200);
    const huge = JSON.stringify({ body: "x".repeat(900_000), content_type: "text" });
    const { body } = await send(await served(), MESSAGES, huge);
    expect(body?.errors[0]?.message).toContain("message length of 900000 bytes");
  });

  it("is refused at once where far more is announced, and when far more has come", async () => {
    const server = await served({ limits });
    const announced = await wire(server);
    announced.write(head(1e9));
    expect(await announced.closed).toMatch(/^HTTP\/1\.1 413 .*connection: close/is);
    const coming = await wire(server);
    coming.write(head("chunked"));
    const chunk = "400\r\n" + "x".repeat(1024) + "\r\n";
    coming.write(chunk.repeat(8));
    expect(await coming.closed).toMatch(/^HTTP\/1\.1 413 .*connection: close/is);
  });
});

describe("a server", () => {
  it("says that its port is in use, and what to do", async () => {
    const { port } = await served();
    const error = await thrown(serve(emulator(), { port }));
    expect(error).toBeInstanceOf(ListenError);
    expect(error).toMatchObject({
      name: "ListenError",
      code: "EADDRINUSE",
      port,
      host: "127.0.0.1",
    });
    expect((error as Error).message).toMatch(/^port \d+ on 127\.0\.0\.1 is in use: .*another port/);
  });
  it.each([
    [{ host: "192.0.2.1" }, "EADDRNOTAVAIL", "not an address of this machine"],
    [{ host: "nowhere.invalid" }, /ENOTFOUND|EAI_AGAIN/, "nowhere.invalid"],
  ])("that can't listen on %j says so", async (options, code, told) => {
    const error = await thrown(serve(emulator(), options));
    expect(error).toMatchObject({ name: "ListenError", message: expect.stringContaining(told) });
    expect((error as ListenError).code).toMatch(code);
  });
  it.each([
    [{ port: -1 }, "port must be a whole number from 0 to 65535"],
    [{ host: "" }, "host must be a text"],
    [{ limits: { bodyBytes: 0 } }, "limits.bodyBytes must be"],
    [{ limits: { bodybytes: 1 } }, 'limits.bodybytes does not exist. Did you mean "bodyBytes"?'],
    [{ faults: "429" }, "429 needs a rate"],
  ])("refuses %j", async (options, told) => {
    await expect(serve(emulator(), options as object)).rejects.toThrow(told);
    await expect(serve(emulator(), options as object)).rejects.toBeInstanceOf(TypeError);
  });
  it("on every address is found on loopback", async () => {
    const { url, port } = await served({ host: "0.0.0.0" });
    expect(url).toBe(`http://127.0.0.1:${port}`);
  });
  it("has a page for people, unless it is told not to", async () => {
    const shown = await send(await served({ page: true }), "/", undefined, {}, "GET");
    expect([shown.status, shown.headers["content-type"]]).toEqual([
      200,
      expect.stringContaining("text/html"),
    ]);
    expect((await send(await served({ page: false }), "/", undefined, {}, "GET")).status).toBe(404);
  });
  it("guards the page with its token", async () => {
    const server = await served({ page: true, token: "secret" });
    const ask = (token: string): Promise<{ readonly status: number }> =>
      send(server, "/api/queues", undefined, { authorization: `Bearer ${token}` }, "GET");
    expect((await ask("wrong")).status).toBe(401);
    expect((await ask("secret")).status).toBe(200);
  });
});
