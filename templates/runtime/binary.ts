// Bytes: what callers may give, and what comes of them where they are received. Types only.

/** Bytes that a caller gives. A stream can be sent once: a call with one is not repeated. */
export type Binary = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;

/** What a receiver is given of a value: each of its bytes as a Blob (a File, where it had a name). */
export type Arrived<T> = T extends Binary
  ? Blob
  : T extends readonly (infer Item)[]
    ? Arrived<Item>[]
    : T extends object
      ? { [Key in keyof T]: Arrived<T[Key]> }
      : T;
