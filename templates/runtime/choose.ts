// Which of several media types a body has: the one that the option `contentType` of a call names.
import type { Operation } from "./operation.ts";

/** The operation with the body that was chosen; its own where none was. */
export function choose(
  operation: Operation,
  options: { readonly contentType?: string } | undefined,
): Operation {
  const { body } = operation;
  const type = options?.contentType ?? "";
  const others = body?.others ?? {};
  return Object.hasOwn(others, type) ? { ...operation, body: others[type]! } : operation;
}
