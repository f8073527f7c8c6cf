// What can go wrong with a store file, and what to do about it. Recognised by a brand, since each
// entry of the package has its own copy of the class. No message holds a queued message.
const BRAND = "~onespec";
const NAME = "StoreError";

type Branded = { readonly [BRAND]?: string } | null | undefined;

/**
 * Why a store could not do what it was asked for.
 * - `unsupported`: this runtime has no `node:sqlite`.
 * - `notAFile`: the path names no file that could be there: a folder, or a folder is missing.
 * - `foreign`: the file is something else, not a store. It is left as it is.
 * - `newer`: a later version of this package made the file. It is left as it is.
 * - `corrupt`: the file was a store, but its content is damaged.
 * - `readOnly`: the file or its folder can't be written.
 * - `locked`: another program did not let go of the file in time. Trying again can help.
 * - `full`: the disk is full, or `maxFileBytes` is reached; for the latter acknowledging makes
 *   room. What was accepted before is kept.
 * - `duplicate`: a message has an identifier that is already in the store.
 * - `closed`: the store was closed before.
 * - `failed`: anything else; `cause` says more.
 */
export type StoreErrorCode =
  | "unsupported"
  | "notAFile"
  | "foreign"
  | "newer"
  | "corrupt"
  | "readOnly"
  | "locked"
  | "full"
  | "duplicate"
  | "closed"
  | "failed";

/**
 * A store could not be opened, or could not carry out an operation. What was refused has not
 * happened, and the store can be used further. After `failed` alone it may have happened: the disk
 * did not say whether the last write arrived.
 */
export class StoreError extends Error {
  static {
    Object.assign(this.prototype, { name: NAME, [BRAND]: NAME });
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass made by somebody else has no brand of its own, and is recognised as usual.
    return Object.hasOwn(this.prototype, BRAND)
      ? (value as Branded)?.[BRAND] === NAME
      : super[Symbol.hasInstance](value);
  }
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** By SQLite's result code, or the primary one in its last 8 bits. */
const KNOWN: Readonly<Record<number, readonly [StoreErrorCode, string]>> = {
  1: ["corrupt", "lacks tables of a store; put back a copy, or start with a new file"],
  5: ["locked", "is locked by another program; stop that program, or try again"],
  6: ["locked", "is locked by another program; stop that program, or try again"],
  8: ["readOnly", "can't be written; allow writing to the file and to its folder"],
  11: ["corrupt", "is damaged; stop what uses it and put back a copy, or start with a new file"],
  13: [
    "full",
    "has no room left; free some space on the disk, or raise the bound of the file, if it has one",
  ],
  14: ["readOnly", "can't be opened; allow reading and writing the file and its folder"],
  26: ["foreign", "is not a SQLite database; name another file, this one is left as it is"],
  2067: ["duplicate", "already has a message with this identifier; give each message a new one"],
};

/** What SQLite reports, as a StoreError about `subject`; other errors as they are. */
export function explain(error: unknown, subject = "the store"): unknown {
  const { code, errcode, message } = Object(error) as Record<string, unknown>;
  if (code !== "ERR_SQLITE_ERROR") return error;
  const known = KNOWN[Number(errcode)] ?? KNOWN[Number(errcode) & 0xff];
  if (known) return new StoreError(known[0], `${subject} ${known[1]}`, error);
  return new StoreError("failed", `${subject} can't be read or written: ${String(message)}`, error);
}
