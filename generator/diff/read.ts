// A linked, upgraded document → its contract. It reports nothing: a document that is compared has been
// checked before, and what is not as it should be is read as if it were not there.
import type { Document } from "../document/document.ts";
import { resolver } from "../document/resolve.ts";
import { child, children, type Cursor, follow, readDocs, type Reading } from "../model/cursor.ts";
import { typeName } from "../model/names.ts";
import { createRegistry } from "../model/registry.ts";
import type { Contract, SchemeContract } from "./contract.ts";
import { extensionsOf, serversOf, text, wordsOf } from "./read-fields.ts";
import { operationsIn } from "./read-operations.ts";
import type { State } from "./read-parts.ts";

export function readContract(document: Document): Contract {
  const { resolve } = resolver(document);
  const reading: Reading = { report: () => {}, resolve };
  const root: Cursor = { value: document.root, at: "" };
  const registry = createRegistry(reading, root);
  const state: State = { reading, registry, root, inline: freePrefix(root), count: 0 };
  const info = child(root, "info");
  const operations = operationsIn(state, child(root, "paths"));
  return {
    title: text(child(info, "title")) ?? "",
    version: text(child(info, "version")) ?? "",
    servers: serversOf(root),
    operations,
    webhooks: operationsIn(state, child(root, "webhooks")),
    schemes: schemesOf(state),
    extensions: extensionsOf(root),
    docs: readDocs(info),
    words: new Map([
      ...wordsOf(info, "contact", "license", "termsOfService", "summary"),
      ...wordsOf(root, "tags", "externalDocs"),
    ]),
    schemas: new Map(state.registry.finish().map((named) => [named.name, named])),
  };
}

/** The start of names that no component has. */
function freePrefix(root: Cursor): string {
  const taken = children(child(child(root, "components"), "schemas")).map(([key]) => typeName(key));
  let prefix = "Value";
  while (taken.some((name) => name.startsWith(prefix))) prefix += "X";
  return prefix;
}

function schemesOf({ root, reading }: State): readonly SchemeContract[] {
  return children(child(child(root, "components"), "securitySchemes")).map(([name, entry]) => {
    const cursor = follow(reading, entry);
    return {
      name,
      kind: kindOf(cursor),
      flows: child(cursor, "flows").value,
      words: wordsOf(cursor, "description", "bearerFormat"),
      at: cursor.at,
    };
  });
}

/** HTTP knows its schemes and its headers in any case. */
function kindOf(cursor: Cursor): string {
  const [type, scheme, place, name, url] = ["type", "scheme", "in", "name", "openIdConnectUrl"].map(
    (key) => text(child(cursor, key)),
  );
  const called = place === "header" ? name?.toLowerCase() : name;
  return [type, scheme?.toLowerCase(), place, called, url]
    .filter((word) => word !== undefined)
    .join(" ");
}
