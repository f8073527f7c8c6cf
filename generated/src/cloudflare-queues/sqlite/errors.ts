// What SQLite reports of a store file, and what to do about it. No message holds a queued message.
import { StoreError, type StoreErrorCode } from "../emulator/store-error.ts";

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
