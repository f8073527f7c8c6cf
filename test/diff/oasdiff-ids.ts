// The check ids of oasdiff v1.33.0, as `oasdiff checks changelog --format json` lists them (755), by level.
// Facts alone: what each one means is for the table beside to say.

export type Level = "ERR" | "WARN" | "INFO";

const BY_LEVEL: Readonly<Record<Level, string>> = {
  ERR: `
    api-deprecated-sunset-missing api-deprecated-sunset-parse api-global-security-removed
    api-global-security-scope-added api-invalid-stability-level api-path-removed-before-sunset
    api-path-removed-without-deprecation api-path-sunset-parse api-removed-before-sunset
    api-removed-without-deprecation api-security-removed api-security-scope-added
    api-stability-decreased api-sunset-date-changed-too-small api-sunset-date-too-small
    new-request-path-parameter new-required-request-default-parameter-to-existing-path
    new-required-request-header-property new-required-request-parameter
    new-required-request-property new-required-request-property-with-default
    request-body-added-required request-body-all-of-added request-body-any-of-removed
    request-body-became-enum request-body-became-not-nullable request-body-became-required
    request-body-const-added request-body-const-changed request-body-contains-added
    request-body-content-encoding-changed request-body-content-media-type-changed
    request-body-content-schema-added request-body-dependent-required-added
    request-body-dependent-required-changed request-body-dependent-schema-added
    request-body-else-added request-body-enum-value-removed request-body-exclusive-max-decreased
    request-body-exclusive-max-set request-body-exclusive-min-increased
    request-body-exclusive-min-set request-body-if-added request-body-list-of-types-narrowed
    request-body-max-contains-decreased request-body-max-contains-set request-body-max-decreased
    request-body-max-items-decreased request-body-max-items-set request-body-max-length-decreased
    request-body-max-length-set request-body-max-properties-decreased
    request-body-max-properties-set request-body-max-set request-body-media-type-item-schema-added
    request-body-media-type-removed request-body-media-type-schema-added
    request-body-min-contains-increased request-body-min-contains-set request-body-min-increased
    request-body-min-items-increased request-body-min-items-set request-body-min-length-increased
    request-body-min-length-set request-body-min-properties-increased
    request-body-min-properties-set request-body-min-set request-body-multiple-of-changed
    request-body-multiple-of-set request-body-one-of-removed request-body-pattern-property-added
    request-body-property-names-added request-body-removed request-body-schema-became-false
    request-body-then-added request-body-type-changed request-body-unevaluated-items-added
    request-body-unevaluated-properties-added request-body-unique-items-set
    request-body-wrapped-in-one-of request-header-property-became-enum
    request-header-property-became-required request-parameter-became-enum
    request-parameter-became-not-nullable request-parameter-became-required
    request-parameter-deprecated-sunset-missing request-parameter-enum-value-removed
    request-parameter-exclusive-max-decreased request-parameter-exclusive-max-set
    request-parameter-exclusive-min-increased request-parameter-exclusive-min-set
    request-parameter-list-of-types-narrowed request-parameter-max-contains-decreased
    request-parameter-max-contains-set request-parameter-max-decreased
    request-parameter-max-items-decreased request-parameter-max-items-set
    request-parameter-max-length-decreased request-parameter-max-length-set
    request-parameter-max-properties-decreased request-parameter-max-properties-set
    request-parameter-max-set request-parameter-min-contains-increased
    request-parameter-min-contains-set request-parameter-min-increased
    request-parameter-min-items-increased request-parameter-min-items-set
    request-parameter-min-length-increased request-parameter-min-length-set
    request-parameter-min-properties-increased request-parameter-min-properties-set
    request-parameter-min-set request-parameter-multiple-of-set request-parameter-pattern-added
    request-parameter-property-became-not-nullable request-parameter-property-enum-value-removed
    request-parameter-property-list-of-types-narrowed
    request-parameter-property-schema-became-false request-parameter-property-type-specialized
    request-parameter-removed-before-sunset request-parameter-schema-became-false
    request-parameter-sunset-date-changed-too-small request-parameter-sunset-date-too-small
    request-parameter-sunset-deleted request-parameter-sunset-parse request-parameter-type-changed
    request-parameter-x-extensible-enum-value-removed request-property-all-of-added
    request-property-any-of-removed request-property-became-enum
    request-property-became-not-nullable request-property-became-required
    request-property-became-required-with-default request-property-const-added
    request-property-const-changed request-property-contains-added
    request-property-content-encoding-changed request-property-content-media-type-changed
    request-property-content-schema-added request-property-dependent-required-added
    request-property-dependent-required-changed request-property-dependent-schema-added
    request-property-deprecated-sunset-invalid request-property-deprecated-sunset-missing
    request-property-else-added request-property-enum-value-removed
    request-property-exclusive-max-decreased request-property-exclusive-max-set
    request-property-exclusive-min-increased request-property-exclusive-min-set
    request-property-if-added request-property-list-of-types-narrowed
    request-property-max-contains-decreased request-property-max-contains-set
    request-property-max-decreased request-property-max-items-decreased
    request-property-max-items-set request-property-max-length-decreased
    request-property-max-length-set request-property-max-properties-decreased
    request-property-max-properties-set request-property-max-set
    request-property-min-contains-increased request-property-min-contains-set
    request-property-min-increased request-property-min-items-increased
    request-property-min-items-set request-property-min-length-increased
    request-property-min-length-set request-property-min-properties-increased
    request-property-min-properties-set request-property-min-set
    request-property-multiple-of-changed request-property-multiple-of-set
    request-property-one-of-removed request-property-pattern-added
    request-property-pattern-property-added request-property-property-names-added
    request-property-schema-became-false request-property-stability-decreased
    request-property-sunset-date-too-small request-property-then-added
    request-property-type-changed request-property-unevaluated-items-added
    request-property-unevaluated-properties-added request-property-unique-items-set
    request-property-x-extensible-enum-value-removed required-response-header-removed
    response-body-all-of-removed response-body-any-of-added response-body-became-nullable
    response-body-const-changed response-body-const-removed response-body-contains-removed
    response-body-content-encoding-changed response-body-content-media-type-changed
    response-body-content-schema-removed response-body-dependent-required-changed
    response-body-dependent-required-removed response-body-dependent-schema-removed
    response-body-else-removed response-body-exclusive-max-increased
    response-body-exclusive-max-unset response-body-exclusive-min-decreased
    response-body-exclusive-min-unset response-body-if-removed response-body-list-of-types-widened
    response-body-max-contains-increased response-body-max-contains-unset
    response-body-max-increased response-body-max-items-increased response-body-max-items-unset
    response-body-max-length-increased response-body-max-length-unset
    response-body-max-properties-increased response-body-max-properties-unset
    response-body-max-unset response-body-media-type-item-schema-removed
    response-body-media-type-item-schema-removed-untyped response-body-media-type-schema-removed
    response-body-min-contains-decreased response-body-min-contains-unset
    response-body-min-decreased response-body-min-items-decreased response-body-min-items-unset
    response-body-min-length-decreased response-body-min-length-unset
    response-body-min-properties-decreased response-body-min-properties-unset
    response-body-min-unset response-body-multiple-of-changed response-body-multiple-of-unset
    response-body-one-of-added response-body-pattern-property-removed
    response-body-property-names-removed response-body-schema-became-false
    response-body-then-removed response-body-type-changed response-body-type-generalized
    response-body-unevaluated-items-removed response-body-unevaluated-properties-removed
    response-body-unique-items-unset response-body-wrapped-in-one-of
    response-header-became-nullable response-header-became-optional
    response-header-exclusive-max-increased response-header-exclusive-max-unset
    response-header-exclusive-min-decreased response-header-exclusive-min-unset
    response-header-max-contains-increased response-header-max-contains-unset
    response-header-max-increased response-header-max-items-increased
    response-header-max-items-unset response-header-max-length-increased
    response-header-max-length-unset response-header-max-properties-increased
    response-header-max-properties-unset response-header-max-unset
    response-header-min-contains-decreased response-header-min-contains-unset
    response-header-min-decreased response-header-min-items-decreased
    response-header-min-items-unset response-header-min-length-decreased
    response-header-min-length-unset response-header-min-properties-decreased
    response-header-min-properties-unset response-header-min-unset
    response-header-multiple-of-unset response-header-schema-became-not-false
    response-header-type-changed response-header-type-generalized
    response-media-type-name-generalized response-media-type-parameter-changed
    response-media-type-parameter-removed response-media-type-removed
    response-property-all-of-removed response-property-any-of-added
    response-property-became-nullable response-property-became-optional
    response-property-const-changed response-property-const-removed
    response-property-contains-removed response-property-content-encoding-changed
    response-property-content-media-type-changed response-property-content-schema-removed
    response-property-dependent-required-changed response-property-dependent-required-removed
    response-property-dependent-schema-removed response-property-deprecated-sunset-invalid
    response-property-deprecated-sunset-missing response-property-else-removed
    response-property-enum-value-added response-property-exclusive-max-increased
    response-property-exclusive-max-unset response-property-exclusive-min-decreased
    response-property-exclusive-min-unset response-property-if-removed
    response-property-list-of-types-widened response-property-max-contains-increased
    response-property-max-contains-unset response-property-max-increased
    response-property-max-items-increased response-property-max-items-unset
    response-property-max-length-increased response-property-max-length-unset
    response-property-max-properties-increased response-property-max-properties-unset
    response-property-max-unset response-property-min-contains-decreased
    response-property-min-contains-unset response-property-min-decreased
    response-property-min-items-decreased response-property-min-items-unset
    response-property-min-length-decreased response-property-min-length-unset
    response-property-min-properties-decreased response-property-min-properties-unset
    response-property-min-unset response-property-multiple-of-changed
    response-property-multiple-of-unset response-property-one-of-added
    response-property-pattern-property-removed response-property-pattern-removed
    response-property-property-names-removed response-property-schema-became-not-false
    response-property-stability-decreased response-property-sunset-date-too-small
    response-property-then-removed response-property-type-changed
    response-property-type-generalized response-property-unevaluated-items-removed
    response-property-unevaluated-properties-removed response-property-unique-items-unset
    response-required-property-removed response-success-status-removed sunset-deleted
    webhook-removed
  `,
  WARN: `
    request-body-prefix-items-added request-body-prefix-items-removed
    request-body-wrapped-in-one-of-original-preserved request-parameter-pattern-changed
    request-parameter-property-type-changed request-parameter-removed
    request-property-pattern-changed request-property-prefix-items-added
    request-property-prefix-items-removed request-property-removed
    response-body-prefix-items-added response-body-prefix-items-removed
    response-body-wrapped-in-one-of-original-preserved response-media-type-name-changed
    response-property-pattern-changed response-property-prefix-items-added
    response-property-prefix-items-removed
  `,
  INFO: `
    api-global-security-added api-global-security-scope-removed api-major-version-not-bumped
    api-operation-id-added api-operation-id-removed api-path-removed-with-deprecation
    api-removed-with-deprecation api-schema-removed api-security-added
    api-security-component-added api-security-component-oauth-scope-added
    api-security-component-oauth-scope-changed api-security-component-oauth-scope-removed
    api-security-component-oauth-token-url-changed api-security-component-oauth-url-changed
    api-security-component-removed api-security-component-type-changed api-security-scope-removed
    api-stability-increased api-tag-added api-tag-removed api-version-decreased
    api-version-not-bumped endpoint-added endpoint-deprecated endpoint-deprecated-with-sunset
    endpoint-reactivated new-optional-request-default-parameter-to-existing-path
    new-optional-request-parameter new-optional-request-property optional-response-header-removed
    request-body-added-optional request-body-all-of-added-annotation-only
    request-body-all-of-removed request-body-all-of-removed-annotation-only
    request-body-any-of-added request-body-became-nullable request-body-became-optional
    request-body-const-removed request-body-contains-removed request-body-content-schema-removed
    request-body-default-value-added request-body-default-value-changed
    request-body-default-value-removed request-body-dependent-required-removed
    request-body-dependent-schema-removed request-body-discriminator-added
    request-body-discriminator-mapping-added request-body-discriminator-mapping-changed
    request-body-discriminator-mapping-deleted request-body-discriminator-property-name-changed
    request-body-discriminator-removed request-body-else-removed
    request-body-exclusive-max-increased request-body-exclusive-max-unset
    request-body-exclusive-min-decreased request-body-exclusive-min-unset request-body-if-removed
    request-body-list-of-types-widened request-body-max-contains-increased
    request-body-max-contains-unset request-body-max-increased request-body-max-items-increased
    request-body-max-items-unset request-body-max-length-increased request-body-max-length-unset
    request-body-max-properties-increased request-body-max-properties-unset request-body-max-unset
    request-body-media-type-added request-body-media-type-item-schema-removed
    request-body-media-type-schema-removed request-body-min-contains-decreased
    request-body-min-contains-unset request-body-min-decreased request-body-min-items-decreased
    request-body-min-items-unset request-body-min-length-decreased request-body-min-length-unset
    request-body-min-properties-decreased request-body-min-properties-unset request-body-min-unset
    request-body-multiple-of-generalized request-body-multiple-of-unset request-body-one-of-added
    request-body-pattern-property-removed request-body-property-names-removed
    request-body-schema-became-not-false request-body-then-removed request-body-type-compatible
    request-body-type-generalized request-body-unevaluated-items-removed
    request-body-unevaluated-properties-removed request-body-unique-items-unset
    request-optional-property-became-not-read-only request-optional-property-became-not-write-only
    request-optional-property-became-read-only request-optional-property-became-write-only
    request-parameter-became-nullable request-parameter-became-optional
    request-parameter-default-value-added request-parameter-default-value-changed
    request-parameter-default-value-removed request-parameter-deprecated
    request-parameter-enum-value-added request-parameter-exclusive-max-increased
    request-parameter-exclusive-max-unset request-parameter-exclusive-min-decreased
    request-parameter-exclusive-min-unset request-parameter-list-of-types-widened
    request-parameter-max-contains-increased request-parameter-max-contains-unset
    request-parameter-max-increased request-parameter-max-items-increased
    request-parameter-max-items-unset request-parameter-max-length-increased
    request-parameter-max-length-unset request-parameter-max-properties-increased
    request-parameter-max-properties-unset request-parameter-max-unset
    request-parameter-min-contains-decreased request-parameter-min-contains-unset
    request-parameter-min-decreased request-parameter-min-items-decreased
    request-parameter-min-items-unset request-parameter-min-length-decreased
    request-parameter-min-length-unset request-parameter-min-properties-decreased
    request-parameter-min-properties-unset request-parameter-min-unset
    request-parameter-multiple-of-unset request-parameter-pattern-generalized
    request-parameter-pattern-removed request-parameter-property-became-nullable
    request-parameter-property-enum-value-added request-parameter-property-list-of-types-widened
    request-parameter-property-schema-became-not-false request-parameter-property-type-generalized
    request-parameter-reactivated request-parameter-removed-with-deprecation
    request-parameter-schema-became-not-false request-parameter-type-generalized
    request-property-all-of-added-annotation-only request-property-all-of-removed
    request-property-all-of-removed-annotation-only request-property-any-of-added
    request-property-became-nullable request-property-became-optional
    request-property-const-removed request-property-contains-removed
    request-property-content-schema-removed request-property-default-value-added
    request-property-default-value-changed request-property-default-value-removed
    request-property-dependent-required-removed request-property-dependent-schema-removed
    request-property-deprecated request-property-deprecated-with-sunset
    request-property-discriminator-added request-property-discriminator-mapping-added
    request-property-discriminator-mapping-changed request-property-discriminator-mapping-deleted
    request-property-discriminator-property-name-changed request-property-discriminator-removed
    request-property-else-removed request-property-enum-value-added
    request-property-exclusive-max-increased request-property-exclusive-max-unset
    request-property-exclusive-min-decreased request-property-exclusive-min-unset
    request-property-if-removed request-property-list-of-types-widened
    request-property-max-contains-increased request-property-max-contains-unset
    request-property-max-increased request-property-max-items-increased
    request-property-max-items-unset request-property-max-length-increased
    request-property-max-length-unset request-property-max-properties-increased
    request-property-max-properties-unset request-property-max-unset
    request-property-min-contains-decreased request-property-min-contains-unset
    request-property-min-decreased request-property-min-items-decreased
    request-property-min-items-unset request-property-min-length-decreased
    request-property-min-length-unset request-property-min-properties-decreased
    request-property-min-properties-unset request-property-min-unset
    request-property-multiple-of-generalized request-property-multiple-of-unset
    request-property-one-of-added request-property-pattern-generalized
    request-property-pattern-property-removed request-property-pattern-removed
    request-property-property-names-removed request-property-reactivated
    request-property-schema-became-not-false request-property-stability-increased
    request-property-then-removed request-property-type-compatible
    request-property-type-generalized request-property-unevaluated-items-removed
    request-property-unevaluated-properties-removed request-property-unique-items-unset
    request-read-only-property-enum-value-removed
    request-read-only-property-exclusive-max-decreased
    request-read-only-property-exclusive-min-increased request-read-only-property-max-decreased
    request-read-only-property-max-items-decreased request-read-only-property-max-length-decreased
    request-read-only-property-max-properties-decreased request-read-only-property-min-increased
    request-required-property-became-not-read-only request-required-property-became-not-write-only
    request-required-property-became-read-only request-required-property-became-write-only
    response-body-all-of-added response-body-all-of-added-annotation-only
    response-body-all-of-removed-annotation-only response-body-any-of-removed
    response-body-became-not-nullable response-body-const-added response-body-contains-added
    response-body-content-schema-added response-body-default-value-added
    response-body-default-value-changed response-body-default-value-removed
    response-body-dependent-required-added response-body-dependent-schema-added
    response-body-discriminator-added response-body-discriminator-mapping-added
    response-body-discriminator-mapping-changed response-body-discriminator-mapping-deleted
    response-body-discriminator-property-name-changed response-body-discriminator-removed
    response-body-else-added response-body-exclusive-max-decreased response-body-exclusive-max-set
    response-body-exclusive-min-increased response-body-exclusive-min-set response-body-if-added
    response-body-list-of-types-narrowed response-body-max-contains-decreased
    response-body-max-contains-set response-body-max-decreased response-body-max-items-decreased
    response-body-max-items-set response-body-max-length-decreased response-body-max-length-set
    response-body-max-properties-decreased response-body-max-properties-set response-body-max-set
    response-body-media-type-item-schema-added response-body-media-type-schema-added
    response-body-min-contains-increased response-body-min-contains-set
    response-body-min-increased response-body-min-items-increased response-body-min-items-set
    response-body-min-length-increased response-body-min-length-set
    response-body-min-properties-increased response-body-min-properties-set response-body-min-set
    response-body-multiple-of-set response-body-multiple-of-specialized
    response-body-one-of-removed response-body-pattern-property-added
    response-body-property-names-added response-body-schema-became-not-false
    response-body-then-added response-body-type-compatible response-body-type-specialized
    response-body-unevaluated-items-added response-body-unevaluated-properties-added
    response-header-added response-header-became-not-nullable
    response-header-exclusive-max-decreased response-header-exclusive-max-set
    response-header-exclusive-min-increased response-header-exclusive-min-set
    response-header-max-contains-decreased response-header-max-contains-set
    response-header-max-decreased response-header-max-items-decreased
    response-header-max-items-set response-header-max-length-decreased
    response-header-max-length-set response-header-max-properties-decreased
    response-header-max-properties-set response-header-max-set
    response-header-min-contains-increased response-header-min-contains-set
    response-header-min-increased response-header-min-items-increased
    response-header-min-items-set response-header-min-length-increased
    response-header-min-length-set response-header-min-properties-increased
    response-header-min-properties-set response-header-min-set response-header-multiple-of-set
    response-header-schema-became-false response-header-type-compatible
    response-header-type-specialized response-media-type-added
    response-media-type-name-specialized response-media-type-parameter-added
    response-mediatype-enum-value-removed response-non-success-status-added
    response-non-success-status-removed response-optional-property-added
    response-optional-property-became-not-read-only
    response-optional-property-became-not-write-only response-optional-property-became-read-only
    response-optional-property-became-write-only response-optional-property-removed
    response-optional-write-only-property-added response-optional-write-only-property-removed
    response-property-all-of-added response-property-all-of-added-annotation-only
    response-property-all-of-removed-annotation-only response-property-any-of-removed
    response-property-became-not-nullable response-property-became-required
    response-property-const-added response-property-contains-added
    response-property-content-schema-added response-property-default-value-added
    response-property-default-value-changed response-property-default-value-removed
    response-property-dependent-required-added response-property-dependent-schema-added
    response-property-deprecated response-property-deprecated-with-sunset
    response-property-discriminator-added response-property-discriminator-mapping-added
    response-property-discriminator-mapping-changed
    response-property-discriminator-mapping-deleted
    response-property-discriminator-property-name-changed response-property-discriminator-removed
    response-property-else-added response-property-enum-value-removed
    response-property-exclusive-max-decreased response-property-exclusive-max-set
    response-property-exclusive-min-increased response-property-exclusive-min-set
    response-property-if-added response-property-list-of-types-narrowed
    response-property-max-contains-decreased response-property-max-contains-set
    response-property-max-decreased response-property-max-items-decreased
    response-property-max-items-set response-property-max-length-decreased
    response-property-max-length-set response-property-max-properties-decreased
    response-property-max-properties-set response-property-max-set
    response-property-min-contains-increased response-property-min-contains-set
    response-property-min-increased response-property-min-items-increased
    response-property-min-items-set response-property-min-length-increased
    response-property-min-length-set response-property-min-properties-increased
    response-property-min-properties-set response-property-min-set
    response-property-multiple-of-set response-property-multiple-of-specialized
    response-property-one-of-removed response-property-pattern-added
    response-property-pattern-property-added response-property-property-names-added
    response-property-reactivated response-property-schema-became-false
    response-property-stability-increased response-property-then-added
    response-property-type-compatible response-property-type-specialized
    response-property-unevaluated-items-added response-property-unevaluated-properties-added
    response-required-property-added response-required-property-became-not-read-only
    response-required-property-became-not-write-only response-required-property-became-read-only
    response-required-property-became-write-only response-required-write-only-property-added
    response-required-write-only-property-removed response-success-status-added
    response-write-only-property-became-optional response-write-only-property-became-required
    response-write-only-property-enum-value-added webhook-added
  `,
};

/** Every id, with its level. */
export const IDS: ReadonlyMap<string, Level> = new Map(
  (Object.keys(BY_LEVEL) as readonly Level[]).flatMap((level) =>
    BY_LEVEL[level]
      .trim()
      .split(/\s+/)
      .map((id) => [id, level] as const),
  ),
);
