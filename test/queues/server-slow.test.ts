// Clients that are slow, go away, or send what is no request: each is cut, none leaves anything behind.
import { expect, it } from "vitest";
import { emulator, type Emulator } from "../../templates/cloudflare-queues/emulator.ts";
import { deferred, head, held, PUSH, send, served, wire, MESSAGES } from "./server-support.ts";

const limits = { headersMs: 40, requestMs: 80 };
const slowBody = { headersMs: 40, requestMs: 40 };
const slowHeader = { headersMs: 40, requestMs: 1e6 };

it.each([
  ["a body that never ends", slowBody, head(1000) + "{"],
  ["a chunked body that never ends", slowBody, head("chunked") + "2\r\n{}\r\n"],
  ["a header that never ends", slowHeader, "POST / HTTP/1.1\r\nhost: localhost\r\n"],
  ["a connection with hardly anything", slowHeader, "P"],
])("cuts %s, and says why", async (_, slow, text) => {
  const made = emulator();
  const server = await served({ limits: slow }, made);
  const { write, closed } = await wire(server);
  write(text);
  const received = await closed;
  expect(received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(received).toContain("The request took too long to arrive.");
  expect(await made.statistics()).toEqual([]);
  expect(server.underWay()).toBe(0);
});

it("does not cut an answer that takes its time", async () => {
  const { made, asked, letGo } = held();
  const server = await served({ limits }, made);
  const slow = await wire(server);
  slow.write(head(PUSH.length) + PUSH);
  await asked;
  // By the time that this one is cut, the other one has waited as long.
  const never = await wire(server);
  never.write(head(1000));
  await never.closed;
  letGo();
  expect(await slow.until('"success":true')).toMatch(/^HTTP\/1\.1 200 /);
});

it.each([
  ["in the middle of its body", head(1000) + "{"],
  ["in the middle of its header", "POST / HTTP/1.1\r\n"],
])("forgets a client that goes away %s", async (_, text) => {
  const made = emulator();
  const server = await served({}, made);
  const gone = await wire(server);
  gone.write(text);
  gone.socket.resetAndDestroy();
  await gone.closed;
  // Another client's request is answered, and a stop finds nothing to wait for.
  expect((await send(server, MESSAGES, PUSH)).status).toBe(200);
  await expect.poll(() => server.underWay()).toBe(0);
  expect(await made.statistics()).toMatchObject([{ backlogCount: 1 }]);
});

it("ends what it has begun for a client that goes away", async () => {
  const { promise: ended, resolve } = deferred();
  const { promise: begun, resolve: begin } = deferred();
  const made = emulator();
  const answer: Emulator["answer"] = (exchange) => {
    begin();
    return made.answer(exchange).finally(resolve);
  };
  const gone = await wire(await served({}, { ...made, answer }));
  gone.write(head(1000) + "{");
  await begun;
  gone.socket.resetAndDestroy();
  await ended;
});

it("carries out what a client sent before it went away", async () => {
  const { made, asked, letGo } = held();
  const server = await served({}, made);
  const gone = await wire(server);
  gone.write(head(PUSH.length) + PUSH);
  await asked;
  gone.socket.resetAndDestroy();
  await expect.poll(() => server.underWay()).toBe(0);
  letGo();
  expect(await made.statistics()).toMatchObject([{ backlogCount: 1 }]);
  await server.close();
});

it.each([
  ["what is no request", "hello\r\n\r\n", "400 Bad Request", "This is not an HTTP request."],
  [
    "a header that is too large",
    `POST / HTTP/1.1\r\nhost: localhost\r\nx: ${"x".repeat(20_000)}\r\n\r\n`,
    "431 Request Header Fields Too Large",
    "The header of the request is too large.",
  ],
])("answers %s in the envelope", async (_, text, status, message) => {
  const { write, closed } = await wire(await served());
  write(text);
  const received = await closed;
  expect(received.startsWith(`HTTP/1.1 ${status}\r\n`)).toBe(true);
  const body = received.slice(received.indexOf("{"));
  expect(JSON.parse(body)).toMatchObject({ success: false, errors: [{ message }] });
});

it("does not write into an answer that has begun", async () => {
  const { write, until, closed } = await wire(await served({ page: true }));
  write("GET /api/events HTTP/1.1\r\nhost: localhost\r\n\r\n");
  await until("text/event-stream");
  write("garbage\r\n\r\n");
  expect(await closed).not.toContain("HTTP/1.1 400");
});

it("takes no more connections than it may", async () => {
  const server = await served({ limits: { connections: 1 } });
  const first = await wire(server);
  const second = await wire(server);
  expect(await second.closed).toBe("");
  first.write(head(PUSH.length) + PUSH);
  expect(await first.until('"success":true')).toMatch(/^HTTP\/1\.1 200 /);
});

it("takes no more header lines than it may", async () => {
  const server = await served({ limits: { headers: 3 } });
  expect((await send(server, MESSAGES, PUSH)).status).toBe(431);
  expect((await send(await served({ limits: { headers: 4 } }), MESSAGES, PUSH)).status).toBe(200);
});
