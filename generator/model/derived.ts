// Names that are made of operations (`ListOptions`, `PetsMethods`): a schema that wants one of them is
// called otherwise, and that is told.
import { bodiesName, groupName, optionsName } from "./names.ts";
import type { Named } from "./operation-names.ts";

/** Each derived type name, and what it is made of. */
export function derivedNames(operations: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(
    operations.flatMap(({ id, path, name }) => {
      const groups = path.slice(1).map((_, index) => groupName(path.slice(0, index + 1)));
      const whose = `what is made of \`${id}\``;
      return [optionsName(name), bodiesName(name), ...groups].map(
        (derived) => [derived, whose] as const,
      );
    }),
  );
}
