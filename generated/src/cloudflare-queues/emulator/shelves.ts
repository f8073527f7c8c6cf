// Messages in memory, kept in three orders at once: by when they are visible, by age, and by when
// something happens to them. A change costs the logarithm of the backlog; nothing is scanned.
import { type Heap, heapOf, type Place } from "./heap.ts";
import type { Message } from "./message.ts";

/** A message, and where it is in the orders. */
export interface Entry {
  message: Message;
  /** In which order messages came to their queues. */
  readonly sequence: number;
  readonly places: Places;
}
interface Places {
  readonly visible: Place<Entry>;
  readonly oldest: Place<Entry>;
  readonly due: Place<Entry>;
}

/** The messages of one queue. */
export interface Shelf {
  /** By identifier, in the order in which they came. */
  readonly entries: Map<string, Entry>;
  readonly visible: Heap<Entry>;
  readonly oldest: Heap<Entry>;
  bytes: number;
}

/** All queues that hold messages. */
export interface Shelves {
  readonly byQueue: ReadonlyMap<string, Shelf>;
  /** Of all queues together. */
  readonly due: Heap<Entry>;
  add(message: Message): void;
  /** Null takes the message away. */
  replace(entry: Entry, message: Message | null): void;
}

/** Makes empty shelves. */
export function emptyShelves(): Shelves {
  const byQueue = new Map<string, Shelf>();
  const due = heapOf(by("dueAt"));
  let sequence = 0;
  return { byQueue, due, add, replace };

  function add(message: Message): void {
    const shelf = byQueue.get(message.queue) ?? emptyShelf();
    byQueue.set(message.queue, shelf);
    const places: { -readonly [Order in keyof Places]?: Places[Order] } = {};
    const entry: Entry = { message, sequence: sequence++, places: places as Places };
    places.visible = shelf.visible.add(entry);
    places.oldest = shelf.oldest.add(entry);
    places.due = due.add(entry);
    shelf.entries.set(message.id, entry);
    shelf.bytes += message.bytes;
  }

  function remove({ message, places }: Entry): void {
    const shelf = byQueue.get(message.queue)!;
    shelf.visible.remove(places.visible);
    shelf.oldest.remove(places.oldest);
    due.remove(places.due);
    shelf.entries.delete(message.id);
    shelf.bytes -= message.bytes;
    if (shelf.entries.size === 0) byQueue.delete(message.queue);
  }

  function replace(entry: Entry, message: Message | null): void {
    if (message?.queue !== entry.message.queue) {
      remove(entry);
      if (message) add(message);
      return;
    }
    entry.message = message;
    byQueue.get(message.queue)!.visible.moved(entry.places.visible);
    due.moved(entry.places.due);
  }
}

function emptyShelf(): Shelf {
  const [visible, oldest] = [heapOf(by("visibleAt")), heapOf(by("timestampMs"))];
  return { entries: new Map(), visible, oldest, bytes: 0 };
}

function by(key: "visibleAt" | "timestampMs" | "dueAt"): (one: Entry, other: Entry) => boolean {
  return (one, other) => {
    const difference = one.message[key] - other.message[key];
    return difference < 0 || (difference === 0 && one.sequence < other.sequence);
  };
}
