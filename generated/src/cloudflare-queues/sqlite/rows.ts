// Messages as rows of the table, and back.
import type { Message } from "../emulator/message.ts";

/** A value as SQLite takes and gives it. */
type Value = string | number | Uint8Array;

/** A row of `message` in the order of the table; at the end what else a statement selects. */
type Cells = readonly [
  sequence: number,
  queue: number,
  id: string,
  key: string,
  contentType: string,
  bytes: number,
  timestampMs: number,
  early: number,
  held: number,
  deliveries: number,
  entered: number,
  retried: string,
  visibleAt: number,
  expiresAt: number,
  dueAt: number,
  body: string | Uint8Array,
  name: string,
];
/** A row as it is selected: an object before node 22.16. */
export type Row = Cells | Readonly<Record<string, Value>>;

/** A message, and in which order it came. */
export interface Entry {
  readonly message: Message;
  readonly sequence: number;
}

/** The row as a message of the named queue; without a name, of that at the end of the row. */
export function entryOf(row: Row, queue?: string): Entry {
  const cells = (Array.isArray(row) ? row : Object.values(row)) as unknown as Cells;
  const message: Message = {
    id: cells[2],
    queue: queue ?? cells[16],
    body: textOf(cells[15]),
    contentType: cells[4],
    bytes: cells[5],
    timestampMs: cells[6],
    key: cells[3],
    deliveries: cells[9],
    entered: cells[10],
    retried: numbersOf(cells[11]),
    visibleAt: cells[12],
    expiresAt: cells[13],
    dueAt: cells[14],
  };
  return { message, sequence: cells[0] };
}

/** What `insert` binds, in the order of the table. */
export function valuesOf(
  message: Message,
  sequence: number,
  queue: number,
  early: boolean,
): readonly Value[] {
  const { id, key, contentType, bytes, timestampMs, deliveries, entered, retried } = message;
  const { visibleAt, expiresAt, dueAt, body } = message;
  const what = [sequence, queue, id, key, contentType, bytes, timestampMs, Number(early)];
  const history = [heldOf(message), deliveries, entered, retried.join()];
  return [...what, ...history, visibleAt, expiresAt, dueAt, bodyOf(body)];
}

/** 1: its last delivery has not been put back. */
export function heldOf({ deliveries, entered, retried }: Message): 0 | 1 {
  return deliveries > entered && retried.at(-1) !== deliveries ? 1 : 0;
}

function numbersOf(text: string): readonly number[] {
  return text === "" ? [] : text.split(",").map(Number);
}

/** Half a surrogate pair, which UTF-8 can't express. */
const HALF = /\p{Surrogate}/u;

/** A text that would not come back as it is becomes bytes; node 22 ends one at a NUL. */
function bodyOf(text: string): Value {
  if (!text.includes("\0") && !HALF.test(text)) return text;
  const units = Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return new Uint8Array(units.buffer);
}

function textOf(body: string | Uint8Array): string {
  if (typeof body === "string") return body;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let text = "";
  for (let at = 0; at < body.byteLength; at += 2) {
    text += String.fromCharCode(view.getUint16(at, true));
  }
  return text;
}
