// Tests of the suite that come out otherwise, by name and with the reason; "(code)" is a group that a
// diagnostic refuses. An entry that is not needed fails the test, so the lists can only shrink.
type Exceptions = ReadonlyMap<string, string>;

export const REQUIRED: Exceptions = new Map([
  [
    "vocabulary.json: schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it still validates",
    "A meta-schema of one's own that switches vocabularies off is not read; a warning says so.",
  ],
]);

export const DRAFT_4: Exceptions = new Map([
  ...because("OpenAPI 3.0 has no `dependencies`; a diagnostic says so.", [
    "dependencies.json: dependencies: (unsupported-keyword)",
    "dependencies.json: multiple dependencies: (unsupported-keyword)",
    "dependencies.json: multiple dependencies subschema: (unsupported-keyword)",
    "dependencies.json: dependencies with escaped characters: (unsupported-keyword)",
    "dependencies.json: dependent subschema incompatible with root: (unsupported-keyword)",
  ]),
  ...because(
    "OpenAPI 3.0 has no `id`: what it would name is not found, and a diagnostic says so.",
    [
      "ref.json: $ref prevents a sibling id from changing the base uri: (external-ref)",
      "ref.json: Recursive references between schemas: (external-ref)",
      "ref.json: Location-independent identifier: (missing-ref)",
      "ref.json: Location-independent identifier with base URI change in subschema: (external-ref)",
      "ref.json: id must be resolved against nearest parent, not just immediate parent: (external-ref)",
      "ref.json: id with file URI still resolves pointers - *nix: (misspelt-keyword)",
      "ref.json: id with file URI still resolves pointers - windows: (misspelt-keyword)",
      "refRemote.json: base URI change: (external-ref)",
      "refRemote.json: base URI change - change folder: (external-ref)",
      "refRemote.json: base URI change - change folder in subschema: (external-ref)",
      "refRemote.json: root ref in remote ref: (external-ref)",
      "refRemote.json: Location-independent identifier in remote ref: (missing-ref)",
    ],
  ),
  ...because("The meta-schema of draft 4 is not among the files given.", [
    "definitions.json: validate definition against metaschema: (external-ref)",
    "ref.json: remote ref, containing refs itself: (external-ref)",
  ]),
]);

function because(reason: string, names: readonly string[]): readonly (readonly [string, string])[] {
  return names.map((name) => [name, reason]);
}
