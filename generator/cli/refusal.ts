// What a command throws when it can't go on for a reason that the user can mend.
// Anything else that is thrown is a fault in onespec.

/** 1: the work failed; 2: the command line is wrong or names a path that does not exist. */
export type FailureCode = 1 | 2;

/** A clear end: what is wrong, what to do, and the exit code. Never shown with a stack. */
export class Refusal extends Error {
  readonly exitCode: FailureCode;
  readonly help: string;

  constructor(exitCode: FailureCode, message: string, help: string) {
    super(message);
    this.name = "Refusal";
    this.exitCode = exitCode;
    this.help = help;
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EBUSY", "it is in use"],
  ["EDQUOT", "the disk quota is used up"],
  ["EEXIST", "something else is there already"],
  ["EFBIG", "it is too large"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "its symbolic links go round in a circle"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "the name is too long"],
  ["ENOENT", "it does not exist"],
  ["ENOSPC", "no space is left on the disk"],
  ["ENOTDIR", "a part of its path is not a folder"],
  ["EPERM", "the operation is not permitted"],
  ["EROFS", "the disk is read-only"],
  ["ERR_FS_FILE_TOO_LARGE", "it is too large"],
  ["ERR_STRING_TOO_LONG", "it is too large"],
]);

/** Why the system refused, in words; undefined where the error is not the system's. */
export function systemReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return undefined;
  return REASONS.get(code) ?? (syscall === undefined ? undefined : code);
}
