// What the mock server may answer, and how that goes out. Which of it is asked for is not its business.

/** A body as it goes over the wire. */
export type Encode = (body: unknown) => BodyInit;

/** A body and how it goes out: as JSON where nothing is said. */
export interface Reply {
  readonly body?: unknown;
  readonly mediaType?: string;
  readonly encode?: Encode;
  /** The same in other media types, for those who accept no other. */
  readonly also?: readonly Reply[];
  /** The document's examples of this body, what `Prefer: example=…` asks for: the names of those in `of`. */
  readonly examples?: readonly string[];
  /** Those that are not in `of`, or under another name. */
  readonly others?: Readonly<Record<string, unknown>>;
  /** Examples that contradict their schema, or can't be checked, and are never sent. */
  readonly withheld?: readonly string[];
  /** Other proven values: what `Prefer: dynamic=true` chooses from. */
  readonly of?: Values;
}

/** What fixtures have of values that can be sent. */
export interface Values {
  readonly minimal: unknown;
  readonly full: unknown;
  readonly bounds: readonly { readonly value: unknown }[];
  readonly samples: readonly unknown[];
  readonly examples: Readonly<Record<string, unknown>>;
}

/** Those in the media types that the request accepts; where it accepts none, all. */
export function acceptable(reply: Reply, request: Request): readonly [Reply, ...Reply[]] {
  const ranges = (request.headers.get("accept") ?? "*/*").split(",").map((range) => {
    return range.split(";")[0]!.trim().toLowerCase();
  });
  const fits = ({ mediaType = "application/json" }: Reply): boolean => {
    const type = mediaType.toLowerCase().split(";")[0]!;
    return ranges.some(
      (range) =>
        range === "*/*" ||
        range === type ||
        (range.endsWith("/*") && type.startsWith(range.slice(0, -1))),
    );
  };
  const all = [reply, ...(reply.also ?? [])] as const;
  const [first, ...others] = all.filter(fits);
  return first ? [first, ...others] : [...all];
}

export function respond(
  status: number,
  { body, mediaType = "application/json", encode = JSON.stringify }: Reply,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (body === undefined || [204, 205, 304].includes(status)) {
    return new Response(null, { status, headers });
  }
  return new Response(encode(body), { status, headers: { "content-type": mediaType, ...headers } });
}
