// The options of clients and calls, and the events that a client tells of. Types only.
import type { ApiError, ConnectionError, TimeoutError } from "./errors.ts";
import type { Fetch } from "./operation.ts";
import type { Issue } from "./validate.ts";

/** A credential, or a function that gives it, called once for every attempt (a rotating token). */
export type Secret = string | (() => string | Promise<string>);

/** Headers by name. A list sends a header several times; `null` leaves a default header out. */
export type HeaderValues = Readonly<Record<string, HeaderValue | HeaderValue[] | null | undefined>>;
type HeaderValue = string | number | boolean;

/** Where time comes from. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** A failed attempt: what decides whether there is another one. */
export interface FailedAttempt {
  /** The operation's name: `pets.visits.list`. */
  readonly operation: string;
  /** Attempts made so far: 1 after the first one. */
  readonly attempt: number;
  /** Whether a repetition of the operation can do no harm. */
  readonly idempotent: boolean;
  readonly error: ApiError | ConnectionError | TimeoutError;
}

/** When and how often a failed attempt is repeated. */
export interface RetryOptions {
  /** Attempts after the first one. Default: 2; 0 repeats nothing. */
  readonly retries?: number;
  /**
   * The longest wait before the first repetition, in milliseconds; it doubles with each further
   * one. The wait is a random part of it. Default: 500.
   */
  readonly minDelayMs?: number;
  /** The longest wait before any repetition, in milliseconds. Default: 8000. */
  readonly maxDelayMs?: number;
  /**
   * The longest `Retry-After` that is waited for, in milliseconds; where a server asks for more,
   * its error is thrown at once. Default: 60,000.
   */
  readonly maxRetryAfterMs?: number;
  /**
   * What is repeated. Default: `"safe"`.
   * - `"safe"`: whatever can't have been carried out (429, 503 with `Retry-After`, a connection
   *   that never came about); timeouts, broken connections, answers whose body broke off and
   *   other 5xx only where a repetition of the operation can do no harm.
   * - `"always"`: all of these, for every operation. A request may be carried out twice.
   * - a function: whatever it says yes to.
   */
  readonly when?: "safe" | "always" | ((failure: FailedAttempt) => boolean);
}

/** What is validated, and what an invalid value leads to. */
export interface ValidateOptions {
  /** `"throw"`: an invalid request is refused before it is sent. Default: `"throw"`. */
  readonly request?: "throw" | "off";
  /**
   * `"report"`: an invalid response is told to `onInvalidResponse` and given all the same;
   * `"throw"`: it is a ValidationError that carries `data` and `response`. Default: `"report"`.
   */
  readonly response?: "report" | "throw" | "off";
}

/** A success whose body is not what the document says. */
export interface InvalidResponse {
  readonly operation: string;
  readonly issues: readonly Issue[];
  /** What the call gives. */
  readonly data: unknown;
}

/** What all events tell. */
export interface EventBase {
  readonly operation: string;
  /** 1 for the first attempt; 0 where the arguments of the call were refused. */
  readonly attempt: number;
  readonly method: string;
  /** Empty before the first request; without its query where a credential travels in that. */
  readonly url: string;
  /** Milliseconds since the attempt began. */
  readonly durationMs: number;
}
/** A request is about to be sent. */
export interface AttemptEvent extends EventBase {
  readonly type: "attempt";
}
/** A response was read, to its end or until it broke off; whatever its status. */
export interface AnswerEvent extends EventBase {
  readonly type: "answer";
  readonly status: number;
}
/** An attempt failed and is repeated after `delayMs`. */
export interface RetryEvent extends EventBase {
  readonly type: "retry";
  readonly delayMs: number;
  readonly error: unknown;
}
/** The call failed. */
export interface FailureEvent extends EventBase {
  readonly type: "failure";
  readonly error: unknown;
}
/** What happens in a call; without credentials, headers and bodies. */
export type CallEvent = AttemptEvent | AnswerEvent | RetryEvent | FailureEvent;

/** The options of a client of any API; credentials and bound parameters come on top. */
export interface RuntimeOptions {
  /** The server's address, without user information, query and fragment. Default: the document's. */
  readonly baseUrl?: string;
  /** Sends a request. Default: the global `fetch`. */
  readonly fetch?: Fetch;
  /** Headers of every request. */
  readonly headers?: HeaderValues;
  /** How long an attempt may take, in milliseconds; 0 or Infinity: for ever. Default: 60,000. */
  readonly timeoutMs?: number;
  /** A number is `retries`, `false` is 0. Default: 2 retries of what is safe to repeat. */
  readonly retry?: number | false | RetryOptions;
  readonly validate?: ValidateOptions;
  /** Is told of responses that are not what the document says. They are validated only for it. */
  readonly onInvalidResponse?: (invalid: InvalidResponse) => void;
  /** Is told of attempts, answers, retries and failures: for logging and tracing. */
  readonly onEvent?: (event: CallEvent) => void;
  /** Default: the global `Date`, `setTimeout` and `clearTimeout`. */
  readonly clock?: Clock;
  /** A number from 0 to 1 that spreads waits. Default: `Math.random`. */
  readonly random?: () => number;
}

/** Options of one call; they go before the client's. */
export interface CallOptions {
  /** Headers of this call, added to the client's. */
  readonly headers?: HeaderValues;
  /** Query parameters by name: lists are repeated (`a=1&a=2`), objects are `a[b]=1`. */
  readonly query?: object;
  /** Ends the call at any moment; the call rejects with the signal's own reason. */
  readonly signal?: AbortSignal;
  /** As in the client's options. */
  readonly timeoutMs?: number;
  /** As in the client's options; what it leaves out is the client's. */
  readonly retry?: number | false | RetryOptions;
  /** As in the client's options; what it leaves out is the client's. */
  readonly validate?: ValidateOptions;
}

/** The options as a rest parameter: required where one of them, not bound by the client, is. */
export type Remaining<Options, Missing extends string> = [Missing] extends [never]
  ? [options?: Options]
  : [options: Options & { readonly [Option in Missing]: string }];
