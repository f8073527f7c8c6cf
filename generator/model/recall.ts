// What a stage may take from the run before it: results that depend on one named schema, and on those
// it reaches, alone. A stage that is given none makes everything anew, and the same.

export interface Recall {
  /** What was kept for a schema that is the same as then, with all that it reaches. */
  readonly known: <T>(kind: string, name: string) => T | undefined;
  readonly keep: <T>(kind: string, name: string, value: T) => T;
}

/** Nothing is remembered. */
export const noRecall: Recall = { known: () => undefined, keep: (_kind, _name, value) => value };

/** What is known of a schema, or is made and kept. */
export function recalled<T>(recall: Recall, kind: string, name: string, make: () => T): T {
  return recall.known<T>(kind, name) ?? recall.keep(kind, name, make());
}
