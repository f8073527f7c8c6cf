// Names that are made of operations (`ListOptions`, `PetsMethods`) beside those of schemas: where a
// schema has such a name already, it is reported, and none of the two is renamed in silence.
import { diagnostic } from "../diagnostics.ts";
import type { Reading } from "./cursor.ts";
import type { NamedSchema, Operation } from "./model.ts";
import { bodiesName, groupName, optionsName } from "./names.ts";

export function checkDerivedNames(
  reading: Reading,
  operations: readonly Operation[],
  schemas: readonly NamedSchema[],
): void {
  const derived = new Map<string, Operation>();
  for (const operation of operations) {
    derived.set(optionsName(operation.name), operation);
    if (operation.body && operation.body.others.length > 0)
      derived.set(bodiesName(operation.name), operation);
    operation.path.slice(1).forEach((_, index) => {
      derived.set(groupName(operation.path.slice(0, index + 1)), operation);
    });
  }
  for (const { name, at } of schemas) {
    const operation = derived.get(name);
    if (operation === undefined) continue;
    const other = `what is made of \`${operation.id}\``;
    const advice = "Rename the schema, or give the operation another `operationId`.";
    const params = { things: "types", name, other, advice };
    reading.report(diagnostic("duplicate-name", at, params, { key: true }));
  }
}
