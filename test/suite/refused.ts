// Groups of the suite that are refused with a located diagnostic, and its code. An entry that is not
// needed fails the test, so the list can only shrink.
export const refusedGroups: Readonly<Record<string, string>> = {
  "anchor.json: Location-independent identifier": "unsupported-keyword",
  "anchor.json: Location-independent identifier with absolute URI": "external-ref",
  "anchor.json: Location-independent identifier with base URI change in subschema": "external-ref",
  "anchor.json: same $anchor with different base uri": "external-ref",
  "defs.json: validate definition against metaschema": "external-ref",
  "dynamicRef.json: $dynamicRef avoids the root of each schema, but scopes are still registered":
    "external-ref",
  "dynamicRef.json: $dynamicRef points to a boolean schema": "unsupported-keyword",
  "dynamicRef.json: $dynamicRef skips over intermediate resources - direct reference":
    "unsupported-keyword",
  "dynamicRef.json: $ref and $dynamicAnchor are independent of order - $defs first": "external-ref",
  "dynamicRef.json: $ref and $dynamicAnchor are independent of order - $ref first": "external-ref",
  "dynamicRef.json: $ref to $dynamicRef finds detached $dynamicAnchor": "external-ref",
  "dynamicRef.json: A $dynamicRef resolves to the first $dynamicAnchor still in scope that is encountered when the schema is evaluated":
    "unsupported-keyword",
  "dynamicRef.json: A $dynamicRef that initially resolves to a schema with a matching $dynamicAnchor resolves to the first $dynamicAnchor in the dynamic scope":
    "unsupported-keyword",
  "dynamicRef.json: A $dynamicRef that initially resolves to a schema without a matching $dynamicAnchor behaves like a normal $ref to $anchor":
    "unsupported-keyword",
  "dynamicRef.json: A $dynamicRef to a $dynamicAnchor in the same schema resource behaves like a normal $ref to an $anchor":
    "unsupported-keyword",
  "dynamicRef.json: A $dynamicRef to an $anchor in the same schema resource behaves like a normal $ref to an $anchor":
    "unsupported-keyword",
  "dynamicRef.json: A $dynamicRef with a non-matching $dynamicAnchor in the same schema resource behaves like a normal $ref to $anchor":
    "unsupported-keyword",
  "dynamicRef.json: A $dynamicRef with intermediate scopes that don't include a matching $dynamicAnchor does not affect dynamic scope resolution":
    "unsupported-keyword",
  "dynamicRef.json: A $dynamicRef without a matching $dynamicAnchor in the same schema resource behaves like a normal $ref to $anchor":
    "unsupported-keyword",
  "dynamicRef.json: A $dynamicRef without anchor in fragment behaves identical to $ref":
    "unsupported-keyword",
  "dynamicRef.json: A $ref to a $dynamicAnchor in the same schema resource behaves like a normal $ref to an $anchor":
    "unsupported-keyword",
  "dynamicRef.json: An $anchor with the same name as a $dynamicAnchor is not used for dynamic scope resolution":
    "unsupported-keyword",
  "dynamicRef.json: after leaving a dynamic scope, it is not used by a $dynamicRef":
    "unsupported-keyword",
  "dynamicRef.json: multiple dynamic paths to the $dynamicRef keyword": "unsupported-keyword",
  "dynamicRef.json: strict-tree schema, guards against misspelled properties": "external-ref",
  "dynamicRef.json: tests for implementation dynamic anchor and reference link": "external-ref",
  "ref.json: $id must be resolved against nearest parent, not just immediate parent":
    "external-ref",
  "ref.json: $id with file URI still resolves pointers - *nix": "unsupported-keyword",
  "ref.json: $id with file URI still resolves pointers - windows": "unsupported-keyword",
  "ref.json: Recursive references between schemas": "external-ref",
  "ref.json: URN base URI with NSS": "unsupported-keyword",
  "ref.json: URN base URI with URN and JSON pointer ref": "external-ref",
  "ref.json: URN base URI with URN and anchor ref": "external-ref",
  "ref.json: URN base URI with q-component": "unsupported-keyword",
  "ref.json: URN base URI with r-component": "unsupported-keyword",
  "ref.json: URN ref with nested pointer ref": "missing-ref",
  "ref.json: empty tokens in $ref json-pointer": "duplicate-name",
  "ref.json: order of evaluation: $id and $anchor and $ref": "unsupported-keyword",
  "ref.json: order of evaluation: $id and $ref": "unsupported-keyword",
  "ref.json: order of evaluation: $id and $ref on nested schema": "external-ref",
  "ref.json: ref to else": "unsupported-keyword",
  "ref.json: ref to if": "unsupported-keyword",
  "ref.json: ref to then": "unsupported-keyword",
  "ref.json: ref with absolute-path-reference": "external-ref",
  "ref.json: refs with relative uris and defs": "missing-ref",
  "ref.json: relative refs with absolute uris and defs": "missing-ref",
  "ref.json: remote ref, containing refs itself": "external-ref",
  "ref.json: simple URN base URI with $ref via the URN": "unsupported-keyword",
  "ref.json: simple URN base URI with JSON pointer": "unsupported-keyword",
  "refRemote.json: $ref to $ref finds detached $anchor": "external-ref",
  "refRemote.json: Location-independent identifier in remote ref": "external-ref",
  "refRemote.json: anchor within remote ref": "external-ref",
  "refRemote.json: base URI change": "external-ref",
  "refRemote.json: base URI change - change folder": "external-ref",
  "refRemote.json: base URI change - change folder in subschema": "external-ref",
  "refRemote.json: fragment within remote ref": "external-ref",
  "refRemote.json: ref within remote ref": "external-ref",
  "refRemote.json: remote HTTP ref with different $id": "external-ref",
  "refRemote.json: remote HTTP ref with different URN $id": "external-ref",
  "refRemote.json: remote HTTP ref with nested absolute ref": "external-ref",
  "refRemote.json: remote ref": "external-ref",
  "refRemote.json: remote ref with ref to defs": "external-ref",
  "refRemote.json: retrieved nested refs resolve relative to their URI not $id": "external-ref",
  "refRemote.json: root ref in remote ref": "external-ref",
  "unevaluatedItems.json: unevaluatedItems with $dynamicRef": "unsupported-keyword",
  "unevaluatedProperties.json: unevaluatedProperties with $dynamicRef": "unsupported-keyword",
  "vocabulary.json: schema that uses custom metaschema with with no validation vocabulary":
    "unsupported-keyword",
};
