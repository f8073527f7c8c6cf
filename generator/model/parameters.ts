// Parameters of an operation and of its path item → path parameters in URL order, query, headers and
// cookies, each with the style in which it travels.
import { escapeStep } from "../document/pointer.ts";
import { diagnostic, didYouMean } from "../diagnostics.ts";
import {
  asString,
  asList,
  child,
  children,
  type Cursor,
  follow,
  oneOf,
  readDocs,
  type Reading,
  required,
} from "./cursor.ts";
import { readExamples } from "./examples.ts";
import { isBound } from "./extensions.ts";
import type { Example, Json, JsonObject, ParameterGroup, PathParameter, Schema } from "./model.ts";
import { pascalCase, valueName } from "./names.ts";
import { type Declared, isIgnored, readStyle, schemaOf } from "./parameter-styles.ts";
import { isSchema, type Registry } from "./registry.ts";
import { shapeOf } from "./shapes.ts";

/** The operation that parameters belong to. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly at: string;
}

const PLACES = ["path", "query", "querystring", "header", "cookie"] as const;

/** All parameters that count: the operation's own override those of its path item. */
export function declaredParameters(
  reading: Reading,
  item: Cursor,
  operation: Cursor,
): readonly Declared[] {
  const byKey = new Map<string, Declared>();
  for (const owner of [item, operation]) {
    const list = child(owner, "parameters");
    asList(reading, list, "`parameters`");
    for (const [, entry] of children(list)) {
      const declared = declare(reading, follow(reading, entry));
      if (declared !== undefined) byKey.set(`${declared.place} ${declared.name}`, declared);
    }
  }
  return [...byKey.values()];
}

function declare(reading: Reading, cursor: Cursor): Declared | undefined {
  if (cursor.value === undefined) return undefined;
  const name = required(reading, cursor, "name", "this parameter", asString);
  if (required(reading, cursor, "in", "this parameter", asString) === undefined) return undefined;
  const place = oneOf(reading, child(cursor, "in"), "`in` of a parameter", PLACES);
  return name === undefined || place === undefined ? undefined : { name, place, cursor };
}

/** The path parameters in URL order; those declared and not in the URL, or the reverse, are reported. */
export function pathParameters(
  reading: Reading,
  schemas: Registry,
  url: string,
  declared: readonly Declared[],
  operation: Named,
): readonly PathParameter[] {
  const own = new Map(
    declared.filter(({ place }) => place === "path").map((entry) => [entry.name, entry]),
  );
  const inUrl = [...url.matchAll(/\{\+?([^{}]*)\}/g)].map(([, name]) => name!);
  for (const [name, { cursor }] of own) {
    if (inUrl.includes(name)) continue;
    const advice = didYouMean(name, inUrl, "");
    reading.report(
      diagnostic("path-parameter-unused", `${cursor.at}/name`, { name, path: url, advice }),
    );
  }
  return [...new Set(inUrl)].flatMap((name) => {
    const entry = own.get(name);
    if (entry !== undefined) {
      const parameter = pathParameter(reading, schemas, entry, operation);
      return [url.includes(`{+${name}}`) ? wide(parameter) : parameter];
    }
    const params = { name, operation: `\`${operation.id}\``, advice: "" };
    reading.report(diagnostic("path-parameter-undeclared", operation.at, params, { key: true }));
    return [];
  });
}

/** Of `{+name}`: reserved characters stay as they are. */
function wide(parameter: PathParameter): PathParameter {
  return { ...parameter, style: { ...parameter.style, reserved: true, plain: false } };
}

function pathParameter(
  reading: Reading,
  schemas: Registry,
  declared: Declared,
  operation: Named,
): PathParameter {
  const { name, cursor } = declared;
  const schema = parameterSchema(schemas, declared, operation);
  schemas.addExamples(schema, valueExamples(reading, declared));
  return {
    name,
    argument: valueName(name),
    bound: isBound(reading, cursor),
    schema,
    style: readStyle(reading, declared),
    docs: readDocs(cursor),
    at: cursor.at,
  };
}

