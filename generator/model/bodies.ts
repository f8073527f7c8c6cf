// Request bodies → their schemas, named, with the document's examples, one media type at a time.
// What can't be sent is a named warning; nothing is sent as what it is not.
import {
  asBoolean,
  asObject,
  child,
  children,
  type Cursor,
  follow,
  readDocs,
  type Reading,
  required,
} from "./cursor.ts";
import { apart, readContent } from "./contents.ts";
import type { Body } from "./model.ts";
import { pascalCase } from "./names.ts";
import { isJson } from "./media.ts";
import type { Registry } from "./registry.ts";
import { acceptsEmptyObject } from "./results.ts";
import { warn } from "./warn.ts";

interface Owner {
  readonly id: string;
  readonly name: string;
}

export function readBody(
  reading: Reading,
  schemas: Registry,
  operation: Cursor,
  owner: Owner & { readonly method: string },
): Body | undefined {
  const cursor = follow(reading, child(operation, "requestBody"));
  if (cursor.value === undefined) return undefined;
  required(reading, cursor, "content", "this request body", asObject);
  const media = apart(reading, children(child(cursor, "content")));
  if (["get", "head", "trace"].includes(owner.method)) {
    const what = `A request body of ${owner.method.toUpperCase()} (\`${owner.id}\`)`;
    const advice = "Describe a query, or another method.";
    warn(reading, cursor, [what, "it is left out: fetch sends none", advice]);
    return undefined;
  }
  const own = media.find(([type]) => isJson(type)) ?? media[0];
  if (own === undefined) return undefined;
  const content = readContent(reading, schemas, own, `${pascalCase(owner.name)}Request`);
  const others = media
    .filter((each) => each !== own)
    .map((each) => {
      const wanted = `${pascalCase(owner.name)}${pascalCase(each[0].split("/").at(-1)!)}Request`;
      return readContent(reading, schemas, each, wanted).content;
    });
  const needed = asBoolean(reading, child(cursor, "required"), "`required`") ?? false;
  const schema = child(own[1], "schema");
  const emptyObject =
    !needed && content.content.kind === "json" && acceptsEmptyObject(reading, schema);
  return {
    ...content.content,
    others,
    required: needed,
    emptyObject,
    examples: content.examples,
    docs: readDocs(cursor),
    at: cursor.at,
  };
}
