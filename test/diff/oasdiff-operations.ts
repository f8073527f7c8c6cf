// Pairs of documents for oasdiff's ids about operations and their parts, and about properties as such.
import type { JsonObject } from "../../generator/model/model.ts";
import {
  header,
  having,
  operation,
  type Pair,
  parameter,
  requestBody,
  responseBody,
  rootWith,
} from "./pairs.ts";

const text = { type: "string" };
const old = { type: "object", properties: { name: text } };

function turning(
  forth: string,
  back: string,
  was: JsonObject,
  is: JsonObject,
): readonly (readonly [string, Pair])[] {
  return [
    [forth, [was, is]],
    [back, [is, was]],
  ];
}

// --- Properties of bodies ---

function property(schema: JsonObject, required: readonly string[] = []): JsonObject {
  return { type: "object", properties: { name: text, it: schema }, required };
}

const bare: JsonObject = { type: "object", properties: { name: text } };

/** Flags that come and go, of a property that is optional or required. */
function flags(direction: "request" | "response"): readonly (readonly [string, Pair])[] {
  const body = direction === "request" ? requestBody : responseBody;
  return (["optional", "required"] as const).flatMap((presence) =>
    (["readOnly", "writeOnly"] as const).flatMap((flag) => {
      const required = presence === "required" ? ["it"] : [];
      const name = flag === "readOnly" ? "read-only" : "write-only";
      const start = `${direction}-${presence}-property-became`;
      const [was, is] = [property(text, required), property({ ...text, [flag]: true }, required)];
      return turning(`${start}-${name}`, `${start}-not-${name}`, body(was), body(is));
    }),
  );
}

const hidden = { ...text, writeOnly: true };

const PROPERTIES: readonly (readonly [string, Pair])[] = [
  ["new-required-request-property", [requestBody(bare), requestBody(property(text, ["it"]))]],
  [
    "new-required-request-property-with-default",
    [requestBody(bare), requestBody(property({ ...text, default: "a" }, ["it"]))],
  ],
  ["new-optional-request-property", [requestBody(bare), requestBody(property(text))]],
  ["request-property-removed", [requestBody(property(text)), requestBody(bare)]],
  ...turning(
    "request-property-became-required",
    "request-property-became-optional",
    requestBody(property(text)),
    requestBody(property(text, ["it"])),
  ),
  [
    "request-property-became-required-with-default",
    [
      requestBody(property({ ...text, default: "a" })),
      requestBody(property({ ...text, default: "a" }, ["it"])),
    ],
  ],
  ...turning(
    "response-property-became-required",
    "response-property-became-optional",
    responseBody(property(text)),
    responseBody(property(text, ["it"])),
  ),
  ...turning(
    "response-write-only-property-became-required",
    "response-write-only-property-became-optional",
    responseBody(property(hidden)),
    responseBody(property(hidden, ["it"])),
  ),
  ...turning(
    "response-optional-property-added",
    "response-optional-property-removed",
    responseBody(bare),
    responseBody(property(text)),
  ),
  ...turning(
    "response-optional-write-only-property-added",
    "response-optional-write-only-property-removed",
    responseBody(bare),
    responseBody(property(hidden)),
  ),
  ...turning(
    "response-required-property-added",
    "response-required-property-removed",
    responseBody(bare),
    responseBody(property(text, ["it"])),
  ),
  ...turning(
    "response-required-write-only-property-added",
    "response-required-write-only-property-removed",
    responseBody(bare),
    responseBody(property(hidden, ["it"])),
  ),
  ...flags("request"),
  ...flags("response"),
];

// --- Parameters ---

const none = operation({});

