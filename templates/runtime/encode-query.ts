// Values that are the whole query string and no form → its text.
import type { Encode } from "./operation.ts";

/** JSON text, percent-encoded. */
export function jsonQuery(mediaType: string): Encode {
  return (value) => ({ body: encodeURIComponent(JSON.stringify(value)), type: mediaType });
}
