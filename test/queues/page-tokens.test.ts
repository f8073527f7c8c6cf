// Whose token opens what under `/api`: a queue's own for its messages, and both for a redrive.
import { expect, it } from "vitest";
import {
  emulator,
  type Emulator,
  type EmulatorOptions,
} from "../../templates/cloudflare-queues/emulator.ts";
import type { ServerOptions } from "../../templates/cloudflare-queues/server.ts";
import type { MessagesView } from "../../templates/cloudflare-queues/server/page-views.ts";
import { PUSH, served } from "./server-support.ts";

const QUEUES = [
  { name: "mail", id: "f00", token: "secret" },
  { name: "post", token: "other" },
  { name: "open" },
];

/** A server whose page asks for tokens, with one message in each queue. */
async function begun(options: EmulatorOptions = {}, server: ServerOptions = {}) {
  const made = emulator({ queues: QUEUES, ...options });
  for (const { name, token = options.token ?? "any" } of QUEUES) await push(made, name, token);
  const { url } = await served({ page: true, ...server }, made);
  const ask = async (path: string, token?: string): Promise<readonly [number, unknown]> => {
    const headers = new Headers(token === undefined ? {} : { authorization: `Bearer ${token}` });
    const response = await fetch(`${url}/api/${path}`, { headers });
    return [response.status, await response.json()];
  };
  const move = async (
    from: string,
    to: string,
    token?: string,
    target?: string,
  ): Promise<readonly [number, unknown]> => {
    const response = await fetch(`${url}/api/queues/${from}/redrive`, {
      method: "POST",
      body: JSON.stringify({ to, ids: "all" }),
      headers: {
        "content-type": "application/json",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(target !== undefined && { "x-target-token": target }),
      },
    });
    return [response.status, await response.json()];
  };
  return { made, ask, move };
}

async function push(made: Emulator, queue: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const url = `http://here/accounts/a/queues/${queue}/messages`;
  const answer = await made.fetch(new Request(url, { method: "POST", body: PUSH, headers }));
  expect(answer.status).toBe(200);
}

const refused = (queue?: string) => {
  const whose = queue === undefined ? "" : ` for the queue "${queue}"`;
  return [401, { error: `The token${whose} is missing or wrong.` }];
};

it.each(["mail", "f00", "%6dail"])("%s shows its messages to its own token alone", async (name) => {
  const { ask } = await begun({ token: "general" }, { token: "page" });
  for (const wrong of [undefined, "wrong", "secre", "secrets", "general", "page", "other"]) {
    expect(await ask(`queues/${name}/messages`, wrong)).toEqual(refused(decodeURIComponent(name)));
  }
  const [status, view] = await ask(`queues/${name}/messages`, "secret");
  expect([status, (view as MessagesView).messages.length]).toEqual([200, 1]);
});

it("a queue without a token of its own is open where there is no other one", async () => {
  const { ask } = await begun();
  expect((await ask("queues/open/messages"))[0]).toBe(200);
  expect((await ask("queues"))[0]).toBe(200);
  expect(await ask("queues/mail/messages")).toEqual(refused("mail"));
});

it("the overview tells of queues with tokens, and never a token", async () => {
  const { ask } = await begun({ token: "general" });
  const [, overview] = await ask("queues", "general");
  expect(overview).toMatchObject({ queues: [{ hasToken: true }, {}, { hasToken: false }] });
  expect(JSON.stringify(overview)).not.toMatch(/secret|other|general/);
});

it.each([
  ["mail", "open", undefined, undefined, "mail"],
  ["mail", "open", "other", "secret", "mail"],
  ["f00", "open", undefined, undefined, "f00"],
  ["open", "mail", undefined, undefined, "mail"],
  ["open", "f00", undefined, "wrong", "f00"],
  ["mail", "post", "secret", undefined, "post"],
  ["mail", "post", "secret", "secret", "post"],
  ["mail", "post", "other", "other", "mail"],
] as const)(
  "redrive from %s to %s with %s and %s is refused for %s",
  async (from, to, token, target, whose) => {
    const { made, move } = await begun();
    expect(await move(from, to, token, target)).toEqual(refused(whose));
    expect((await made.statistics()).map(({ backlogCount }) => backlogCount)).toEqual([1, 1, 1]);
  },
);

it.each([
  ["mail", "open", "secret", undefined],
  ["open", "mail", undefined, "secret"],
  ["open", "mail", "secret", undefined],
  ["mail", "post", "secret", "other"],
] as const)("redrive from %s to %s is done with %s and %s", async (from, to, token, target) => {
  const { move } = await begun();
  expect(await move(from, to, token, target)).toEqual([200, { moved: 1 }]);
});

it("redrive needs the general token for a target without one of its own", async () => {
  const { move } = await begun({ token: "general" });
  expect(await move("mail", "open", "secret")).toEqual(refused("open"));
  expect(await move("mail", "open", "secret", "general")).toEqual([200, { moved: 1 }]);
});

it.each([
  ["the emulator's token", {}, "general", "page"],
  ["the page's own token, which goes before it,", { token: "page" }, "page", "general"],
])("the page asks for %s", async (_, server, right, wrong) => {
  const { ask } = await begun({ token: "general" }, server);
  for (const path of ["queues", "events"]) {
    for (const one of [undefined, wrong, "secret"]) expect(await ask(path, one)).toEqual(refused());
  }
  expect(await ask("queues/open/messages", wrong)).toEqual(refused("open"));
  expect((await ask("queues/open/messages", right))[0]).toBe(200);
  expect((await ask("queues", right))[0]).toBe(200);
});

it("an emulator says whether a token will do", () => {
  const { admits } = emulator({ token: "general", queues: QUEUES });
  expect(admits(undefined, "general")).toBe(true);
  expect(admits("open", "general")).toBe(true);
  expect(admits("unknown", "general")).toBe(true);
  expect(admits("mail", "secret")).toBe(true);
  for (const queue of [undefined, "open", "unknown", "mail"]) {
    for (const token of [undefined, "", "wrong"]) expect(admits(queue, token)).toBe(false);
  }
  expect(admits("mail", "general")).toBe(false);
  expect(emulator().admits(undefined, undefined)).toBe(true);
});
