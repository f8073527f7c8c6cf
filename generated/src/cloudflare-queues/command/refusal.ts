// Why the command does not go on. Shown as it is, without a stack: it is nobody's bug.

/** Ends the command with a message; several lines are several problems. */
export class CommandRefusal extends Error {
  /** 2 where the command was called wrongly, 1 where something that it was given can't be used. */
  readonly exitCode: 1 | 2;
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.name = "CommandRefusal";
    this.exitCode = exitCode;
  }
}