const PARAMETERS: readonly (readonly [string, Pair])[] = [
  ["new-required-request-parameter", [none, parameter(text, { required: true })]],
  ["new-optional-request-parameter", [none, parameter(text)]],
  [
    "new-required-request-default-parameter-to-existing-path",
    [none, forPath({ name: "p", in: "query", required: true, schema: text })],
  ],
  [
    "new-optional-request-default-parameter-to-existing-path",
    [none, forPath({ name: "p", in: "query", schema: text })],
  ],
  [
    "new-request-path-parameter",
    [
      none,
      rootWith({
        paths: {
          "/things/{id}": {
            post: {
              operationId: "doThing",
              parameters: [{ name: "id", in: "path", required: true, schema: text }],
              responses: { 200: { description: "Done" } },
            },
          },
        },
      }),
    ],
  ],
  ["request-parameter-removed", [parameter(text), none]],
  ["request-parameter-removed-with-deprecation", [parameter(text, { deprecated: true }), none]],
  [
    "request-parameter-removed-before-sunset",
    [parameter(text, { deprecated: true, "x-sunset": "2099-01-01" }), none],
  ],
  [
    "request-parameter-sunset-parse",
    [parameter(text, { deprecated: true, "x-sunset": "soon" }), none],
  ],
  [
    "request-parameter-sunset-deleted",
    [
      parameter(text, { deprecated: true, "x-sunset": "2099-01-01" }),
      parameter(text, { deprecated: true }),
    ],
  ],
  ...turning(
    "request-parameter-deprecated",
    "request-parameter-reactivated",
    parameter(text),
    parameter(text, { deprecated: true }),
  ),
  ...turning(
    "request-parameter-became-required",
    "request-parameter-became-optional",
    parameter(text),
    parameter(text, { required: true }),
  ),
  [
    "request-parameter-property-type-changed",
    [
      parameter(having({ type: "integer" }), { style: "deepObject" }),
      parameter(having(text), { style: "deepObject" }),
    ],
  ],
  [
    "new-required-request-header-property",
    [parameter(old, { in: "header" }), parameter(property(text, ["it"]), { in: "header" })],
  ],
  [
    "request-header-property-became-required",
    [
      parameter(having(text), { in: "header" }),
      parameter(having(text, { required: ["it"] }), { in: "header" }),
    ],
  ],
];

/** One operation, with a parameter that stands at its path. */
function forPath(shared: JsonObject): JsonObject {
  const { paths, ...rest } = none as { readonly paths: Readonly<Record<string, JsonObject>> };
  const item = { ...paths["/things"], parameters: [shared] };
  return { ...rest, paths: { "/things": item } } as unknown as JsonObject;
}

// --- Bodies, media types, responses ---

function body(members: JsonObject): JsonObject {
  return operation({
    requestBody: { content: { "application/json": { schema: text } }, ...members },
  });
}

const json = { "application/json": { schema: text } };
const xml = { "application/xml": { schema: text } };

function answering(responses: JsonObject): JsonObject {
  return operation({ responses });
}

function answer(content?: JsonObject, members: JsonObject = {}): JsonObject {
  return { description: "Done", ...(content === undefined ? {} : { content }), ...members };
}

const header1 = (required: boolean): JsonObject => header(text, { required });
const object = (required: readonly string[]): JsonObject => ({ ...old, required });

