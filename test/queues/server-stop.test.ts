// A graceful stop: what is under way is answered, what waits is closed, what hangs is cut.
import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { deferred, head, held, MESSAGES, PUSH, send, served, wire } from "./server-support.ts";

const push = head(PUSH.length) + PUSH;

it("answers what is under way, and takes nothing new", async () => {
  const { made, asked, letGo } = held();
  const server = await served({}, made);
  const client = await wire(server);
  client.write(push);
  await asked;
  expect(server.underWay()).toBe(1);
  const stopped = server.close();
  const late = connect(server.port, "127.0.0.1");
  const [error] = (await once(late, "error")) as [NodeJS.ErrnoException];
  expect(error.code).toBe("ECONNREFUSED");
  letGo();
  expect(await client.closed).toMatch(/^HTTP\/1\.1 200 .*connection: close.*"backlog_count":1/is);
  await stopped;
});

it("lets a body come to its end", async () => {
  const server = await served();
  const client = await wire(server);
  client.write(head(PUSH.length) + PUSH.slice(0, 5));
  await expect.poll(() => server.underWay()).toBe(1);
  const stopped = server.close();
  client.write(PUSH.slice(5));
  expect(await client.closed).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
});

it("closes connections without a request, used ones and new ones", async () => {
  const server = await served();
  const [used, fresh] = [await wire(server), await wire(server)];
  used.write(push);
  await used.until('"success":true');
  await server.close();
  expect(await used.closed).toMatch(/^HTTP\/1\.1 200 /);
  expect(await fresh.closed).toBe("");
});

it("cuts what takes longer than it may", async () => {
  const { made, asked, letGo } = held();
  const server = await served({ limits: { stopMs: 20 } }, made);
  const client = await wire(server);
  client.write(push);
  await asked;
  await server.close();
  expect(await client.closed).toBe("");
  letGo();
});

it("does not wait for what is never answered", async () => {
  const { promise: asked, resolve } = deferred();
  const random = (): number => (resolve(), 0);
  const server = await served({ faults: "timeout:1", random, limits: { stopMs: 1e9 } });
  const client = await wire(server);
  client.write(push);
  await asked;
  await server.close();
  expect(await client.closed).toBe("");
});

it("ends the event streams of the page", async () => {
  const server = await served({ page: true, limits: { stopMs: 1e9 } });
  const client = await wire(server);
  client.write("GET /api/events HTTP/1.1\r\nhost: localhost\r\n\r\n");
  await client.until("text/event-stream");
  await server.close();
  expect(await client.closed).toMatch(/^HTTP\/1\.1 200 /);
});

it("can be asked for twice, and comes with `await using`", async () => {
  const server = await served();
  await send(server, MESSAGES, PUSH);
  {
    await using again = server;
    expect(again.close()).toBe(server.close());
  }
  await server.close();
});
