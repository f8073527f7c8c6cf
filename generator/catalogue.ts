// The catalogue of diagnostics: code → severity, message and what to do. Data only.
// `{name}` stands for a parameter; `diagnostic()` demands every one of them by type.

export const catalogue = {
  // text
  "empty-document": {
    severity: "error",
    message: "The document is empty.",
    help: "An OpenAPI document has at least `openapi`, `info` and `paths`.",
  },
  "binary-document": {
    severity: "error",
    message: "This is not text: it has {what}.",
    help: "Give an OpenAPI document in YAML or JSON, encoded as UTF-8.",
  },
  syntax: {
    severity: "error",
    message: "{problem}",
    help: "Mend the {language} here.",
  },
  "duplicate-key": {
    severity: "error",
    message: "The key `{name}` stands here a second time; readers disagree on which one counts.",
    help: "Remove or rename one of the two.",
  },
  "bad-alias": {
    severity: "error",
    message: "The alias `*{name}` {problem}.",
    help: "Write the value out here, or refer to a component with `$ref`.",
  },
  "bad-number": {
    severity: "error",
    message: "{found} is not a number that JSON can carry.",
    help: "Write a finite number, or a text in quotes.",
  },
  "replacement-character": {
    severity: "warning",
    message: "The text has a replacement character (U+FFFD): something here was lost before.",
    help: "Restore the character that was meant, and save the document as UTF-8.",
  },
  "too-deep": {
    severity: "error",
    message: "The document is nested more than {limit} levels deep.",
    help: "Move inner parts to `components` and refer to them.",
  },
  // document
  "not-openapi": {
    severity: "error",
    message: "This is not an OpenAPI 3 document: {found}.",
    help: "Start it with `openapi: 3.1.0` (3.0, 3.1 and 3.2 are read).",
  },
  "swagger-2": {
    severity: "error",
    message: "This is a Swagger document (`swagger: {found}`), and not OpenAPI 3.",
    help: "Convert it, for instance by `npx swagger2openapi --patch --outfile openapi.yaml <file>` or at https://converter.swagger.io, and generate from the result.",
  },
  "unsupported-version": {
    severity: "error",
    message: "OpenAPI {version} is not read yet.",
    help: "Write the document in OpenAPI 3.2 or 3.1 (3.0 is read too).",
  },
  "missing-field": {
    severity: "error",
    message: "`{name}` is missing from {where}.",
    help: "Add it.",
  },
  "wrong-type": {
    severity: "error",
    message: "{what} must be {expected}, and this is {found}.",
    help: "{advice}",
  },
  "unknown-value": {
    severity: "error",
    message: "{what} can't be `{found}`.",
    help: "{advice}",
  },
  "missing-ref": {
    severity: "error",
    message: "`{ref}` refers to nothing in this document.",
    help: "{advice}",
  },
  "wrong-ref": {
    severity: "error",
    message: "`{ref}` refers to {found}, and {expected} belongs here.",
    help: "Refer to a component of the right kind.",
  },
  "circular-ref": {
    severity: "error",
    message: "`{ref}` refers to itself ({chain}) and never reaches anything.",
    help: "Let one of them say what it is, not only where it is.",
  },
  "ignored-siblings": {
    severity: "warning",
    message: "OpenAPI 3.0 ignores what stands beside a `$ref`: {names} has no effect here.",
    help: "Make the reference the only item of an `allOf` and put the rest beside that, or move to OpenAPI 3.1.",
  },
  slip: {
    severity: "warning",
    message: "{what} is {reading}.",
    help: "Write it so: other programs may read it otherwise, or refuse it.",
  },
  "newer-keyword": {
    severity: "warning",
    message: "OpenAPI 3.0 has no {names} in a schema: read as OpenAPI 3.1 has it.",
    help: "Other programs may ignore it: move the document to OpenAPI 3.1, or say it otherwise.",
  },
  "missing-description": {
    severity: "warning",
    message: "`description` is missing from this response.",
    help: "Add it: OpenAPI demands it before 3.2.",
  },
  "implied-null": {
    severity: "warning",
    message: "Only null is in this `enum`, and the `type` beside it has no null: read as null.",
    help: "Write `nullable: true` beside them.",
  },
  "ignored-nullable": {
    severity: "warning",
    message: "`nullable` has no effect here: {reason}.",
    help: "{advice}",
  },
  "ref-past-id": {
    severity: "warning",
    message: "`{ref}` counts from the `$id` around it, `{id}`, and there is no such place in it.",
    help: "It is read as if it counted from the file's root. Other programs won't: remove the `$id`, or refer by name.",
  },
  "external-ref": {
    severity: "error",
    message: "`{ref}` refers to another document, which could not be read.",
    help: "{advice}",
  },
  "duplicate-name": {
    severity: "error",
    message: "Two {things} want the name `{name}`: this one and {other}.",
    help: "{advice}",
  },
  renamed: {
    severity: "warning",
    message:
      "Two {things} want the name `{name}`: this one and {other}. This one is called `{chosen}`.",
    help: "{advice}",
  },
  "path-parameter-undeclared": {
    severity: "warning",
    message: "The path has `{{name}}`, and {operation} declares no path parameter of that name.",
    help: "{advice} Declare it: `name: {name}`, `in: path`, `required: true` and a `schema`.",
  },
  "path-parameter-unused": {
    severity: "warning",
    message: "The path parameter `{name}` does not occur in the path `{path}`.",
    help: "It is left out. Write `{{name}}` where it belongs in the path, or remove the parameter. {advice}",
  },
  "path-expansion": {
    severity: "warning",
    message:
      "`{found}` in a path is no OpenAPI: it is read as RFC 6570 has it, and a `/` in its value is sent as it is.",
    help: "Other programs may send it as `%2F`, or refuse it. Write one parameter for each step where their number is known.",
  },
  "bad-extension": {
    severity: "error",
    message: "`{name}` {problem}.",
    help: "{advice}",
  },
  // structure
  "misspelt-field": {
    severity: "error",
    message: "`{name}` is not a field of {where}.",
    help: "{advice} If it is meant for another program, start its name with `x-`.",
  },
  "unknown-field": {
    severity: "warning",
    message: "`{name}` is not a field of {where} and says nothing here.",
    help: "Start its name with `x-` if it is meant for another program, or remove it.",
  },
  "bad-path": {
    severity: "error",
    message: "The path `{path}` does not start with `/`.",
    help: "Write `/{path}`.",
  },
  "ambiguous-path": {
    severity: "warning",
    message:
      "`{path}` and `{other}` differ only in the names of their parameters, and both have {method}.",
    help: "A client can call both; no server, and no mock of ours, can tell them apart. Keep one of them, or tell them apart by a fixed step.",
  },
  "duplicate-parameter": {
    severity: "error",
    message: "The {place} parameter `{name}` stands in this list a second time.",
    help: "Remove or rename one of the two.",
  },
  "unknown-security-scheme": {
    severity: "warning",
    message:
      "`components/securitySchemes` defines no `{name}`; the alternative that needs it is left out.",
    help: "{advice}",
  },
  // schemas
  "too-far": {
    severity: "error",
    message: "{schema} {problem}.",
    help: "No program that reads the document could hold what it describes: make it smaller.",
  },
  "unsupported-keyword": {
    severity: "error",
    message:
      "The keyword `{keyword}` is not supported yet; ignoring it would accept what the document forbids.",
    help: "{advice}",
  },
  "misspelt-keyword": {
    severity: "error",
    message: "`{keyword}` is not a keyword of JSON Schema.",
    help: "{advice} If it is meant for another program, start its name with `x-`.",
  },
  "other-dialect": {
    severity: "warning",
    message:
      "This schema says that it is written in `{dialect}`; it is read as JSON Schema 2020-12.",
    help: "Write it in that dialect, and remove `$schema`; a vocabulary of one's own is not read.",
  },
  "unknown-keyword": {
    severity: "warning",
    message: "`{keyword}` is not a keyword of JSON Schema and says nothing here.",
    help: "{advice} Start its name with `x-` if it is meant for another program, or remove it.",
  },
  "bad-pattern": {
    severity: "error",
    message: "The pattern does not compile: {problem}.",
    help: "Patterns are ECMA-262 regular expressions.",
  },
  "pattern-without-u": {
    severity: "warning",
    message: "The pattern `{pattern}` compiles only without the flag `u`, and is used without it.",
    help: "With `u` only what means something may be escaped: write `:` for `\\:`. Without it, `.` and classes see halves of characters beyond U+FFFF.",
  },
  "slow-pattern": {
    severity: "warning",
    message:
      "The pattern `{pattern}` takes exponential time over some texts: it can read the same text in many ways.",
    help: "Rewrite it so that each text can be read in one way, as `^a+$` for `^(a+)+$`; or let a `maxLength` of at most 20 stand beside it, which is tested first.",
  },
  "loose-discriminator": {
    severity: "warning",
    message:
      "The discriminator selects nothing: not every branch of a union pins `{name}` to values of its own.",
    help: "Give each branch `{name}` with an `enum` or `const` of its own and require it; as it stands, every branch is tried.",
  },
  "wrong-mapping": {
    severity: "warning",
    message: "The mapping gives `{tag}` to a branch whose own schema never has `{name}` as that.",
    help: "Mend one of the two: the branch's schema decides which values are valid.",
  },
  "wrong-default-mapping": {
    severity: "warning",
    message: "`defaultMapping` leads to `{target}`, which is no branch of this union.",
    help: "Mend it: the branches decide which values are valid, and this is none of them.",
  },
  "format-not-asserted": {
    severity: "warning",
    message: "The format `{format}` is documentation only: values are not checked against it.",
    help: "{advice}",
  },
  "lossy-bundle": {
    severity: "warning",
    message: "In one document for other readers, this `$dynamicRef` has no scopes to look into.",
    help: "What is generated here is right; only the printed document says less. Readers of the files themselves see it.",
  },
  "lossy-downgrade": {
    severity: "warning",
    message: "OpenAPI 3.0 can't express {what}; the 3.0 copy leaves it out.",
    help: "Readers of the 3.1 document see it; readers of the 3.0 copy do not.",
  },
  // fixtures
  "bad-example": {
    severity: "warning",
    message: "This example is not a valid {schema}: {problem}.",
    help: "It is left out of all that is generated. Change the example or the schema: they contradict each other.",
  },
  "bad-default": {
    severity: "warning",
    message: "This default is not a valid {schema}: {problem}.",
    help: "It is left out of all that is generated. Change the default or the schema: they contradict each other.",
  },
  "no-fixture": {
    severity: "warning",
    message: "No value could be made for {schema}: {problem}.",
    help: "It has no fixtures, and where it is an answer the mock server sends none. Give the schema an `example`, or loosen what can't hold at the same time.",
  },
  // operations
  "unsupported-feature": {
    severity: "warning",
    message: "{what} is not supported yet: {consequence}.",
    help: "{advice}",
  },
  "no-operations": {
    severity: "warning",
    message: "The document has no operation that a client could call.",
    help: "Types, validators and fixtures of its schemas are generated; the client is empty.",
  },
} as const;