const BODIES: readonly (readonly [string, Pair])[] = [
  ["request-body-added-required", [none, body({ required: true })]],
  ["request-body-added-optional", [none, body({})]],
  ["request-body-removed", [body({}), none]],
  ...turning(
    "request-body-became-required",
    "request-body-became-optional",
    body({}),
    body({ required: true }),
  ),
  ...turning(
    "request-body-media-type-added",
    "request-body-media-type-removed",
    body({ content: json }),
    body({ content: { ...json, ...xml } }),
  ),
  ...turning(
    "request-body-media-type-schema-added",
    "request-body-media-type-schema-removed",
    requestBody(undefined),
    requestBody(object(["name"])),
  ),
  ...turning(
    "response-body-media-type-schema-added",
    "response-body-media-type-schema-removed",
    responseBody(undefined),
    responseBody(object(["name"])),
  ),
  ...turning(
    "response-media-type-added",
    "response-media-type-removed",
    answering({ 200: answer(json) }),
    answering({ 200: answer({ ...json, ...xml }) }),
  ),
  [
    "response-media-type-name-changed",
    [
      answering({ 200: answer({ "application/json;v=1": { schema: text } }) }),
      answering({ 200: answer({ "application/json;w=2": { schema: text } }) }),
    ],
  ],
  ...turning(
    "response-media-type-parameter-added",
    "response-media-type-parameter-removed",
    answering({ 200: answer(json) }),
    answering({ 200: answer({ "application/json;v=1": { schema: text } }) }),
  ),
  [
    "response-media-type-parameter-changed",
    [
      answering({ 200: answer({ "application/json;v=1": { schema: text } }) }),
      answering({ 200: answer({ "application/json;v=2": { schema: text } }) }),
    ],
  ],
  ...turning(
    "response-media-type-name-generalized",
    "response-media-type-name-specialized",
    answering({ 200: answer({ "application/problem+json": { schema: text } }) }),
    answering({ 200: answer(json) }),
  ),
  ...turning(
    "response-success-status-added",
    "response-success-status-removed",
    answering({ 200: answer(json) }),
    answering({ 200: answer(json), 201: answer(json) }),
  ),
  ...turning(
    "response-non-success-status-added",
    "response-non-success-status-removed",
    answering({ 200: answer(json) }),
    answering({ 200: answer(json), 404: answer() }),
  ),
  ["response-header-added", [none, header1(true)]],
  ["required-response-header-removed", [header1(true), none]],
  ["optional-response-header-removed", [header1(false), none]],
  ["response-header-became-optional", [header1(true), header1(false)]],
  ...(["request", "response"] as const).map((side): readonly [string, Pair] => {
    const media = (type: string, schema: JsonObject): JsonObject => ({ [type]: { schema } });
    const make = (schema: JsonObject): JsonObject =>
      side === "request"
        ? body({ content: media("application/xml", schema) })
        : answering({ 200: answer(media("application/xml", schema)) });
    const [was, is] = [make({ type: "integer" }), make(text)];
    return [`${side}-body-type-compatible`, side === "request" ? [was, is] : [is, was]];
  }),
  ...(["request", "response"] as const).map((side): readonly [string, Pair] => {
    const make = (schema: JsonObject): JsonObject => {
      const content = { "application/xml": { schema: having(schema) } };
      return side === "request" ? body({ content }) : answering({ 200: answer(content) });
    };
    const [was, is] = [make({ type: "integer" }), make(text)];
    return [`${side}-property-type-compatible`, side === "request" ? [was, is] : [is, was]];
  }),
  ["response-header-type-changed", [header({ type: "integer" }), header({ type: "boolean" })]],
  ["response-header-type-compatible", [header(text), header({ type: "integer" })]],
];

// --- Operations and documents ---

function living(members: JsonObject): JsonObject {
  return operation(members);
}

const SUNSET = "x-sunset";
const empty = rootWith({});

const LIFE: readonly (readonly [string, Pair])[] = [
  ["endpoint-added", [empty, none]],
  ...turning("endpoint-deprecated", "endpoint-reactivated", none, living({ deprecated: true })),
  ["endpoint-deprecated-with-sunset", [none, living({ deprecated: true, [SUNSET]: "2099-01-01" })]],
  ["api-removed-without-deprecation", [besides(none), besides(empty)]],
  ["api-removed-with-deprecation", [besides(living({ deprecated: true })), besides(empty)]],
  [
    "api-removed-before-sunset",
    [besides(living({ deprecated: true, [SUNSET]: "2099-01-01" })), besides(empty)],
  ],
  ["api-path-removed-without-deprecation", [none, empty]],
  ["api-path-removed-with-deprecation", [living({ deprecated: true }), empty]],
  ["api-path-removed-before-sunset", [living({ deprecated: true, [SUNSET]: "2099-01-01" }), empty]],
  ["api-path-sunset-parse", [living({ deprecated: true, [SUNSET]: "soon" }), empty]],
  [
    "sunset-deleted",
    [living({ deprecated: true, [SUNSET]: "2099-01-01" }), living({ deprecated: true })],
  ],
  ...turning(
    "api-operation-id-added",
    "api-operation-id-removed",
    unnamed(),
    operation({ operationId: "doThing" }),
  ),
  ...turning("api-tag-added", "api-tag-removed", none, operation({ tags: ["Things"] })),
  ...turning("webhook-added", "webhook-removed", empty, {
    ...empty,
    webhooks: { done: { post: { responses: { 200: { description: "Thanks" } } } } },
  }),
  ["api-schema-removed", [rootWith({ components: { schemas: { Thing: old } } }), empty]],
];

