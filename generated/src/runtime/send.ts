// One call: its request, checked once; attempts, until one succeeds or none is worth another; and
// what its listeners are told. Closures over the call, because bundles are small that way.
import { readAnswer } from "./answer.ts";
import type { PathValues, Result } from "./call.ts";
import { authorise, chooseCredentials, isHarmless } from "./credentials.ts";
import { ConnectionError, TimeoutError, ValidationError } from "./errors.ts";
import type { ApiDescription, OnInvalid, Operation, Payload, Sent } from "./operation.ts";
import type { CallEvent, CallOptions, EventBase, RuntimeOptions } from "./options.ts";
import { bindPath, checkRequest, makeRequest } from "./request.ts";
import { neverSent, policyOf, retryDelay } from "./retry.ts";
import { pause, within } from "./within.ts";

type Named = Readonly<Record<string, unknown>>;

/** What a connection holds: the options that its client was given, by name. */
export type Given = RuntimeOptions & Named & { readonly baseUrl: string };

/** The body is undefined where it broke off. */
type Answer = readonly [response: Response, body: unknown, operation: Operation];

type Details<E> = E extends CallEvent ? Omit<E, keyof EventBase> : never;

export async function send(
  api: ApiDescription,
  options: Given,
  operation: Operation,
  given: PathValues,
  body: unknown,
  call: CallOptions = {},
): Promise<Result<unknown>> {
  const { clock, onEvent, onInvalidResponse, random = Math.random } = options;
  const time = clock ?? Date;
  const timers = clock ?? globalThis;
  const { id, method, idempotent = false, wire } = operation;
  const { signal, timeoutMs = options.timeoutMs ?? 60_000 } = call;
  const validate = { ...options.validate, ...call.validate };
  const throws = validate.response === "throw";
  let start = time.now();
  let attempt = 0;
  let url = "";
  let sent: Sent;

  const tell = (event: Details<CallEvent>): void => {
    if (onEvent)
      notify(onEvent, {
        operation: id,
        attempt,
        method,
        url,
        durationMs: time.now() - start,
        ...event,
      });
  };

  const prepare = (): ((inner: AbortSignal) => Promise<Answer>) => {
    const option = (name: string): unknown => (call as Named)[name] ?? options[name];
    const path = bindPath(api, operation, given, option);
    const content = body === undefined && operation.body?.emptyObject ? {} : body;
    const check = wire?.validate ?? checkRequest;
    const issues = check(operation, path, content, call, validate.request !== "off");
    if (issues.length > 0) throw new ValidationError(id, issues);
    const names = chooseCredentials(operation.security ?? api.security, options, id);
    const text = wire ? wire.encode(operation, content) : JSON.stringify(content);
    return async (inner) => {
      const authorisation = await authorise(api, names, options);
      sent = await text;
      const { secrets } = authorisation;
      // Where the call has ended meanwhile, a Fetch that ignores its signal must not be asked.
      inner.throwIfAborted();
      const make = wire?.make ?? makeRequest;
      const request = make(options, operation, path, sent, call, authorisation, inner);
      url = request.url;
      if (!isHarmless(url, secrets)) url = url.split("?")[0]!;
      tell({ type: "attempt" });
      try {
        const response = await (options.fetch ?? fetch)(request);
        const found = operation.choose?.(response, call, listener(response)) ?? operation;
        const text = found.read?.() ?? response.text();
        return [response, await text.catch(() => undefined), found];
      } catch (thrown) {
        throw new ConnectionError(id, neverSent(thrown), isHarmless(thrown, secrets) && thrown);
      }
    };
  };

  const listener = (response: Response): OnInvalid | undefined =>
    throws || (validate.response !== "off" && onInvalidResponse)
      ? (issues, data) => {
          if (throws) throw new ValidationError(id, issues, response, data);
          notify(onInvalidResponse!, { operation: id, issues, data });
        }
      : undefined;

  const read = ([response, body, found]: Answer): Result<unknown> => {
    tell({ type: "answer", status: response.status });
    return readAnswer(api, found, response, body, listener(response));
  };

  try {
    const exchange = prepare();
    for (;;) {
      attempt++;
      start = time.now();
      const late = (): TimeoutError => new TimeoutError(id, timeoutMs);
      const answer = within(timers, signal, exchange, timeoutMs, late);
      const outcome = await answer.then(read, unanswered);
      if (outcome.ok) return outcome;
      const { error } = outcome;
      const policy = { ...policyOf(options.retry), ...policyOf(call.retry) };
      const failure = { operation: id, attempt, idempotent, error };
      // A stream can't be sent again.
      const once = (sent as Payload | undefined)?.once;
      const delayMs = once ? undefined : retryDelay(failure, policy, random, time.now());
      if (delayMs === undefined) {
        if (!outcome.response) throw error;
        tell({ type: "failure", error });
        return outcome;
      }
      tell({ type: "retry", delayMs, error });
      await pause(timers, signal, delayMs);
    }
  } catch (error) {
    tell({ type: "failure", error });
    throw error;
  }
}

interface Unanswered {
  readonly ok: false;
  readonly error: ConnectionError | TimeoutError;
  readonly response?: undefined;
}

/** Whatever else was thrown ends the call: an abort, a credential that can't be had. */
function unanswered(error: unknown): Unanswered {
  if (error instanceof ConnectionError || error instanceof TimeoutError)
    return { ok: false, error };
  throw error;
}

/** Calls a listener; what it throws breaks neither the call nor the process, and is printed. */
function notify<T>(listener: (value: T) => unknown, value: T): void {
  new Promise((resolve) => resolve(listener(value))).catch(console.error);
}
