// `in: querystring` (3.2): one value that is the whole query string → the query of an operation. A form or
// JSON is expressed; what else it may be is a named warning.
import { readContent } from "./contents.ts";
import { asObject, child, children, type Cursor, type Reading, required } from "./cursor.ts";
import type { ParameterGroup } from "./model.ts";
import { pascalCase } from "./names.ts";
import type { Declared } from "./parameter-styles.ts";
import type { Registry } from "./registry.ts";
import { shapeOf } from "./shapes.ts";
import { warn } from "./warn.ts";

interface Named {
  readonly name: string;
  readonly at: string;
}

/** Undefined where no parameter is the whole query string, or none that can be sent. */
export function readQuerystring(
  reading: Reading,
  schemas: Registry,
  declared: readonly Declared[],
  operation: Named,
): ParameterGroup | undefined {
  const [own, ...more] = declared.filter(({ place }) => place === "querystring");
  if (own === undefined) return undefined;
  required(reading, own.cursor, "content", `\`${own.name}\``, asObject);
  const [media] = children(child(own.cursor, "content"));
  if (media === undefined || !isExpressed(reading, own, media)) return undefined;
  const beside = declared.filter(({ place }) => place === "query");
  for (const { name, cursor } of [...more, ...beside]) {
    const what = `The parameter \`${name}\` beside \`${own.name}\`, which is the whole query string,`;
    warn(reading, cursor, [
      what,
      "it is left out",
      "Describe it as a part of that, or the reverse.",
    ]);
  }
  const wanted = `${pascalCase(operation.name)}Query`;
  const { content } = readContent(reading, schemas, media, wanted);
  const isRequired = child(own.cursor, "required").value === true;
  const { schema } = content;
  return { schema, styles: new Map(), whole: content, required: isRequired, at: operation.at };
}

function isExpressed(
  reading: Reading,
  { name, cursor }: Declared,
  [mediaType, media]: readonly [string, Cursor],
): boolean {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType);
  const isJson = /^application\/([^;]+\+)?json\s*(;|$)/i.test(mediaType);
  const { shapes, isOpen } = shapeOf(reading, child(media, "schema"));
  const isObject = !isOpen && shapes.every((shape) => shape === "object");
  if ((isForm || isJson) && isObject) return true;
  const what = `The parameter \`${name}\`, the whole query string as \`${mediaType}\`,`;
  const advice = "Describe an object as `application/x-www-form-urlencoded` or `application/json`.";
  warn(reading, cursor, [what, "it is left out", advice]);
  return false;
}
