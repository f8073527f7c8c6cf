// Why a port could not be opened, and what to do about it. Nothing of node is in its type.

/** The port could not be opened. The message says what to do. */
export class ListenError extends Error {
  static {
    Object.assign(this.prototype, { name: "ListenError" });
  }
  /** The system's code, `EADDRINUSE` say. */
  readonly code: string;
  readonly host: string;
  readonly port: number;
  constructor(host: string, port: number, cause: unknown) {
    const { code = "", message = String(cause) } = Object(cause) as NodeJS.ErrnoException;
    const told = SAID[code]?.(host, port) ?? `can't listen on ${host}, port ${port}: ${message}`;
    super(told, { cause });
    this.code = code;
    this.host = host;
    this.port = port;
  }
}

const SAID: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `port ${port} on ${host} is in use: end what listens there, or take another port (0: any free one)`,
  EACCES: (_, port) => `port ${port} may not be opened by this user: take one above 1023`,
  EADDRNOTAVAIL: (host) =>
    `${host} is not an address of this machine: 127.0.0.1 is, and 0.0.0.0 is all of them`,
  ENOTFOUND: (host) => `the host ${host} is not known: give an address, such as 127.0.0.1`,
};