/** The path keeps another operation. */
function besides(root: JsonObject): JsonObject {
  const own = (root["paths"] as Readonly<Record<string, JsonObject>>)["/things"] ?? {};
  const other = { operationId: "listThings", responses: { 200: { description: "Done" } } };
  return { ...root, paths: { "/things": { ...own, get: other } } };
}

function unnamed(): JsonObject {
  return rootWith({
    paths: { "/things": { post: { responses: { 200: { description: "Done" } } } } },
  });
}

// --- Security ---

const URLS = {
  authorizationUrl: "https://example.com/authorize",
  tokenUrl: "https://example.com/token",
};

/** A scheme with two flows: of those, oasdiff looks at the implicit one alone. */
function schemes(members: JsonObject, others: JsonObject = {}): JsonObject {
  const { tokenUrl, ...all } = { ...URLS, scopes: { read: "Read" }, ...members };
  const flows = { implicit: all, authorizationCode: { ...all, tokenUrl } };
  return { securitySchemes: { oauth: { type: "oauth2", flows }, ...others } };
}

function oauth(members: JsonObject): JsonObject {
  return { ...none, components: schemes(members) };
}

const key = { type: "apiKey", in: "header", name: "X-Key" };

function secured(security: JsonObject["x"], isGlobal: boolean): JsonObject {
  const around = { components: schemes({ scopes: { read: "Read", write: "Write" } }, { key }) };
  return isGlobal ? { ...none, ...around, security } : operation({ security }, around);
}

function requirements(start: string, isGlobal: boolean): readonly (readonly [string, Pair])[] {
  const [one, either, more] = [
    secured([{ oauth: ["read"] }], isGlobal),
    secured([{ oauth: ["read"] }, { key: [] }], isGlobal),
    secured([{ oauth: ["read", "write"] }], isGlobal),
  ];
  return [
    ...turning(`${start}-added`, `${start}-removed`, one, either),
    ...turning(`${start}-scope-added`, `${start}-scope-removed`, one, more),
  ];
}

const COMPONENT = "api-security-component";

const SECURITY: readonly (readonly [string, Pair])[] = [
  ...requirements("api-security", false),
  ...requirements("api-global-security", true),
  ...turning(`${COMPONENT}-added`, `${COMPONENT}-removed`, none, oauth({})),
  [
    `${COMPONENT}-type-changed`,
    [oauth({}), { ...none, components: { securitySchemes: { oauth: key } } }],
  ],
  [
    `${COMPONENT}-oauth-url-changed`,
    [oauth({}), oauth({ authorizationUrl: "https://example.com/login" })],
  ],
  [
    `${COMPONENT}-oauth-token-url-changed`,
    [oauth({}), oauth({ tokenUrl: "https://example.com/tokens" })],
  ],
  ...turning(
    `${COMPONENT}-oauth-scope-added`,
    `${COMPONENT}-oauth-scope-removed`,
    oauth({}),
    oauth({ scopes: { read: "Read", write: "Write" } }),
  ),
  [`${COMPONENT}-oauth-scope-changed`, [oauth({}), oauth({ scopes: { read: "Read everything" } })]],
];

export const OPERATIONS: ReadonlyMap<string, Pair> = new Map([
  ...PROPERTIES,
  ...PARAMETERS,
  ...BODIES,
  ...LIFE,
  ...SECURITY,
]);
