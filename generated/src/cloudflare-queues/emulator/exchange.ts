// One request as the emulator sees it, whoever has received it: a Fetch or a server.

/** What the emulator needs of a request. */
export interface Exchange {
  readonly method: string;
  /** Without query and fragment, percent-encoded. */
  readonly path: string;
  /** The value of a header, by its name in lower case; null: there is none. */
  readonly header: (name: string) => string | null;
  /** Reads the body; called once at most. */
  readonly text: () => Promise<string>;
}

/** A Request as an exchange. */
export function exchangeOf(request: Request): Exchange {
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    header: (name) => request.headers.get(name),
    text: () => request.text(),
  };
}
