// The document keeps its promises: every example fits, everything is explained, nothing is in it
// that OpenAPI 3.0 can't say. That it is well formed is left to `redocly lint`.
import { expect, test } from "vitest";
import type { Json, JsonObject, Pointer } from "../../generator/model/model.ts";
import { document, examplesOf, isObject, member, places, problems, resolve } from "./document.ts";
import type { Place } from "./document.ts";

interface Sample {
  readonly at: Pointer;
  readonly schema: Pointer;
  readonly value: Json | undefined;
}

const all = places();
const operations = all.filter(({ node }) => "operationId" in node);
const schemas = all.filter(({ at }) => /^\/components\/schemas\/|\/schema(\/|$)/.test(at));
const mediaTypes = all.filter(({ at }) => at.endsWith("/application~1json"));

/** Examples stand beside a `schema`, or in a schema. */
const samples: readonly Sample[] = [
  ...all.flatMap(({ at, node }) => {
    if (!("schema" in node)) return [];
    const named = [...examplesOf(node)].map(([name, value]) => ({ at: `${at}/${name}`, value }));
    const single = "example" in node ? [{ at, value: node["example"] }] : [];
    return [...named, ...single].map((sample) => ({ ...sample, schema: `${at}/schema` }));
  }),
  ...schemas.flatMap(({ at, node }) =>
    "example" in node ? [{ at, schema: at, value: node["example"] }] : [],
  ),
];

const pointers = (found: readonly Place[]): readonly Pointer[] => found.map(({ at }) => at);

test("every example fits its schema", () => {
  const misfits = samples
    .map(({ at, schema, value }) => ({ at, problem: problems(schema, value) }))
    .filter(({ problem }) => problem !== "");

  expect(misfits).toEqual([]);
});

test("every request and every response has named examples, each with a summary", () => {
  const bare = mediaTypes.filter(({ node }) => examplesOf(node).size === 0);
  const named = all.flatMap(({ node }) => Object.entries(member(node, "examples")));
  const poor = named.filter(
    ([name, example]) => !/^[a-zA-Z]+$/.test(name) || !isObject(example) || !summary(example),
  );

  expect(mediaTypes.length).toBeGreaterThanOrEqual(4 + 4 + 8);
  expect(pointers(bare)).toEqual([]);
  expect(poor).toEqual([]);
});

const summary = (example: JsonObject): Json | undefined => resolve(example)["summary"];

test("a success reports no errors, and a failure gives nothing but errors", () => {
  const answers = mediaTypes
    .filter(({ at }) => at.includes("/responses/"))
    .flatMap(({ node }) => [...examplesOf(node).values()])
    .filter((value) => isObject(value));
  const inconsistent = answers.filter(({ success, errors, messages, result }) => {
    const count = Array.isArray(errors) ? errors.length : -1;
    const envelope = Array.isArray(messages) && messages.length === 0;
    return !envelope || (success === true ? count !== 0 : count < 1 || result !== null);
  });

  expect(inconsistent).toEqual([]);
});

test("everything is described", () => {
  const properties = all.flatMap(({ at, node }) =>
    Object.entries(member(node, "properties")).map(([name, property]) => ({
      at: `${at}/properties/${name}`,
      node: isObject(property) ? resolve(property) : {},
    })),
  );
  const parts = all.filter(
    ({ at, node }) =>
      "operationId" in node ||
      /^\/components\/(schemas|parameters|headers|responses|securitySchemes)\/\w+$/.test(at) ||
      /\/(requestBody|responses\/200)$/.test(at),
  );
  const silent = [...properties, ...parts].filter(({ node }) => !node["description"]);

  expect(properties.length).toBeGreaterThan(40);
  expect(pointers(silent)).toEqual([]);
});

