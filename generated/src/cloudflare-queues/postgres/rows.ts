// Messages as rows of the table, and back.
import type { Message } from "../emulator/message.ts";
import type { Row } from "./driver.ts";

/** A message, and where its row is. */
export interface Entry {
  readonly message: Message;
  /** The number of its queue. */
  readonly queue: number;
  /** In which order messages came; a bigint, as text. */
  readonly sequence: string;
}

/** The columns as the statements select them. */
type Cells = readonly [
  sequence: string,
  id: string,
  key: string,
  contentType: string,
  bytes: number,
  timestampMs: number,
  deliveries: number,
  entered: number,
  retried: string,
  visibleAt: number,
  expiresAt: number,
  dueAt: number,
  escaped: boolean,
  body: string,
];
/** How many there are of them. */
export const CELLS = 14;

/** The row as a message of a queue. */
export function entryOf(row: Row, queue: number, name: string): Entry {
  const cells = row as unknown as Cells;
  const message: Message = {
    id: cells[1],
    queue: name,
    body: cells[12] ? (JSON.parse(cells[13]) as string) : cells[13],
    contentType: cells[3],
    bytes: cells[4],
    timestampMs: cells[5],
    key: cells[2],
    deliveries: cells[6],
    entered: cells[7],
    retried: numbersOf(cells[8]),
    visibleAt: cells[9],
    expiresAt: cells[10],
    dueAt: cells[11],
  };
  return { message, queue, sequence: cells[0] };
}

/** What `push` binds of its messages, column by column. */
export function columnsOf(messages: readonly Message[]): readonly unknown[] {
  const bodies = messages.map(({ body }) => (isOdd(body) ? JSON.stringify(body) : body));
  return [
    messages.map(({ id }) => id),
    messages.map(({ key }) => key),
    messages.map(({ contentType }) => contentType),
    numbers(messages.map(({ bytes }) => bytes)),
    numbers(messages.map(({ timestampMs }) => timestampMs)),
    numbers(messages.map(({ deliveries }) => deliveries)),
    numbers(messages.map(({ entered }) => entered)),
    messages.map(({ retried }) => retried.join()),
    messages.map(heldOf),
    numbers(messages.map(({ visibleAt }) => visibleAt)),
    numbers(messages.map(({ expiresAt }) => expiresAt)),
    numbers(messages.map(({ dueAt }) => dueAt)),
    messages.map(({ body }) => isOdd(body)),
    bodies,
  ];
}

/** A list of numbers as PostgreSQL reads it; of many the driver would quote each. */
export function numbers(list: readonly (number | string)[]): string {
  return `{${list.join()}}`;
}

/** Its last delivery has not been put back. */
export function heldOf({ deliveries, entered, retried }: Message): boolean {
  return deliveries > entered && retried.at(-1) !== deliveries;
}

function numbersOf(text: string): readonly number[] {
  return text === "" ? [] : text.split(",").map(Number);
}

/** Half a surrogate pair, which UTF-8 can't express. */
const HALF = /\p{Surrogate}/u;

/** A text that PostgreSQL would not take, or not give back as it is. */
export function isOdd(text: string): boolean {
  return text.includes("\0") || HALF.test(text);
}
