// What a server keeps of what it receives: no more of a body than it may have, and no connection once
// it stops.
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createNetServer, connect, type Socket } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it, onTestFinished } from "vitest";
import { BodyTooLarge, readBody } from "../../templates/cloudflare-queues/server/body.ts";
import { connectionsOf } from "../../templates/cloudflare-queues/server/connections.ts";

/** Collects what nothing refers to. */
async function collect(): Promise<void> {
  setFlagsFromString("--expose-gc");
  // What a weak reference was made for or asked for is kept until the turn is over.
  await setImmediate();
  (runInNewContext("gc") as () => void)();
}

it.each([
  ["keeps a body up to its limit", 4, [true, true, true, true]],
  ["keeps nothing of a body that is over its limit", 5, [false, false, false, false, false]],
])("%s", async (_, count, kept) => {
  const request = Object.assign(new EventEmitter(), { headers: {}, complete: false });
  const body = readBody(request as unknown as IncomingMessage, 4000);
  const receive = (): WeakRef<Uint8Array> => {
    const chunk = new Uint8Array(1000).fill(97);
    request.emit("data", chunk);
    return new WeakRef(chunk);
  };
  const chunks = Array.from({ length: count }, receive);
  await collect();
  expect(chunks.map((chunk) => chunk.deref() !== undefined)).toEqual(kept);
  request.complete = true;
  request.emit("end");
  if (count > 4) await expect(body).rejects.toBeInstanceOf(BodyTooLarge);
  else expect(await body).toBe("a".repeat(4000));
});

it("answers a request on a connection that comes while it stops, and closes that", async () => {
  const server = createServer();
  const connections = connectionsOf(server);
  server.on("request", (request, response) => {
    connections.begins(request, response);
    response.end("answered");
  });
  // Hands connections over, as they may still come in the moment in which a server stops.
  const door = createNetServer((socket: Socket) => server.emit("connection", socket));
  onTestFinished(() => void door.close());
  await once(door.listen(0, "127.0.0.1"), "listening");
  connections.retire();
  const client = connect((door.address() as { readonly port: number }).port, "127.0.0.1");
  onTestFinished(() => void client.destroy());
  client.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  expect(await textOf(client)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*connection: close.*answered/is);
});
