// Who is listened to: no page of another site, under no name of its own, may reach the emulator
// through somebody's browser.
import { describe, expect, it } from "vitest";
import { emulator } from "../../templates/cloudflare-queues/emulator.ts";
import type { Refused, ServerOptions } from "../../templates/cloudflare-queues/server.ts";
import { hostCheck } from "../../templates/cloudflare-queues/server/hosts.ts";
import { MESSAGES, PUSH, send, served, wire } from "./server-support.ts";

describe("the Host of a request", () => {
  it.each([
    ["127.0.0.1:4010", true],
    ["127.0.0.1", true],
    ["127.1.2.3:1", true],
    ["localhost:4010", true],
    ["LocalHost.", true],
    ["queues.localhost", true],
    ["[::1]:4010", true],
    ["evil.test", false],
    ["evil.test:4010", false],
    ["localhost.evil.test", false],
    ["evil-localhost", false],
    ["127.0.0.1.evil.test", false],
    ["192.168.1.5", false],
    ["[fe80::1]", false],
    ["user@localhost", false],
    ["localhost/x", false],
    ["localhost:4010:1", false],
    ["localhost:evil", false],
    ["", false],
    [undefined, false],
  ])("%j: %s", (header, isOwn) => {
    expect(hostCheck("127.0.0.1", [])(header)).toBe(isOwn);
  });
  it.each([
    ["0.0.0.0", [], "192.168.1.5:4010", true],
    ["::", [], "[fe80::1]:4010", true],
    ["0.0.0.0", [], "emulator:4010", false],
    ["0.0.0.0", ["emulator"], "Emulator:4010", true],
    ["192.168.1.5", [], "192.168.1.5:4010", true],
    ["192.168.1.5", [], "192.168.1.6:4010", false],
    ["emulator.test", [], "emulator.test", true],
    ["fe80::1", [], "[FE80::1]:4010", true],
  ])("on %s with %j: %j: %s", (host, allowed, header, isOwn) => {
    const check = hostCheck(host, allowed);
    expect([check(header), check(header), check("evil.test")]).toEqual([isOwn, isOwn, false]);
  });
});

const JSON_TYPE = { "content-type": "application/json" };

async function ask(
  headers: Readonly<Record<string, string>>,
  {
    method = "POST",
    path = MESSAGES,
    ...options
  }: ServerOptions & { method?: string; path?: string } = {},
): Promise<{
  readonly status: number;
  readonly refused: readonly Refused[];
  readonly pushed: number;
}> {
  const refused: Refused[] = [];
  const made = emulator();
  const server = await served({ ...options, onRefused: (one) => refused.push(one) }, made);
  const own = { ...headers };
  if (own["origin"] === "own") own["origin"] = server.url;
  const { status, body } = await send(
    server,
    path,
    method === "POST" ? PUSH : undefined,
    own,
    method,
  );
  if (refused.length > 0) expect(body).toMatchObject({ success: false, result: null });
  return { status, refused, pushed: (await made.statistics()).length };
}

describe("a request", () => {
  it("for a foreign host is refused and told of, wherever it goes", async () => {
    const refused = [{ kind: "host", value: "evil.test:80" }];
    const headers = { host: "evil.test:80" };
    expect(await ask(headers)).toEqual({ status: 403, refused, pushed: 0 });
    expect(await ask(headers, { method: "GET", path: "/", page: true })).toMatchObject({
      status: 403,
      refused,
    });
  });
  it("for a host that is allowed is answered", async () => {
    const allowed = { allowedHosts: ["queues.test"] };
    expect(await ask({ host: "queues.test:80" }, allowed)).toEqual({
      status: 200,
      refused: [],
      pushed: 1,
    });
  });
  it("without a Host is refused", async () => {
    const { write, until } = await wire(await served());
    write("GET / HTTP/1.0\r\n\r\n");
    expect(await until("The request has no Host.")).toMatch(/^HTTP\/1\.1 403 /);
  });

  it.each([
    ["of no browser, without a content type", {}, 200],
    ["of no browser, as a form", { "content-type": "text/plain" }, 200],
    ["of the page", { origin: "own", "sec-fetch-site": "same-origin", ...JSON_TYPE }, 200],
    [
      "of the page, with a charset",
      { origin: "own", "content-type": "application/json; charset=utf-8" },
      200,
    ],
    ["that a person has typed", { "sec-fetch-site": "none", ...JSON_TYPE }, 200],
    ["of the page, as a form", { origin: "own", "content-type": "text/plain" }, 415],
    ["of the page, without a content type", { origin: "own" }, 415],
    [
      "of a browser without Origin, as a form",
      { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
      415,
    ],
    [
      "of a form of another site",
      { origin: "http://evil.test", "content-type": "text/plain" },
      403,
    ],
    ["of another site", { origin: "http://evil.test", ...JSON_TYPE }, 403],
    ["of another port", { origin: "http://localhost:3000", ...JSON_TYPE }, 403],
    ["of a sandboxed frame or a file", { origin: "null", ...JSON_TYPE }, 403],
    ["of another site, without Origin", { "sec-fetch-site": "cross-site", ...JSON_TYPE }, 403],
    ["of another port, without Origin", { "sec-fetch-site": "same-site", ...JSON_TYPE }, 403],
  ])("%s: %j is %i", async (_, headers, status) => {
    const answer = await ask(headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.pushed).toBe(status === 200 ? 1 : 0);
    expect(answer.refused.map(({ kind }) => kind)).toEqual(
      { 200: [], 403: ["origin"], 415: ["contentType"] }[status],
    );
  });

  const cross = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  it.each([
    ["a link of another site", { ...cross, "sec-fetch-dest": "document" }, 200],
    ["a frame of another site", { ...cross, "sec-fetch-dest": "iframe" }, 403],
    [
      "an image of another site",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
      403,
    ],
    ["a stream of another site", { origin: "http://evil.test" }, 403],
  ])("for the page from %s", async (_, headers, status) => {
    const options = { method: "GET", path: "/", page: true };
    expect((await ask(headers as Record<string, string>, options)).status).toBe(status);
  });

  it("that a form of another site sends is no link to the page", async () => {
    const form = { ...cross, "sec-fetch-dest": "document", ...JSON_TYPE };
    expect(await ask(form)).toMatchObject({
      status: 403,
      refused: [{ kind: "origin" }],
      pushed: 0,
    });
  });
});
