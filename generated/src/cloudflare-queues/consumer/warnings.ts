// The warnings of an acknowledgement: a map by lease, or the list of texts of 2025. Pure; the texts
// are told and never interpreted, because no one has promised them.

/** What the service says about one lease; `leaseId` is missing where a text names none. */
export interface LeaseWarning {
  readonly leaseId?: string;
  readonly text: string;
}

/** The warnings of a result of any shape, about the leases that were sent. */
export function warningsOf(result: unknown, leaseIds: readonly string[]): readonly LeaseWarning[] {
  const told = (result as { readonly warnings?: unknown } | undefined | null)?.warnings ?? [];
  const warnings = typeof told === "object" ? told : [told];
  if (!Array.isArray(warnings)) {
    return Object.entries(warnings).map(([leaseId, text]) => ({ leaseId, text: textOf(text) }));
  }
  return warnings.map((entry: unknown) => {
    const text = textOf(entry);
    const leaseId = leaseIds.find((id) => text.includes(id));
    return leaseId === undefined ? { text } : { leaseId, text };
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}
