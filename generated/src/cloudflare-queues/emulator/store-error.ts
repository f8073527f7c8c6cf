// What can go wrong with a store, whichever it is. Recognised by a brand, since each entry of the
// package has its own copy of the class. No message holds a queued message or a credential.
const BRAND = "~onespec";
const NAME = "StoreError";

type Branded = { readonly [BRAND]?: string } | null | undefined;

/**
 * Why a store could not do what it was asked for.
 * - `unsupported`: something is missing that the store needs: `node:sqlite`, the package `pg`, or
 *   a database that is new enough.
 * - `notAFile`: the path names no file that could be there: a folder, or a folder is missing.
 * - `foreign`: the file or schema is something else, not a store. It is left as it is.
 * - `newer`: a later version of this package made the file or schema. It is left as it is.
 * - `corrupt`: it was a store, but its content is damaged.
 * - `readOnly`: the file or its folder, or the database, can't be written.
 * - `denied`: the database does not let this user in, or not do what it must.
 * - `locked`: another program did not let go in time. Trying again can help.
 * - `unavailable`: the database can't be reached for the time being. Trying again can help.
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
  | "denied"
  | "locked"
  | "unavailable"
  | "full"
  | "duplicate"
  | "closed"
  | "failed";

/**
 * A store could not be opened, or could not carry out an operation. What was refused has not
 * happened, and the store can be used further. After `failed` alone it may have happened: the disk
 * or the database did not say whether the last write arrived.
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
  /** Where trying again can help: after how many seconds. */
  readonly retryAfterSeconds: number | undefined;
  constructor(code: StoreErrorCode, message: string, cause?: unknown, retryAfterSeconds?: number) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
