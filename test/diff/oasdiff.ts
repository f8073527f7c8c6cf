// The yardstick: every check of oasdiff, and what this comparison makes of it. `agree`: our weight is
// that of its level. Where we differ, or where it does not apply, the reason stands here.
// The ids are those of oasdiff v1.33.0, as `oasdiff checks changelog --format json` lists them.
import { IDS, type Level } from "./oasdiff-ids.ts";
import { OPERATIONS } from "./oasdiff-operations.ts";
import { SCHEMAS, SCHEMAS_OF_IDS } from "./oasdiff-schemas.ts";
import { type Pair, PLACES } from "./pairs.ts";

export interface Row {
  readonly id: string;
  readonly level: Level;
  readonly says: "agree" | { readonly differ: string } | { readonly na: string };
  /** Undefined for what does not apply. */
  readonly pair: Pair | undefined;
  /** Why a schema change of this row has no value to show it. */
  readonly unwitnessed: string | undefined;
}

type Reasons = readonly (readonly [reason: string, ids: string])[];

const POLICY =
  "a policy of oasdiff about how long something must be deprecated: it needs a clock, and breaks nobody";

const NA: Reasons = [
  [
    POLICY,
    `api-deprecated-sunset-parse api-deprecated-sunset-missing api-sunset-date-too-small
     api-sunset-date-changed-too-small request-property-deprecated-sunset-missing
     request-property-deprecated-sunset-invalid request-property-sunset-date-too-small
     response-property-deprecated-sunset-missing response-property-deprecated-sunset-invalid
     response-property-sunset-date-too-small request-parameter-deprecated-sunset-missing
     request-parameter-sunset-date-too-small request-parameter-sunset-date-changed-too-small`,
  ],
  [
    "`x-stability-level` is an extension of oasdiff's; it decides nothing here",
    `api-invalid-stability-level api-stability-decreased api-stability-increased
     request-property-stability-decreased request-property-stability-increased
     response-property-stability-decreased response-property-stability-increased`,
  ],
  [
    "`x-extensible-enum` is an extension that neither types nor validators know",
    `request-parameter-x-extensible-enum-value-removed
     request-property-x-extensible-enum-value-removed`,
  ],
  [
    "the document's own version is its author's: the version of the package is made from the changes",
    "api-version-not-bumped api-version-decreased api-major-version-not-bumped",
  ],
  [
    "`itemSchema` is of OpenAPI 3.2; a document of 3.2 is refused before anything is compared",
    `request-body-media-type-item-schema-added request-body-media-type-item-schema-removed
     response-body-media-type-item-schema-added response-body-media-type-item-schema-removed
     response-body-media-type-item-schema-removed-untyped`,
  ],
];

const DIFFER: Reasons = [
  [
    "a function that is gone breaks the code that calls it, announced or not; the message says that it was deprecated",
    "api-removed-with-deprecation api-path-removed-with-deprecation request-parameter-removed-with-deprecation",
  ],
  [
    "an announcement that is withdrawn takes nothing away yet: what goes is told when it goes",
    "sunset-deleted request-parameter-sunset-deleted",
  ],
  [
    "the generated function is named after it: code that calls it no longer compiles",
    "api-operation-id-added api-operation-id-removed",
  ],
  [
    "whether the old address, or the old scope, still gives tokens no document says: undecided",
    `api-security-component-oauth-url-changed api-security-component-oauth-token-url-changed
     api-security-component-oauth-scope-removed`,
  ],
  [
    "the server may send a value where none could come before; the witness is one",
    "response-body-schema-became-not-false",
  ],
  [
    "the wire may bear it, but generated code that names it no longer compiles",
    `response-optional-property-removed response-property-schema-became-false request-body-all-of-removed
     request-property-all-of-removed`,
  ],
  [
    "a call that leaves it out may be answered for another value; whether it is, no document says: undecided",
    `request-parameter-default-value-added request-parameter-default-value-removed
     request-parameter-default-value-changed`,
  ],
  [
    "the flag decides whether the property must be there: the witness lacks it, and one side asks for it",
    "request-required-property-became-not-read-only response-required-property-became-write-only",
  ],
  [
    "what is required of a writeOnly property does not count in a response: nothing changes, nothing is told",
    "response-write-only-property-became-optional response-write-only-property-became-required",
  ],
  [
    "on the wire it may be the same text, but the type in generated code is another, and its validator refuses the old values",
    `request-body-type-compatible request-property-type-compatible response-body-type-compatible
     response-property-type-compatible response-header-type-compatible`,
  ],
];

const ANNOTATION = "what a text holds is an annotation: no validator looks into it";

const UNWITNESSED: Reasons = [
  [
    ANNOTATION,
    `request-body-content-schema-added request-property-content-schema-added
     response-body-content-schema-removed response-property-content-schema-removed
     request-body-content-media-type-changed request-property-content-media-type-changed
     response-body-content-media-type-changed response-property-content-media-type-changed
     request-body-content-encoding-changed request-property-content-encoding-changed
     response-body-content-encoding-changed response-property-content-encoding-changed`,
  ],
  [
    "a value without the property passes as before; whether anybody reads it no validator knows",
    `request-property-removed response-optional-property-removed request-body-all-of-removed
     request-property-all-of-removed response-property-schema-became-false`,
  ],
  [
    "a default refuses no value: it is what the server takes a missing one for",
    `request-parameter-default-value-added request-parameter-default-value-removed
     request-parameter-default-value-changed`,
  ],
];

function byId(reasons: Reasons): ReadonlyMap<string, string> {
  return new Map(
    reasons.flatMap(([reason, ids]) =>
      ids
        .trim()
        .split(/\s+/)
        .map((id) => [id, reason] as const),
    ),
  );
}

const [na, differ, unwitnessed] = [NA, DIFFER, UNWITNESSED].map(byId);

/** A schema of a family, in the place that the id names. */
function schemasOf(id: string): Pair | undefined {
  const place = [...PLACES.keys()].find((start) => id.startsWith(`${start}-`));
  if (place === undefined) return undefined;
  const schemas = SCHEMAS_OF_IDS.get(id) ?? SCHEMAS.get(id.slice(place.length + 1));
  if (schemas === undefined) return undefined;
  const [old, next] = schemas.map(PLACES.get(place)!);
  return [old!, next!];
}

export const ROWS: readonly Row[] = [...IDS].map(([id, level]) => {
  const [none, other] = [na!.get(id), differ!.get(id)];
  return {
    id,
    level,
    says: none !== undefined ? { na: none } : other !== undefined ? { differ: other } : "agree",
    pair: OPERATIONS.get(id) ?? schemasOf(id),
    unwitnessed: unwitnessed!.get(id),
  };
});

/** Every id that anything here is said of. */
export const SAID: readonly string[] = [
  ...OPERATIONS.keys(),
  ...SCHEMAS_OF_IDS.keys(),
  ...na!.keys(),
  ...differ!.keys(),
  ...unwitnessed!.keys(),
];
