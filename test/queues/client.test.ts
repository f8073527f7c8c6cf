// The generated client against the generated mock server, and against what the service answered in
// earlier years: no caller may break.
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ApiError, createClient, type Fetch, ValidationError } from "#api/index";
import { build } from "#api/fixtures";
import { mockServer } from "#api/mock";
import { connect, pull } from "#api/operations";

const apiToken = "Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY";
const accountId = "023e105f4ecef8ad9ca31a8372d0c353";
const queueId = "b01b5594f784d0165c2985833f5660dd";
const client = (fetch: Fetch): ReturnType<typeof connected> => connected(fetch);
const connected = (fetch: Fetch, onInvalidResponse?: (invalid: unknown) => void) =>
  createClient({ apiToken, accountId, fetch, ...(onInvalidResponse && { onInvalidResponse }) });
const answering =
  (body: unknown, status = 200): Fetch =>
  async () =>
    Response.json(body, { status });

describe("the client", () => {
  it("sends what the document says", async () => {
    const seen: unknown[] = [];
    const mock = mockServer();
    const { messages } = client(async (request) => {
      const { method, url } = request;
      seen.push([method, url, request.headers.get("authorization"), await request.clone().json()]);
      return mock.fetch(request);
    }).queues;
    await messages.push(queueId, {
      body: { hello: "world" },
      content_type: "json",
      delay_seconds: 10,
    });
    await messages.bulkPush(queueId, {
      messages: [{ body: "a", content_type: "text" }, { body: [1] }],
    });
    const pulled = await messages.pull(queueId, { batch_size: 50, visibility_timeout_ms: 6000 });
    const lease_id = pulled.messages![0]!.lease_id!;
    await messages.ack(queueId, {
      acks: [{ lease_id }],
      retries: [{ lease_id, delay_seconds: 600 }],
    });
    await messages.pull(queueId);
    const url = `https://api.cloudflare.com/client/v4/accounts/${accountId}/queues/${queueId}/messages`;
    const bearer = `Bearer ${apiToken}`;
    expect(seen).toEqual([
      ["POST", url, bearer, { body: { hello: "world" }, content_type: "json", delay_seconds: 10 }],
      [
        "POST",
        `${url}/batch`,
        bearer,
        { messages: [{ body: "a", content_type: "text" }, { body: [1] }] },
      ],
      ["POST", `${url}/pull`, bearer, { batch_size: 50, visibility_timeout_ms: 6000 }],
      [
        "POST",
        `${url}/ack`,
        bearer,
        { acks: [{ lease_id }], retries: [{ lease_id, delay_seconds: 600 }] },
      ],
      ["POST", `${url}/pull`, bearer, {}],
    ]);
  });

  it("sends e-mail and key instead of a token", async () => {
    const mock = mockServer();
    let headers: unknown;
    const cloudflare = createClient({
      apiEmail: "user@example.com",
      apiKey: "144c9defac04969c7bfad8efaa8ea194",
      fetch: (request) => {
        headers = [request.headers.get("x-auth-email"), request.headers.get("x-auth-key")];
        return mock.fetch(request);
      },
    });
    await cloudflare.queues.messages.pull(queueId, {}, { accountId });
    expect(headers).toEqual(["user@example.com", "144c9defac04969c7bfad8efaa8ea194"]);
    // @ts-expect-error: the client has no account, so each call must name one
    await expect(cloudflare.queues.messages.pull(queueId)).rejects.toThrow("accountId");
  });

  it("refuses misspelt options and mixed credentials by type", () => {
    // @ts-expect-error: misspelt
    createClient({ apiToken, accountID: accountId });
    // @ts-expect-error: a token or e-mail and key, not both
    createClient({ apiToken, apiEmail: "user@example.com", apiKey: "k", accountId });
    // @ts-expect-error: a key without its e-mail
    expect(() => createClient({ apiKey: "k", accountId })).toThrow(/apiToken.*apiEmail/);
  });

  it("refuses a request that breaks the document, with all issues", async () => {
    const refused = client(answering({})).queues.messages.pull(queueId, {
      batch_size: 0,
      visibility_timeout_ms: 1.5,
    });
    const error = await refused.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ValidationError);
    expect(
      (error as ValidationError).issues.map(({ pointer, keyword }) => [pointer, keyword]),
    ).toEqual([
      ["/batch_size", "minimum"],
      ["/visibility_timeout_ms", "type"],
    ]);
    await expect(client(answering({})).queues.messages.pull("")).rejects.toBeInstanceOf(
      ValidationError,
    );
  });

  it("shows no credential, however it is printed", () => {
    expect(inspect(client(answering({})), { depth: 10, showHidden: true })).not.toContain(apiToken);
    expect(JSON.stringify(client(answering({})))).not.toContain(apiToken);
  });

  it("throws what the API refuses, also with status 200", async () => {
    const failure = build.Failure({
      errors: [{ code: 10104, message: "The queue does not exist." }],
    });
    for (const status of [404, 200]) {
      const error = await client(answering(failure, status))
        .queues.messages.pull(queueId)
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ApiError);
      expect((error as ApiError).codes).toEqual([10104]);
    }
    const outcome = await client(answering(failure, 404)).queues.messages.pull(queueId).result();
    expect(outcome).toMatchObject({ ok: false, status: 404 });
  });

  it("gives the same through the free function", async () => {
    const connection = connect({ apiToken, accountId, fetch: mockServer().fetch });
    const { data, response } = await pull(connection, queueId).withResponse();
    expect([data.messages?.length, response.status]).toEqual([1, 200]);
  });
});

describe("what the service answered in earlier years", () => {
  const message = build.PulledMessage();
  const leases = { acks: [{ lease_id: "l" }] };

  it.each([
    ["a push without a result, 2025", { success: true, errors: [], messages: [] }, {}],
    [
      "a push with null for a result",
      { success: true, result: null, errors: [], messages: [] },
      {},
    ],
  ])("%s", async (_name, body, wanted) => {
    const reports: unknown[] = [];
    const cloudflare = connected(answering(body), (invalid) => reports.push(invalid));
    expect(await cloudflare.queues.messages.push(queueId, { body: 1 })).toEqual(wanted);
    expect(await cloudflare.queues.messages.bulkPush(queueId, { messages: [{ body: 1 }] })).toEqual(
      wanted,
    );
    expect(reports).toHaveLength(2);
  });

  it.each([
    ["a list of messages, 2024", [message], [message]],
    [
      "an object without metadata, 2025",
      { message_backlog_count: 1, messages: [message] },
      [message],
    ],
    [
      "messages without metadata",
      { messages: [{ ...message, metadata: null }] },
      [{ ...message, metadata: null }],
    ],
  ])("a pull that gives %s", async (_name, result, wanted) => {
    const remarks = [{ code: 1000, message: "a remark of 2024" }];
    const cloudflare = client(answering({ success: true, errors: [], messages: remarks, result }));
    const { messages = [] } = await cloudflare.queues.messages.pull(queueId);
    expect(messages).toEqual(wanted);
  });

  it("an ack whose warnings are a list, 2025", async () => {
    const reports: { readonly issues: readonly { readonly pointer: string }[] }[] = [];
    const result = { ackCount: 1, warnings: ["late"] };
    const cloudflare = connected(
      answering({ success: true, errors: [], messages: [], result }),
      (invalid) => reports.push(invalid as (typeof reports)[number]),
    );
    expect(await cloudflare.queues.messages.ack(queueId, leases)).toEqual(result);
    expect(reports.map(({ issues }) => issues.map(({ pointer }) => pointer))).toEqual([
      ["/result/warnings"],
    ]);
  });
});
