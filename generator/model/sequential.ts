// What OpenAPI 3.2 says of bodies that are made of items, and of encodings in encodings: named where it is
// not expressed. It reads nothing else.
import { child, type Cursor, type Reading } from "./cursor.ts";
import { warn } from "./warn.ts";

const MEDIA = ["itemSchema", "prefixEncoding", "itemEncoding"];
const ENCODING = ["encoding", "prefixEncoding", "itemEncoding"];

/** Of a media type; `read` are the fields that count. */
export function warnOfItems(
  reading: Reading,
  [mediaType, media]: readonly [string, Cursor],
  read: readonly string[] = [],
): void {
  for (const name of MEDIA.filter((field) => !read.includes(field))) {
    const cursor = child(media, name);
    if (cursor.value === undefined) continue;
    const what = `\`${name}\` of \`${mediaType}\``;
    const advice = "Describe the whole body by a `schema`, or answer with a stream of items.";
    warn(reading, cursor, [what, "the body is given as a whole", advice]);
  }
}

/** Of what a form says of a part. */
export function warnOfInnerEncoding(reading: Reading, part: string, encoding: Cursor): void {
  for (const name of ENCODING) {
    const cursor = child(encoding, name);
    if (cursor.value === undefined) continue;
    const what = `\`${name}\` in the encoding of the part \`${part}\``;
    warn(reading, cursor, [what, "the part is sent as a whole", "Give it a `contentType` alone."]);
  }
}
