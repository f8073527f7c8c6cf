// A response and its body (undefined: it broke off) → what a call gives, or the ApiError that it is.
// It refuses no success: what is wrong with one is told to `onInvalid`.
import type { Result } from "./call.ts";
import { ApiError, type ApiProblem } from "./errors.ts";
import type { ApiDescription, Operation } from "./operation.ts";
import { atKey } from "./request.ts";
import type { Issue } from "./validate.ts";

/** Reads the answer to an operation. The body is validated only where `onInvalid` is given. */
export function readAnswer(
  { envelope }: ApiDescription,
  { id, response: json, read, emptyObject, bareList }: Operation,
  response: Response,
  text: unknown,
  onInvalid?: (issues: readonly Issue[], data: unknown) => void,
): Result<unknown> {
  const { ok, status } = response;
  // 204 and 205 have no content, whatever other successes have.
  const expected = status === 204 || status === 205 ? undefined : json;
  let body: unknown = text;
  let reason: string | undefined;
  try {
    if (!read || text === undefined) body = JSON.parse(text as string);
  } catch {
    if (text === undefined) reason = "its body broke off";
    else if (ok && expected) reason = "its body is not JSON";
  }
  const fields = Object(body) as Readonly<Record<string, unknown>>;
  const outer = expected?.enveloped ? envelope : undefined;
  if (!ok || reason || (outer && fields[outer.success!] === false)) {
    const error = new ApiError(id, response, body, problems(fields, envelope?.errors), reason);
    return { ok: false, status, error, response };
  }
  let data = outer ? fields[outer.result] : expected ? body : text || undefined;
  let missing: readonly Issue[] | undefined;
  if (emptyObject && (data === undefined || data === null)) {
    data = {};
    missing = outer && [
      { ...atKey(outer.result), keyword: "required", params: {}, message: "is required" },
    ];
  } else if (bareList && Array.isArray(data)) data = { [bareList]: data };
  if (onInvalid) {
    const issues = expected?.validate?.(body).issues ?? missing;
    if (issues) onInvalid(issues, data);
  }
  return { ok, status, data, response };
}

/** The envelope's errors; where it has none, the body itself if that carries a message. */
function problems(
  body: Readonly<Record<string, unknown>>,
  name: string | undefined,
): readonly ApiProblem[] {
  const list = body[name!];
  if (Array.isArray(list)) return list.filter((entry) => entry && typeof entry === "object");
  return typeof body["message"] === "string" ? [body] : [];
}
