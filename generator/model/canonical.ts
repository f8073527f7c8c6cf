// Equality of JSON values, whatever the order of their keys.
import type { Json } from "./model.ts";

/** A text that is the same for equal values, whatever the order of their keys. */
export function canonical(value: Json | undefined): string | undefined {
  return JSON.stringify(value, (_key, inner: Json) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
