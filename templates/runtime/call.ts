// A call: a promise of the result that also tells the response, or failures as values.
// It starts at once. It doesn't know how a request is sent; the connection does.
import type { ApiError } from "./errors.ts";
import type { CallOptions } from "./options.ts";
import type { Operation } from "./operation.ts";

/** The operation was carried out. */
export interface Success<T, Status extends number = number> {
  readonly ok: true;
  /** The HTTP status. */
  readonly status: Status;
  readonly data: T;
  /** The response; its body has been read. */
  readonly response: Response;
}

/** The API refused, or its answer can't be used: an ApiError either way. */
export interface Failure {
  readonly ok: false;
  /** The HTTP status; 2xx where the body alone makes it a failure. */
  readonly status: number;
  readonly error: ApiError;
  /** The response; its body has been read. */
  readonly response: Response;
}

/** What became of a call that was answered; `ok` tells which. */
export type Result<T> = Success<T> | Failure;

/** A running call whose successes differ by status: `S` tells what each of them gives. */
export interface CallOf<T, S extends Success<T>> extends Promise<T> {
  /** The data together with status and response (headers). Rejects as the call does. */
  withResponse(): Promise<S>;
  /** Gives an ApiError as a value. Rejects where there is no answer: see the other errors. */
  result(): Promise<S | Failure>;
}

/**
 * A running call: await it for its data, or use one of its methods, at once.
 *
 * @throws ApiError, ConnectionError, TimeoutError, ValidationError, or the reason of an abort.
 */
export interface Call<T> extends CallOf<T, Success<T>> {
  withResponse(): Promise<Success<T>>;
  result(): Promise<Result<T>>;
}

/** The values of path parameters, by wire name. */
export type PathValues = Readonly<Record<string, unknown>>;

/**
 * An API, a server and credentials: what every free operation takes first. It is opaque, and shows
 * no secret however it is printed. `Bound` are the parameters that it carries.
 */
export interface Connection<Bound extends string = never> {
  /** Used by `call` alone. */
  readonly "~send": (
    operation: Operation,
    path: PathValues,
    body: unknown,
    options: CallOptions | undefined,
  ) => Promise<Result<unknown>>;
  /** Never there: it tells connections apart by type. */
  readonly "~bound"?: (bound: Bound) => void;
}

/** Starts a call of an operation. What is wrong with its arguments rejects it. */
export function call<T, S extends Success<T> = Success<T>>(
  connection: Connection,
  operation: Operation,
  path: PathValues,
  body?: unknown,
  options?: CallOptions,
): CallOf<T, S> {
  const outcome = connection["~send"](operation, path, body, options) as Promise<S | Failure>;
  const data = outcome.then((result) => successOf(result).data);
  // Whoever takes one of these looks at `data` no more; its rejection would count as unhandled.
  const result = (): Promise<S | Failure> => {
    data.catch(() => undefined);
    return outcome;
  };
  return Object.assign(data, { result, withResponse: () => result().then(successOf) });
}

function successOf<S extends { readonly ok: true }>(result: S | Failure): S {
  if (result.ok) return result;
  throw result.error;
}
