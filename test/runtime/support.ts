// What the tests of the run time share: an API in small, a hand-cranked clock, and Fetches.
import type { Connection } from "../../templates/runtime/call.ts";
import { basic } from "../../templates/runtime/carriers.ts";
import { connect } from "../../templates/runtime/http.ts";
import type {
  ApiDescription,
  Fetch,
  Operation,
  Validate,
} from "../../templates/runtime/operation.ts";
import type { Clock, RuntimeOptions } from "../../templates/runtime/options.ts";
import { collect, type Collector, inside, report } from "../../templates/runtime/validate.ts";

export const TOKEN = "s3cr3t-t0ken-0123456789";

export function validator(check: Collector): Validate {
  return (value) => {
    const issues = collect(check, value);
    return issues.length > 0 ? { issues } : { value };
  };
}

export const ofType =
  (type: "string" | "number" | "object" | "boolean" | "array"): Collector =>
  (value, at) => {
    const found = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
    if (found !== type) report(at, "type", { type }, `must be ${type}, found ${found}`);
  };

/** An object with these properties; a name with `!` is required. */
export const shape =
  (properties: Readonly<Record<string, Collector>>): Collector =>
  (value, at) => {
    ofType("object")(value, at);
    for (const [key, check] of Object.entries(properties)) {
      const name = key.replace("!", "");
      const item = (Object(value) as Record<string, unknown>)[name];
      if (item !== undefined) inside(name, item, at, check);
      else if (key.endsWith("!"))
        inside(name, item, at, (_, place) => report(place, "required", {}, "is required"));
    }
  };

export const listOf =
  (check: Collector): Collector =>
  (value, at) => {
    ofType("array")(value, at);
    if (Array.isArray(value)) value.forEach((item, index) => inside(index, item, at, check));
  };

const [string, number, object] = [ofType("string"), ofType("number"), ofType("object")];

export const api: ApiDescription = {
  baseUrl: "https://api.example.com/v4",
  bound: { account_id: "accountId" },
  credentials: {
    apiToken: { in: "bearer" },
    apiEmail: { in: "header", name: "X-Auth-Email" },
    apiKey: { in: "header", name: "X-Auth-Key" },
    login: basic,
    key: { in: "query", name: "api_key" },
  },
  security: [["apiToken"], ["apiEmail", "apiKey"]],
  envelope: { result: "result", success: "success", errors: "errors" },
};

const parameters = { account_id: validator(string), queue_id: validator(string) };
const enveloped = (result: Collector): Operation["response"] => ({
  validate: validator(shape({ "success!": ofType("boolean"), messages: listOf(string), result })),
  enveloped: true,
});
const operation = (name: string, path: string, more: Partial<Operation>): Operation => ({
  id: `queues.messages.${name}`,
  method: "POST",
  path: `/accounts/{account_id}/queues/{queue_id}/messages${path}`,
  parameters,
  emptyObject: true,
  ...more,
});

export const push: Operation = operation("push", "", {
  body: { validate: validator(shape({ "body!": string, delay_seconds: number })), required: true },
  response: enveloped(shape({ metadata: object })),
});
export const pull: Operation = operation("pull", "/pull", {
  body: { validate: validator(shape({ batch_size: number })), required: false, emptyObject: true },
  response: enveloped(shape({ messages: listOf(shape({ "lease_id!": string })) })),
  bareList: "messages",
});
export const ack: Operation = operation("ack", "/ack", {
  body: { validate: validator(object), required: true },
  response: enveloped(shape({ ackCount: number, warnings: object })),
  idempotent: true,
});
/** Without an envelope, with a query and headers. */
export const list: Operation = {
  id: "list",
  method: "GET",
  path: "/things/{name}",
  parameters: { name: validator(string) },
  query: validator(shape({ limit: number, tags: listOf(string), filter: object })),
  headers: validator(shape({ "X-Trace": string })),
  response: { validate: validator(object) },
  security: [],
};

/** A clock that stands until it is cranked, and tells what still waits for it. */
export function handClock(now: number = Date.UTC(2026, 0, 1)): {
  readonly clock: Clock;
  readonly waiting: () => readonly number[];
  readonly advance: (ms: number) => Promise<void>;
} {
  let next = 1;
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  const clock: Clock = {
    now: () => now,
    setTimeout(run, ms) {
      timers.set(next, { at: now + ms, run });
      return next++;
    },
    clearTimeout: (timer) => void timers.delete(timer as number),
  };
  const advance = async (ms: number): Promise<void> => {
    await settled();
    now += ms;
    for (const [id, { at, run }] of [...timers]) {
      if (at <= now && timers.delete(id)) run();
    }
    await settled();
  };
  return { clock, waiting: () => [...timers.values()].map(({ at }) => at - now), advance };
}

/** Waits until nothing is left to do but what waits for a clock. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}
export function success(result: unknown): Response {
  return json({ success: true, errors: [], messages: [], result });
}
export function failure(status: number, headers: Record<string, string> = {}): Response {
  return json(
    { success: false, errors: [{ code: 10104, message: "Queue not found" }] },
    status,
    headers,
  );
}

/** Answers with one after the other, the last one again and again; keeps the requests. */
export function scripted(...answers: readonly (() => Response | Promise<Response>)[]): {
  readonly fetch: Fetch;
  readonly requests: Request[];
} {
  const requests: Request[] = [];
  return {
    requests,
    fetch: async (request) => answers[Math.min(requests.push(request), answers.length) - 1]!(),
  };
}

/** A Fetch that never answers and ignores its signal. */
export const silent: Fetch = () => new Promise(() => undefined);

export function open(
  options: RuntimeOptions & Readonly<Record<string, unknown>>,
): Connection<"accountId"> {
  return connect(api, { apiToken: TOKEN, accountId: "acc", ...options } as RuntimeOptions);
}

/** What a promise was rejected with. */
export async function thrown(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => Promise.reject(new Error(`not rejected: ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  );
}

/** A promise that is settled from outside. */
export function deferred<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
