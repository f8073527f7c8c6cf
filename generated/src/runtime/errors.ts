// The errors of a call: one small family, recognised by a brand, because each class exists once in
// every package made from these templates. They hold no credential and no request.
import type { Issue } from "./validate.ts";

const BRAND = "~onespec";

type Branded = { readonly [BRAND]?: string } | null | undefined;

class CallError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    const name = (this.prototype as Branded)?.[BRAND];
    // A subclass made by somebody else has no brand of its own, and is recognised as usual.
    return Object.hasOwn(this.prototype, BRAND)
      ? (value as Branded)?.[BRAND] === name
      : super[Symbol.hasInstance](value);
  }
  /** The operation's name: `pets.visits.list`. */
  declare readonly operation: string;
  constructor(
    operation: string,
    text: string,
    fields: object,
    response?: Response,
    cause?: unknown,
  ) {
    super(`${operation} ${text}`, cause ? { cause } : {});
    Object.assign(this, { operation }, fields);
    // It is not printed with the error: its URL would be, and a credential may travel in that.
    Object.defineProperty(this, "response", { value: response });
  }
}

function brand(type: { readonly prototype: Error }, name: string): void {
  Object.assign(type.prototype, { name, [BRAND]: name });
}

/** One error as the API tells it, with whatever else the API says about it. */
export interface ApiProblem {
  readonly code?: number | string;
  readonly message?: string;
  readonly [property: string]: unknown;
}

/**
 * The API answered with a failure: a status other than 2xx (redirects are not followed), or a body
 * that says so itself, is not JSON, or broke off while it was read.
 */
export class ApiError extends CallError {
  static {
    brand(this, "ApiError");
  }
  /** The HTTP status; 2xx where the body alone makes it a failure. */
  declare readonly status: number;
  /** What the API says, in its order; empty where it says nothing that can be read. */
  declare readonly errors: readonly ApiProblem[];
  /** The parsed body, its text where it is not JSON, or undefined where it broke off. */
  declare readonly body: unknown;
  /** The response; its body has been read. */
  declare readonly response: Response;
  constructor(
    operation: string,
    response: Response,
    body: unknown,
    errors: readonly ApiProblem[] = [],
    reason: string = errors.map(describe).join("; "),
  ) {
    const { status } = response;
    const text = `failed with status ${status}${reason && `: ${reason}`}`;
    super(operation, text, { status, errors, body }, response);
  }
  /** The headers of the response. */
  get headers(): Headers {
    return this.response.headers;
  }
  /** The codes of `errors`: `error.codes.includes(4711)`. */
  get codes(): readonly (number | string)[] {
    return this.errors.flatMap(({ code }) => code ?? []);
  }
}

function describe({ code, message = "" }: ApiProblem): string {
  return code === undefined ? message : `${message} (${code})`;
}

/** No answer came: no connection, a reset, a name that is not found. */
export class ConnectionError extends CallError {
  static {
    brand(this, "ConnectionError");
  }
  /** Whether the request provably never reached the server: repeating it is harmless then. */
  declare readonly neverSent: boolean;
  /** `cause` is what was thrown, where it can be shown without showing a credential. */
  constructor(operation: string, neverSent: boolean, cause?: unknown) {
    super(operation, "got no answer", { neverSent }, undefined, cause);
  }
}

/** An attempt took longer than `timeoutMs`. The server may have carried it out. */
export class TimeoutError extends CallError {
  static {
    brand(this, "TimeoutError");
  }
  /** Milliseconds. */
  declare readonly timeoutMs: number;
  constructor(operation: string, timeoutMs: number) {
    super(operation, `got no answer in ${timeoutMs} ms`, { timeoutMs });
  }
}

/** An issue, and the part of the request that it is in (absent: in the response). */
export interface CallIssue extends Issue {
  readonly in?: "path" | "query" | "headers" | "cookies" | "body";
}

/** A request that was refused before it was sent, or a response where `validate` asks for this. */
export class ValidationError extends CallError {
  static {
    brand(this, "ValidationError");
  }
  declare readonly where: "request" | "response";
  /** Everything that is wrong; the message tells the first five. */
  declare readonly issues: readonly CallIssue[];
  /** What the call would have given (of responses). */
  declare readonly data: unknown;
  /** The response; its body has been read (of responses). */
  declare readonly response: Response | undefined;
  constructor(
    operation: string,
    issues: readonly CallIssue[],
    response?: Response,
    data?: unknown,
  ) {
    const where = response ? "response" : "request";
    const told = issues
      .slice(0, 5)
      .map((issue) => `${issue.in ?? ""}${issue.pointer} ${issue.message}`);
    super(
      operation,
      `has an invalid ${where}: ${told.join("; ")}`,
      { where, issues, data },
      response,
    );
  }
}

/** An ApiError with a status and the body that is documented for it. */
export type Failed<Status, Body> = ApiError & {
  readonly status: Status extends number ? Status : number;
  readonly body: Body;
};

/**
 * Whether an error is an operation's failure with a documented status (`404`, `"4XX"`, or
 * `"default"`: any other) and body.
 */
export type FailureGuard<Bodies> = <Status extends keyof Bodies>(
  error: unknown,
  status: Status,
) => error is Failed<Status, Bodies[Status]>;

type Test<Body> = (body: unknown) => body is Body;

/** A guard of the failures of an operation, by the tests of their bodies. */
export function failureGuard<Bodies>(
  operation: string,
  tests: { readonly [Status in keyof Bodies]: readonly Test<Bodies[Status]>[] },
): FailureGuard<Bodies> {
  const byStatus = tests as Readonly<Record<string, readonly Test<unknown>[] | undefined>>;
  return (error, status): error is Failed<typeof status, Bodies[typeof status]> => {
    if (!(error instanceof ApiError) || error.operation !== operation) return false;
    const range = `${String(error.status)[0]}XX`;
    const key = byStatus[error.status] ? String(error.status) : byStatus[range] ? range : "default";
    const { body } = error;
    return key === String(status) && !!byStatus[key]?.some((test) => test(body));
  };
}

export function isAnyText(body: unknown): body is string {
  return typeof body === "string";
}

export function isAnyBlob(body: unknown): body is Blob {
  return body instanceof Blob;
}

/** No body, or an empty one. */
export function isNothing(body: unknown): body is "" | undefined {
  return body === "" || body === undefined;
}
