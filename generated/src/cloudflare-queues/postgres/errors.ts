// What PostgreSQL and the network report, and what to do about it. No message holds a password, a
// connection string or a queued message: of an error only its code, and the server's own sentence.
import { StoreError, type StoreErrorCode } from "../emulator/store-error.ts";

/** After how many seconds a request that was refused may come again, unless something says better. */
const SOON_SECONDS = 1;

/** By SQLSTATE, or its first two characters: the class. */
const KNOWN: Readonly<Record<string, readonly [StoreErrorCode, string]>> = {
  "23505": ["duplicate", "already has a message with this identifier; give each message a new one"],
  "25006": ["readOnly", "can't be written: it is a standby, or read-only; name the primary"],
  "28": ["denied", "does not let this user in; check user and password"],
  "3D000": ["denied", "is not there; create it with createdb, or name another"],
  "40001": ["locked", "was in use by another program; try again"],
  "40P01": ["locked", "was in use by another program; try again"],
  "42501": ["denied", "does not allow this user what a store needs: GRANT CREATE ON DATABASE"],
  "42P01": ["corrupt", "lacks tables of a store; put back a backup, or name another schema"],
  "42703": ["corrupt", "lacks columns of a store; put back a backup, or name another schema"],
  "3F000": ["corrupt", "lacks the schema of the store; put back a backup, or open it anew"],
  "53100": ["full", "has no room left on its disk; free some"],
  "53": ["unavailable", "has too many connections or too little memory; try again later"],
  "55P03": ["locked", "is locked by another program; stop that program, or try again"],
  "57014": ["locked", "took too long; try again"],
  "57P": ["unavailable", "is shutting down, starting or restarting; try again later"],
  "25P03": ["unavailable", "closed a connection that stood still; try again"],
  "08": ["unavailable", "can't be reached; start it, or check host and port"],
  XX001: ["corrupt", "is damaged; put back a backup"],
  XX002: ["corrupt", "has a damaged index; REINDEX, or put back a backup"],
};

const CAN_HELP: readonly StoreErrorCode[] = ["locked", "unavailable"];

const OF_DRIVER = new WeakSet<object>();

/** Remembers that an error comes from the driver, and not from a function that the store was given. */
export function ofDriver(error: unknown): unknown {
  const told = Object(error) as object;
  OF_DRIVER.add(told);
  return told;
}

/** Whether the connection is gone, or can't be trusted any more. */
export function isBroken(error: unknown): boolean {
  if (!OF_DRIVER.has(Object(error))) return false;
  const state = stateOf(error);
  return state === undefined || /^(08|57P|25P03)/.test(state);
}

/** Whether the transaction had to give way to another one and can simply be repeated. */
export function isRepeatable(error: unknown): boolean {
  return ["40001", "40P01"].includes(stateOf(error) ?? "");
}

/**
 * What went wrong, as a StoreError about `subject`. `isAsked`: whether the database had been asked
 * to commit, so that nobody knows what it did. Errors that are not the driver's, as they are.
 */
export function explain(error: unknown, subject: string, isAsked = false): unknown {
  if (!OF_DRIVER.has(Object(error))) return error;
  const state = stateOf(error);
  if (isAsked && isBroken(error)) {
    const told = "did not say whether the operation has happened: the connection broke";
    return new StoreError("failed", `${subject} ${told}`, causeOf(error));
  }
  const [code, told] = knownOf(state) ?? [
    "failed",
    `can't be read or written: ${messageOf(error, state)}`,
  ];
  const seconds = CAN_HELP.includes(code) ? SOON_SECONDS : undefined;
  return new StoreError(code, `${subject} ${told}`, causeOf(error), seconds);
}

function knownOf(state: string | undefined): readonly [StoreErrorCode, string] | undefined {
  // Without a SQLSTATE it is the network, a name that nobody knows, or a timeout.
  if (state === undefined) return KNOWN["08"];
  return KNOWN[state] ?? KNOWN[state.slice(0, 3)] ?? KNOWN[state.slice(0, 2)];
}

/** The SQLSTATE of what the server reports; undefined: it comes from elsewhere. */
function stateOf(error: unknown): string | undefined {
  const { code, severity } = Object(error) as Readonly<Record<string, unknown>>;
  return typeof code === "string" && severity !== undefined ? code : undefined;
}

/** Other errors may hold what they were given: a connection string, say. */
function causeOf(error: unknown): Error | undefined {
  const state = stateOf(error);
  const { code } = Object(error) as { readonly code?: unknown };
  if (state !== undefined) return new Error(`${messageOf(error, state)} (SQLSTATE ${state})`);
  return typeof code === "string" && /^[A-Z_]+$/.test(code) ? new Error(code) : undefined;
}

function messageOf(error: unknown, state: string | undefined): string {
  return state === undefined ? "the driver failed" : String(Object(error).message);
}
