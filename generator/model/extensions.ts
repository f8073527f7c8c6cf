// The extensions that steer the generator: what OpenAPI can't say. Read here, documented in the README.
// A misused one is an error: it would otherwise change the client silently.
import { didYouMean, diagnostic } from "../diagnostics.ts";
import { FILES } from "../document/files.ts";
import {
  asBoolean,
  asObject,
  asString,
  child,
  children,
  type Cursor,
  type Reading,
} from "./cursor.ts";
import type { Envelope } from "./model.ts";

/** Every extension there is, and where it stands. */
const EXTENSIONS = new Map([
  ["x-onespec-envelope", "the document"],
  ["x-onespec-short-names", "the document"],
  ["x-onespec-bind", "a path parameter"],
  ["x-onespec-idempotent", "an operation"],
  ["x-onespec-default-tag", "a schema"],
  ["x-onespec-bare-list", "a schema"],
]);

/** Fields that hold values of users, in which any name may occur. */
const VALUES = new Set(["example", "examples", "default", "enum", "const"]);

/** Reports names that start with `x-onespec-` and are none of ours. */
export function checkExtensions(reading: Reading, root: Cursor): void {
  const pending: Cursor[] = [root];
  for (let cursor = pending.pop(); cursor !== undefined; cursor = pending.pop()) {
    for (const [key, member] of children(cursor)) {
      const looked = !key.startsWith("x-") && !VALUES.has(key);
      if (looked || key === FILES) pending.push(member);
      else if (key.startsWith("x-onespec-") && !EXTENSIONS.has(key)) unknown(reading, member, key);
    }
  }
}

function unknown(reading: Reading, cursor: Cursor, name: string): void {
  const known = [...EXTENSIONS.keys()];
  const advice = didYouMean(
    name,
    known,
    `The extensions are ${known.map((key) => `\`${key}\``).join(", ")}.`,
  );
  const problem = "is not an extension of this generator";
  reading.report(diagnostic("bad-extension", cursor.at, { name, problem, advice }, { key: true }));
}

export function readEnvelope(reading: Reading, root: Cursor): Envelope | undefined {
  const cursor = child(root, "x-onespec-envelope");
  if (asObject(reading, cursor, "`x-onespec-envelope`") === undefined) return undefined;
  const text = (name: string): string | undefined =>
    asString(reading, child(cursor, name), `\`${name}\` of \`x-onespec-envelope\``);
  const result = text("result");
  if (result !== undefined) return { result, success: text("success"), errors: text("errors") };
  const advice =
    "Write `x-onespec-envelope: { result: …, success: …, errors: … }`; `result` is needed.";
  const params = { name: "x-onespec-envelope", problem: "names no `result`", advice };
  reading.report(diagnostic("bad-extension", cursor.at, params));
  return undefined;
}

/** The steps that operations leave out of the names of their free functions. */
export function readShortNames(reading: Reading, root: Cursor): readonly string[] {
  const text = asString(reading, child(root, "x-onespec-short-names"), "`x-onespec-short-names`");
  return text === undefined ? [] : text.split(".");
}

export function isBound(reading: Reading, parameter: Cursor): boolean {
  return asBoolean(reading, child(parameter, "x-onespec-bind"), "`x-onespec-bind`") ?? false;
}

/** What the document says about repeating the operation; undefined where it says nothing. */
export function isMarkedIdempotent(reading: Reading, operation: Cursor): boolean | undefined {
  return asBoolean(reading, child(operation, "x-onespec-idempotent"), "`x-onespec-idempotent`");
}

export function readBareList(reading: Reading, schema: Cursor): string | undefined {
  const cursor = child(schema, "x-onespec-bare-list");
  const name = asString(reading, cursor, "`x-onespec-bare-list`");
  if (name === undefined) return undefined;
  if (child(child(schema, "properties"), name).value !== undefined) return name;
  const advice = didYouMean(
    name,
    children(child(schema, "properties")).map(([key]) => key),
    "Name the property that holds the list.",
  );
  const params = {
    name: "x-onespec-bare-list",
    problem: `names \`${name}\`, which is no property here`,
    advice,
  };
  reading.report(diagnostic("bad-extension", cursor.at, params));
  return undefined;
}
