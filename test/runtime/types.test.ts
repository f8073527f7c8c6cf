// What emitted functions look like by type: a bound parameter may be left out, another one not.
// The compiler is the test; nothing is sent.
import { expect, it } from "vitest";
import { type Call, call, type Connection, type Result } from "../../templates/runtime/call.ts";
import { connect as connectTo } from "../../templates/runtime/http.ts";
import type {
  CallOptions,
  Remaining,
  RuntimeOptions,
  Secret,
} from "../../templates/runtime/options.ts";
import { api, pull as pullOperation, success } from "./support.ts";

type Options = RuntimeOptions & { readonly apiToken: Secret };
interface Request {
  batch_size?: number;
}
interface Pulled {
  messages?: readonly string[];
}
interface PullOptions extends CallOptions {
  readonly accountId?: string;
  readonly query?: { readonly limit?: number };
  readonly headers?: { readonly "x-a"?: string } & CallOptions["headers"];
}

function connect(options: Options & { accountId?: undefined }): Connection<never>;
function connect(options: Options & { accountId: string }): Connection<"accountId">;
function connect(options: Options & { accountId?: string | undefined }): Connection<"accountId"> {
  return connectTo(api, options);
}
function pull<Bound extends string>(
  connection: Connection<Bound>,
  queueId: string,
  body?: Request,
  ...[options]: Remaining<PullOptions, Exclude<"accountId", Bound>>
): Call<Pulled> {
  return call(connection, pullOperation, { queue_id: queueId }, body, options);
}

it("demands what the client has not bound", async () => {
  const fetch = async (): Promise<Response> => success({ messages: [] });
  const bound = connect({ apiToken: "t", accountId: "a", fetch });
  const free = connect({ apiToken: async () => "t", fetch });
  const call: Call<Pulled> = pull(bound, "q");
  const { messages = [] } = await call;
  const result: Result<Pulled> = await pull(
    free,
    "q",
    {},
    { accountId: "a", retry: false },
  ).result();
  if (result.ok) expect(result.data.messages).toEqual(messages);
  const unbound: Connection = bound;
  expect(unbound).toBe(bound);

  const never = (): void => {
    // @ts-expect-error accountId is missing
    void pull(free, "q");
    // @ts-expect-error accountId is missing
    void pull(free, "q", {}, {});
    // @ts-expect-error it is not bound
    void ((): Connection<"accountId"> => free)();
    // @ts-expect-error a misspelt option
    connect({ apiToken: "t", acountId: "a" });
    // @ts-expect-error a misspelt option of the call
    void pull(bound, "q", {}, { timeout: 1 });
    void pull(bound, "q", {}, { query: { limit: 1 }, headers: { "x-a": "1", other: null } });
  };
  expect(never).toBeTypeOf("function");
});
