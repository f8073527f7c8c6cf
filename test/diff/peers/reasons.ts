// Where a peer calls something breaking and this comparison does not, and why. `*` stands for any letters,
// `~` for a pair the other way round. A reason that speaks of no difference any more has to go; oasdiff's
// are those of v1.33.0.

export type Peer = "redocly diff" | "jsoncompat" | "oasdiff";

type Reasons = readonly (readonly [reason: string, ids: string])[];

const SAME_VALUES = "both schemas accept the same values: it is said in other words";
const FLAGS =
  "it does not look at `readOnly` and `writeOnly`: who would have to keep to it never sends it";
const PATTERN =
  "what the old pattern matches the new one, `.*`, does too: it takes any other pattern for a break";
const TYPES = "what the one type accepts the list of types does too";
const STATUS = "what no longer comes breaks nobody who was ready for it";
const CHARSET = "UTF-8 is what JSON is in: to say so or not changes nothing";

const REDOCLY: Reasons = [
  [
    SAME_VALUES,
    "*-enum-became-const *-any-of-became-type-list *-all-of-merged *-integer-bound-same",
  ],
  [
    "no value is of two of the branches: with `oneOf` and `anyOf` the same ones pass",
    "*-one-of-became-any-of",
  ],
  [PATTERN, "request-*-pattern-generalized"],
  ["a subschema that only describes refuses nothing", "*-all-of-*-annotation-only"],
  [
    "multiples of 4 are multiples of 2: the change goes the harmless way",
    `~request-*-multiple-of-specialized request-*-multiple-of-generalized
     response-*-multiple-of-specialized`,
  ],
  [
    "no operation asks for the scheme; where one does, it is told there and breaks",
    "*api-security-component-type-changed",
  ],
  [
    "it takes the flagged property for one of the other direction, and no message of that direction is there",
    "~request-read-only-property-* ~response-write-only-property-enum-value-added",
  ],
  [CHARSET, "*-media-type-charset"],
  [
    "a type with a parameter, or of its own `+json`, is still that type: who reads the one reads the other",
    "response-media-type-parameter-added response-media-type-name-specialized",
  ],
  [
    "the wider type takes in the old one: what callers sent they may send",
    "~request-media-type-parameter-added ~request-media-type-specialized",
  ],
  [TYPES, "request-*-list-of-types-widened response-*-list-of-types-narrowed"],
  [
    "no value passes, or fails, by a discriminator: the branches stay as they are",
    "*-discriminator-mapping-changed",
  ],
  ["the range takes in the status: what came may come as before", "response-status-became-range"],
  [
    STATUS,
    `response-non-success-status-removed ~response-default-added ~response-status-became-range
     optional-response-header-removed`,
  ],
];

const JSONCOMPAT: Reasons = [
  [PATTERN, "request-*-pattern-generalized"],
  [
    FLAGS,
    `request-read-only-property-* response-write-only-property-*
     response-*-write-only-property-removed`,
  ],
];

const OASDIFF: Reasons = [
  [
    SAME_VALUES,
    "*-integer-bound-same *-enum-became-const *-any-of-became-type-list *-all-of-merged",
  ],
  [
    "no value is of two of the branches: with `oneOf` and `anyOf` the same ones pass",
    "*-one-of-became-any-of",
  ],
  [
    "it takes the two keywords of a bound one by one; together, the change goes the harmless way",
    "response-*-bound-became-exclusive ~request-*-bound-became-exclusive",
  ],
  [
    "without its list any value passes: it takes the end of a list for the loss of its values",
    "~request-*-became-enum",
  ],
  [
    "it can't tell which way it goes: an open list is narrowed by a place that is described, one that ends there (`items: false`) is widened",
    "~*-prefix-items-*",
  ],
  ["an announcement that is withdrawn takes nothing away yet", "*sunset-deleted"],
  ["who sends credentials that nobody asks for is served as before", "~security-required"],
  ["the range takes in the status: what came may come as before", "response-status-became-range"],
  [
    "the range takes in the type: what callers sent they may send",
    "~request-media-type-specialized",
  ],
  [CHARSET, "~response-media-type-charset"],
];

/** Ids that oasdiff says of no valid document, and why. */
export const UNSEEN: ReadonlyMap<string, string> = new Map([
  [
    "new-request-path-parameter",
    "a path has the parameters of its template: with one more it is another path, and told as such",
  ],
  [
    "api-security-component-oauth-token-url-changed",
    "it looks at the implicit flow alone, which has no token URL",
  ],
]);

export interface Excuse {
  readonly reason: string;
  readonly pattern: string;
}

function excuses(reasons: Reasons): readonly Excuse[] {
  return reasons.flatMap(([reason, ids]) =>
    ids
      .trim()
      .split(/\s+/)
      .map((pattern) => ({ reason, pattern })),
  );
}

export const EXCUSES: Readonly<Record<Peer, readonly Excuse[]>> = {
  "redocly diff": excuses(REDOCLY),
  jsoncompat: excuses(JSONCOMPAT),
  oasdiff: excuses(OASDIFF),
};

/** Whether a pattern speaks of a pair. */
export function speaksOf({ pattern }: Excuse, id: string): boolean {
  const [start, ...rest] = pattern.split("*");
  if (rest.length === 0) return id === pattern;
  const end = rest.pop()!;
  if (!id.startsWith(start!) || !id.endsWith(end)) return false;
  const middle = id.slice(start!.length, id.length - end.length);
  return id.length >= start!.length + end.length && rest.every((part) => middle.includes(part));
}
