// What a failed request says about the messages in it. Pure. When in doubt they are "unknown":
// a message that is taken for lost and sent again is enqueued twice, without an error.
import { ApiError, ConnectionError, ValidationError } from "../../runtime/errors.ts";
import type { BatchOutcome } from "./batch-error.ts";

/**
 * What became of the messages of a request that failed with this. It holds for the last attempt, and
 * for those before it because only what can't have been carried out is repeated.
 */
export function fateOf(error: unknown): keyof BatchOutcome {
  // An invalid answer is still the answer of a push that worked.
  if (error instanceof ValidationError) return error.where === "request" ? "refused" : "accepted";
  if (error instanceof ConnectionError) return error.neverSent ? "notSent" : "unknown";
  return error instanceof ApiError && isRefusal(error) ? "refused" : "unknown";
}

/** A server that fails, or says 200 and then nothing that can be read, may have done its work. */
function isRefusal({ status, body, headers }: ApiError): boolean {
  if (status < 300) return Object(body).success === false;
  return status < 500 || (status === 503 && headers.has("retry-after"));
}
