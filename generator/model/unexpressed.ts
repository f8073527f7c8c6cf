// What the objects of a document say and nothing that is emitted expresses: a named warning each, where it
// stands. Bodies have their own (unread.ts), schemas too; what is documentation only is none of it.
import type { Kind } from "../document/grammar.ts";
import { diagnostic } from "../diagnostics.ts";
import { child, children, type Cursor, fields, type Reading } from "./cursor.ts";
import { type Words, warn } from "./warn.ts";

type Look = (reading: Reading, cursor: Cursor) => void;

/** Warns of what an object of a kind says itself. */
export function warnOfUnexpressed(reading: Reading, cursor: Cursor, kind: Kind): void {
  LOOKS[kind]?.(reading, cursor);
}

/** What stands beside a `$ref` of anything but a schema is not looked at; words of documentation may be. */
export function warnOfSiblings(reading: Reading, cursor: Cursor): void {
  const silent = ["$ref", "summary", "description"];
  const names = fields(cursor).filter(([name]) => !silent.includes(name));
  const [first] = names;
  if (first === undefined) return;
  const what = `What stands beside this \`$ref\` (${names.map(([name]) => `\`${name}\``).join(", ")})`;
  warn(reading, first[1], [what, "it is left out", "Say it where the reference leads to."]);
}

const REQUESTS: Words = [
  "",
  "the requests that the API makes are left out",
  "Handle them in a server of your own.",
];

const LOOKS: Readonly<Partial<Record<Kind, Look>>> = {
  document(reading, cursor) {
    warnOfField(reading, cursor, "webhooks", REQUESTS);
    const dialect = child(cursor, "jsonSchemaDialect");
    if (dialect.value === undefined || DIALECTS.test(String(dialect.value))) return;
    const params = { dialect: String(dialect.value) };
    reading.report(diagnostic("other-dialect", dialect.at, params, { key: true }));
  },
  operation: (reading, cursor) => warnOfField(reading, cursor, "callbacks", REQUESTS),
  pathItem: warnOfMethods,
  parameter: warnOfParameter,
  response(reading, cursor) {
    const advice = "Take what it needs from the answer, and call that operation yourself.";
    warnOfField(reading, cursor, "links", ["", "no call is made of an answer", advice]);
  },
  example(reading, cursor) {
    const isShown = ["value", "dataValue"].some((name) => child(cursor, name).value !== undefined);
    if (isShown) return;
    for (const name of ["externalValue", "serializedValue"]) {
      const advice = "Write it out as `value`.";
      const words: Words = [`\`${name}\` of an example`, "the example is left out", advice];
      const field = child(cursor, name);
      if (field.value !== undefined) warn(reading, field, words);
    }
  },
};

/** What a document may say that its schemas are written in. */
const DIALECTS =
  /^https?:\/\/(?:json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.[12]\/.*)#?$/;

function warnOfField(
  reading: Reading,
  owner: Cursor,
  name: string,
  [, consequence, advice]: Words,
): void {
  const cursor = child(owner, name);
  if (children(cursor).length === 0) return;
  warn(reading, cursor, [`\`${name}\``, consequence, advice]);
}

/** Fetch never sends some methods. */
function warnOfMethods(reading: Reading, item: Cursor): void {
  const own = fields(item).filter(([name]) => name === "trace");
  for (const [name, cursor] of [...own, ...fields(child(item, "additionalOperations"))]) {
    if (/^(trace|track|connect)$/i.test(name)) {
      const what = `The method ${name.toUpperCase()}`;
      const advice = "Let the API take another one, too.";
      warn(reading, cursor, [what, "fetch refuses to send it", advice]);
    }
  }
}

function warnOfParameter(reading: Reading, cursor: Cursor): void {
  const [name, place] = [child(cursor, "name").value, child(cursor, "in").value];
  const content = child(cursor, "content");
  const of = `the parameter \`${String(name)}\``;
  if (children(content).length > 1)
    warn(reading, content, [
      `A choice of media types of ${of}`,
      "it is sent in the first one",
      "Leave one: OpenAPI wants no more.",
    ]);
  if (content.value !== undefined && child(cursor, "schema").value !== undefined)
    warn(reading, child(cursor, "schema"), [
      `\`schema\` beside \`content\` of ${of}`,
      "it is sent as `content` says",
      "Leave one of them: OpenAPI wants no more.",
    ]);
  const reserved = child(cursor, "allowReserved");
  if (reserved.value === true && place === "cookie")
    warn(reading, reserved, [
      `\`allowReserved\` of ${of}, a cookie,`,
      "its value is percent-encoded",
      "Use the style `cookie`, which encodes nothing.",
    ]);
  if (place === "path" && child(cursor, "required").value !== true) {
    const what = `The path parameter \`${String(name)}\` without \`required: true\``;
    const params = { what, reading: "read as required" };
    reading.report(diagnostic("slip", cursor.at, params, { key: true }));
  }
}
