// Failures in the API's own words: a fixture of the status, told what was wrong.
import type { ApiDescription } from "./operation.ts";
import type { Issue } from "./validate.ts";

/** Bodies of failures by status: `404`, `4XX` or `default`. */
export type FailureBodies = Readonly<Record<string, unknown>>;

type Properties = Readonly<Record<string, unknown>>;

/** Each issue as a text: `/visits/0/date: is required`. */
export function describeIssues(issues: readonly Issue[]): readonly string[] {
  return issues.map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message));
}

/** The body of a failure; its errors are replaced by the messages, if there are any. */
export function failureBody(
  { envelope }: ApiDescription,
  failures: FailureBodies,
  status: number,
  messages: readonly string[],
): unknown {
  const fixture = bodyFor(failures, status) ?? (envelope?.success && { [envelope.success]: false });
  if (messages.length === 0 && fixture !== undefined) return fixture;
  const properties = Object(fixture) as Properties;
  if (envelope?.errors === undefined) return { ...properties, message: messages.join("; ") };
  const list = properties[envelope.errors];
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const errors = messages.map((message) => ({ ...Object(first), message }) as Properties);
  return { ...properties, [envelope.errors]: errors };
}

/** The fixture of a status, else that of its range, else the default one. */
export function bodyFor(failures: FailureBodies, status: number): unknown {
  return failures[status] ?? failures[`${String(status)[0]}XX`] ?? failures["default"];
}