/** A bare primitive is one schema for all; others are named after the component, else the operation. */
function parameterSchema(schemas: Registry, declared: Declared, operation: Named): string {
  const { name, cursor: parameter } = declared;
  const cursor = orAnything(schemaOf(declared));
  const type = child(cursor, "type").value;
  const silent = ["type", "title", "description", "format", "default", "example", "examples"];
  const bare = children(cursor).every(([key]) => silent.includes(key) || key.startsWith("x-"));
  if (
    bare &&
    typeof type === "string" &&
    ["string", "integer", "number", "boolean"].includes(type)
  ) {
    const shared = { value: { type }, at: `${SHARED}/${type}` };
    return schemas.use(
      shared,
      `${pascalCase(type)}Parameter`,
      `${pascalCase(type)}PathParameter`,
      "parameters",
    );
  }
  const component = /^\/components\/parameters\/([^/]+)$/.exec(parameter.at)?.[1];
  const wanted =
    component === undefined ? pascalCase(operation.name) + pascalCase(name) : pascalCase(component);
  return schemas.use(cursor, `${wanted}Parameter`, `${wanted}PathParameter`, "parameters");
}

/** Where schemas stand that many parameters share; no pointer of a document looks so. */
const SHARED = "/components/parameters/-";

const SUFFIX = { query: "Query", header: "Headers", cookie: "Cookies" } as const;

/** Query, header or cookie parameters as one object schema, keyed by wire name. */
export function parameterGroup(
  reading: Reading,
  schemas: Registry,
  declared: readonly Declared[],
  place: "query" | "header" | "cookie",
  operation: Named,
): ParameterGroup | undefined {
  const members = declared.filter((entry) => entry.place === place && !isIgnored(entry));
  if (members.length === 0) return undefined;
  const needed = members.filter(({ cursor }) => child(cursor, "required").value === true);
  const value: JsonObject = {
    type: "object",
    properties: Object.fromEntries(
      members.map((member) => [member.name, propertySchema(reading, member)]),
    ),
    ...(needed.length > 0 && { required: needed.map(({ name }) => name) }),
  };
  const at = `${operation.at}/parameters/${place}`;
  for (const member of members) {
    const { name } = member;
    const property = `${at}/properties/${escapeStep(name)}`;
    schemas.move(property, schemaOf(member).at);
    if (allowsEmpty(member)) schemas.move(`${property}/anyOf/0`, schemaOf(member).at);
    valueExamples(reading, member).forEach((example, index) => {
      schemas.move(`${property}/examples/${index}`, example.at);
    });
  }
  const wanted = pascalCase(operation.name) + SUFFIX[place];
  const cursor = { value, at };
  const schema = schemas.use(cursor, wanted, `${wanted}Parameters`, "parameters");
  const styles = new Map(members.map((member) => [member.name, readStyle(reading, member)]));
  return { schema, styles, required: needed.length > 0, at: operation.at };
}

/** An example may show the text that goes over the wire: of a list or an object it is no value. */
function valueExamples(reading: Reading, declared: Declared): readonly Example[] {
  const { shapes, isOpen } = shapeOf(reading, schemaOf(declared));
  const isText = (value: Json): boolean => typeof value === "string";
  const content = children(child(declared.cursor, "content")).map(([, media]) => media);
  const all = [declared.cursor, ...content].flatMap((cursor) => readExamples(reading, cursor));
  return all.filter(({ value }) => isOpen || shapes.includes("primitive") || !isText(value));
}

/** Whether an empty value stands beside those of the schema. */
function allowsEmpty({ place, cursor }: Declared): boolean {
  return place === "query" && child(cursor, "allowEmptyValue").value === true;
}

/** The schema of a parameter with the parameter's own words and examples on it. */
function propertySchema(reading: Reading, declared: Declared): Json {
  const { cursor } = declared;
  const given = orAnything(schemaOf(declared));
  const own = isSchema(reading, given) ? (given.value as Schema) : true;
  if (typeof own === "boolean") return own;
  const schema: JsonObject = allowsEmpty(declared) ? { anyOf: [own, { const: "" }] } : own;
  const { description, deprecated } = readDocs(cursor);
  const examples = valueExamples(reading, declared).map(({ value }) => value);
  return {
    ...schema,
    ...(description !== "" && { description }),
    ...(deprecated && { deprecated }),
    ...(examples.length > 0 && { examples }),
  };
}

function orAnything(cursor: Cursor): Cursor {
  return cursor.value === undefined ? { ...cursor, value: true } : cursor;
}
