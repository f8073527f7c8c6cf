// The server's half of bodies that are not JSON: what a handler or a fixture gives → what goes out.
import type { Encode } from "./reply.ts";

/** An event as a server sends it; data other than texts go out as JSON. */
export interface SentEvent<T = string> {
  readonly data: T;
  readonly event?: string;
  readonly id?: string;
  readonly retry?: number | undefined;
}

/** Texts, Blobs, bytes and streams of bytes. */
export const asIs: Encode = (body) => body as BodyInit;

/** Some bytes that are no text. */
export const someBytes: Uint8Array<ArrayBuffer> = /* @__PURE__ */ Uint8Array.of(0, 255, 10, 13, 26);

export const encodeLines: Encode = streamOf((item) => `${JSON.stringify(item)}\n`);

export const encodeSequence: Encode = streamOf((item) => `\u001e${JSON.stringify(item)}\n`);

export const encodeEvents: Encode = streamOf((item) => {
  const { data, ...fields } = item as Partial<SentEvent<unknown>>;
  const text = typeof data === "string" ? data : JSON.stringify(data);
  const lines = Object.entries(fields)
    .filter(([name, value]) => /^(event|id|retry)$/.test(name) && value !== undefined)
    // A line of theirs would be another field.
    .map(([name, value]) => `${name}: ${String(value).replace(/[\r\n]+/g, " ")}\n`);
  const own = text?.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`) ?? [];
  return `${[...lines, ...own].join("")}\n`;
});

type Items = Iterable<unknown> | AsyncIterable<unknown>;

/** Items one after the other, each when it is asked for. */
function streamOf(write: (item: unknown) => string): Encode {
  return (body) => {
    const items = body as Items;
    const iterator =
      Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    const encoder = new TextEncoder();
    return new ReadableStream({
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(write(value)));
      },
      async cancel() {
        await iterator.return?.();
      },
    });
  };
}