test("the four calls have the names of the client's methods, and answer with every status", () => {
  const statuses = ["200", "400", "401", "403", "404", "405", "413", "429", "5XX"];
  const base = "/accounts/{account_id}/queues/{queue_id}/messages";
  const found = Object.entries(member(document, "paths")).map(([path, item]) => {
    const post = isObject(item) ? member(item, "post") : {};
    return [path, post["operationId"], Object.keys(member(post, "responses"))];
  });

  expect(found).toEqual(
    expect.arrayContaining([
      [base, "queues.messages.push", statuses],
      [`${base}/batch`, "queues.messages.bulkPush", statuses],
      [`${base}/pull`, "queues.messages.pull", statuses],
      [`${base}/ack`, "queues.messages.ack", statuses],
    ]),
  );
});

test("every call accepts a token, or an e-mail address with a key, of either permission", () => {
  expect(document["security"]).toEqual([{ api_token: [] }, { api_email: [], api_key: [] }]);
  for (const { node } of operations) {
    expect(node["x-api-token-group"]).toEqual(["Queues Write", "Workers Scripts Write"]);
  }
});

test("the values of the documents that the project began with stand in it", () => {
  const values = new Set(samples.flatMap(({ value }) => scalars(value)));
  const wanted = [
    "023e105f4ecef8ad9ca31a8372d0c353",
    "b01b5594f784d0165c2985833f5660dd",
    "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIn0..Q8p21d7dceR6vUfwftONdQ.JVqZgAS-Zk7MqmqccYtTHeeMElNHaOMigeWdb8LyMOg.T2_HV99CYzGaQuhTyW8RsgbnpTRZHRM6N7UoSaAKeK0",
    ...["hello world", "dash", "msg1", "msg2", "msg3", "No route for the URI"],
    ...[1710950954154, 1024, 5, 50, 6000, 600, 300, 0, 7003],
  ];

  expect(wanted.filter((value) => !values.has(value))).toEqual([]);
});

function scalars(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return [value];
  return Object.values(value).flatMap(scalars);
}

test("it keeps to what OpenAPI 3.0 can say", () => {
  const foreign = ["anyOf", "const", "exclusiveMinimum", "exclusiveMaximum", "examples", "$defs"];
  const type = (node: JsonObject): boolean =>
    Array.isArray(node["type"]) && (node["type"].length !== 2 || node["type"][1] !== "null");
  const beyond = schemas
    .filter(({ at }) => !at.endsWith("/properties"))
    .filter(({ node }) => foreign.some((key) => key in node) || type(node));
  const siblings = all.filter(({ node }) => "$ref" in node && Object.keys(node).length > 1);

  expect(pointers(beyond)).toEqual([]);
  expect(pointers(siblings)).toEqual([]);
});

test("every union has named branches, each with a required tag that the mapping knows", () => {
  const unions = schemas.filter(({ node }) => "oneOf" in node);
  const found = unions.map(({ node }) => {
    const mapping = Object.entries(member(member(node, "discriminator"), "mapping"));
    const tag = String(member(node, "discriminator")["propertyName"]);
    const tags = mapping.map(([, $ref]) => tagOf(resolve({ $ref }), tag));
    return { branches: node["oneOf"], tags, mapping };
  });

  expect(found.length).toBeGreaterThan(0);
  for (const { branches, tags, mapping } of found) {
    expect(branches).toEqual(mapping.map(([, $ref]) => ({ $ref })));
    expect(tags).toEqual(mapping.map(([tag]) => [tag]));
  }
});

/** The values that a branch permits for its tag, where it requires one. */
function tagOf({ required, properties }: JsonObject, tag: string): Json | undefined {
  if (!Array.isArray(required) || !required.includes(tag) || !isObject(properties))
    return undefined;
  return member(properties, tag)["enum"];
}

test("its own extensions are the six that the generator knows", () => {
  const found = all.flatMap(({ node }) => Object.keys(node)).filter((key) => /^x-/.test(key));

  expect([...new Set(found)].sort()).toEqual([
    "x-api-token-group",
    "x-onespec-bare-list",
    "x-onespec-bind",
    "x-onespec-default-tag",
    "x-onespec-envelope",
    "x-onespec-idempotent",
    "x-onespec-short-names",
  ]);
});
