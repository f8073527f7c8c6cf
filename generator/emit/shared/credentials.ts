// Which credentials a client needs, whatever operation it calls.
import type { Api, Operation } from "../../model/model.ts";

/** The alternatives if all operations have the same and each needs something; undefined if they differ. */
export function commonAlternatives({
  operations,
}: Pick<Api, "operations">): Operation["security"] | undefined {
  const texts = new Set(operations.map(({ security }) => JSON.stringify(security)));
  const security = operations[0]?.security ?? [];
  const same =
    texts.size === 1 && security.length > 0 && security.every((schemes) => schemes.length > 0);
  return same ? security : undefined;
}

/** Whether a client can be made without options: no credential is demanded, and the server is known. */
export function needsNothing(api: Api): boolean {
  return commonAlternatives(api) === undefined && /^https?:/.test(api.servers[0]?.url ?? "");
}

/** Whether a key of an operation has a name in the query that openapi-fetch would not encode. */
export function hasOddKey(
  { credentials }: Pick<Api, "credentials">,
  { security }: Pick<Operation, "security">,
): boolean {
  const odd = credentials.flatMap(({ scheme, carrier }) =>
    carrier.kind === "query" && /[&#+=%\s]/.test(carrier.name) ? scheme : [],
  );
  return security.flat().some((scheme) => odd.includes(scheme));
}
