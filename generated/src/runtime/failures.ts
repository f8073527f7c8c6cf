// Which failure of which operation an error is, and what its body is then: for code that tells failures
// apart. A body that is not what the document says is no documented failure.
import { ApiError } from "./errors.ts";

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
