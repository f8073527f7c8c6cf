// Path items → operations, in document order, by the names that they were given before.
import { readBody } from "./bodies.ts";
import { asObject, child, type Cursor, fields, follow, readDocs, type Reading } from "./cursor.ts";
import { isMarkedIdempotent } from "./extensions.ts";
import type { Certificate, Credential, Envelope, Json, Operation, PathParameter } from "./model.ts";
import { type Named, nameOperations, type Place } from "./operation-names.ts";
import { readQuerystring } from "./querystring.ts";
import { declaredParameters, parameterGroup, pathParameters } from "./parameters.ts";
import { readTemplate } from "./path-template.ts";
import type { Registry } from "./registry.ts";
import { readResponses } from "./responses.ts";
import { readResults } from "./results.ts";
import { readSecurity } from "./security.ts";
import { ownServer } from "./servers.ts";
import { warn } from "./warn.ts";

/** What every operation of a document shares. */
export interface Shared {
  readonly root: Cursor;
  readonly schemas: Registry;
  readonly credentials: readonly Credential[];
  readonly certificates: readonly Certificate[];
  readonly envelope: Envelope | undefined;
  readonly named: readonly Named[];
}

const METHODS: readonly string[] = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
];

/** Methods that may be repeated, unless the document says otherwise. */
const IDEMPOTENT = new Set(METHODS.filter((method) => method !== "post" && method !== "patch"));

export function readOperations(reading: Reading, shared: Shared): readonly Operation[] {
  return shared.named.flatMap((named) => readOperation(reading, shared, named));
}

/** All operations of the paths, by the names that they get. */
export function gatherOperations(
  reading: Reading,
  root: Cursor,
  shortNames: readonly string[],
): readonly Named[] {
  const places = fields(child(root, "paths")).flatMap(([url, entry]): readonly Place[] => {
    const item = follow(reading, entry);
    if (asObject(reading, item, `The path \`${url}\``) === undefined) return [];
    const own = fields(item).filter(([key]) => METHODS.includes(key));
    return [...own, ...ownMethods(reading, item)].flatMap(([key, cursor]) => {
      const what = `\`${key}\` of \`${url}\``;
      if (asObject(reading, cursor, what) === undefined) return [];
      return [{ url, method: key.toLowerCase(), cursor, item }];
    });
  });
  return nameOperations(reading, places, shortNames);
}

function readOperation(
  reading: Reading,
  shared: Shared,
  { url: written, method, cursor, item, id, path, name }: Named,
): Operation[] {
  const { schemas, credentials, envelope, root } = shared;
  const owner = { id, name, at: cursor.at };
  const all = declaredParameters(reading, item, cursor);
  const { url, declared } = readTemplate(reading, written, all, { id, operation: cursor, item });
  const body = readBody(reading, schemas, cursor, { ...owner, method });
  const read = readResponses(reading, schemas, cursor, owner, method);
  const { responses, result } = readResults(reading, schemas, cursor, name, read, envelope);
  return [
    {
      id,
      path,
      name,
      method,
      url,
      server: ownServer(reading, root, item, cursor),
      pathParameters: apart(pathParameters(reading, schemas, url, declared, owner)),
      query:
        readQuerystring(reading, schemas, declared, owner) ??
        parameterGroup(reading, schemas, declared, "query", owner),
      headers: parameterGroup(reading, schemas, declared, "header", owner),
      cookies: parameterGroup(reading, schemas, declared, "cookie", owner),
      body,
      responses,
      result,
      security: readSecurity(root, cursor, credentials, shared.certificates),
      idempotent: isMarkedIdempotent(reading, cursor) ?? IDEMPOTENT.has(method),
      docs: readDocs(cursor),
      at: cursor.at,
    },
  ];
}

/** `user_id` and `userId` in one path are two arguments: the second is `userId2`. */
function apart(parameters: readonly PathParameter[]): readonly PathParameter[] {
  const taken = new Set<string>();
  return parameters.map((parameter) => {
    let { argument } = parameter;
    for (let count = 2; taken.has(argument); count++) argument = `${parameter.argument}${count}`;
    taken.add(argument);
    return argument === parameter.argument ? parameter : { ...parameter, argument };
  });
}

/** Methods of a document's own: HTTP counts their case, and lets only some characters into them. */
function ownMethods(reading: Reading, item: Cursor): readonly (readonly [string, Cursor<Json>])[] {
  return fields(child(item, "additionalOperations")).filter(([method, cursor]) => {
    const legal = /^[\w!#$%&'*+.^`|~-]+$/.test(method);
    const sent = method.toUpperCase();
    const what = `The method \`${method}\``;
    if (!legal) {
      warn(reading, cursor, [what, "it is left out: HTTP lets no such name through", "Rename it."]);
    } else if (sent !== method) {
      warn(reading, cursor, [what, `it is sent as \`${sent}\``, "Write it in capitals."]);
    }
    return legal;
  });
}
