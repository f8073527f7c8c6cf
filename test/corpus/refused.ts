// Documents of the corpus that are refused: the codes of their errors, and why each is right. An entry
// that is no longer needed fails.

export interface Refused {
  readonly codes: string;
  readonly why: string;
}

export const refused: Readonly<Record<string, Refused>> = {
  "docs/Redocly_redocly-cli__tests_e2e_lint_operation-operationId-unique-error_openapi_77de07.yaml":
    { codes: "wrong-type", why: "`info.version` is the number 1, and OpenAPI wants a text" },
  "docs/acacode_swagger-typescript-api__tests_fixtures_schemas_v3.0_additional-properties2_ee0a02.json":
    { codes: "missing-field", why: "OpenAPI 3.0 demands `paths` and `info.version`" },
  "docs/acacode_swagger-typescript-api__tests_fixtures_schemas_v3.0_wrong-schema-names_afce11.yaml":
    { codes: "missing-ref", why: "its references have another case than the components" },
  "docs/hey-api_openapi-ts__specs_3.0.x_additional-properties-true_e15f94.json": {
    codes: "missing-field",
    why: "OpenAPI 3.0 demands `paths`",
  },
  "docs/hey-api_openapi-ts__specs_3.0.x_body-response-text-plain_4a811b.yaml": {
    codes: "wrong-type",
    why: "`info.version` is the number 1, and OpenAPI wants a text",
  },
  "docs/oapi-codegen_oapi-codegen__internal_test_references_external_path_item_refs_common_501ec0.yaml":
    { codes: "missing-field", why: "OpenAPI 3.0 demands `paths`" },
  "docs/openapi-ts_openapi-typescript__packages_openapi-typescript_examples_enum-root-types_616834.yaml":
    { codes: "missing-field", why: "OpenAPI 3.0 demands `paths`" },
};
