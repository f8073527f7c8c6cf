// Path items → operations, with the callbacks inside of them.
import { child, children, type Cursor, fields, follow, readDocs } from "../model/cursor.ts";
import type { Json } from "../model/model.ts";
import { inventedId } from "../model/names.ts";
import type { BodyContract, CallbackContract, OperationContract, Requirement } from "./contract.ts";
import { extensionsOf, isTrue, serversOf, text } from "./read-fields.ts";
import { mediaOf, parametersOf, responseOf, type State } from "./read-parts.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export function operationsIn(state: State, paths: Cursor): readonly OperationContract[] {
  return fields(paths).flatMap(([url, entry]) => {
    const item = follow(state.reading, entry);
    return fields(item).flatMap(([method, cursor]) =>
      METHODS.includes(method) ? [operationOf(state, url, method, item, cursor)] : [],
    );
  });
}

function operationOf(
  state: State,
  url: string,
  method: string,
  item: Cursor,
  cursor: Cursor,
): OperationContract {
  return {
    key: `${method} ${url.replace(/\{[^}]*\}/g, "{}")}`,
    method,
    url,
    id: text(child(cursor, "operationId")) ?? inventedId(method, url),
    parameters: parametersOf(state, url, [item, cursor]),
    body: bodyOf(state, cursor),
    responses: children(child(cursor, "responses")).flatMap(([status, entry]) =>
      status.startsWith("x-") ? [] : [responseOf(state, status, follow(state.reading, entry))],
    ),
    ...securityOf(state, cursor),
    tags: children(child(cursor, "tags")).flatMap(([, tag]) => text(tag) ?? []),
    deprecated: isTrue(child(cursor, "deprecated")),
    sunset: text(child(cursor, "x-sunset")),
    extensions: extensionsOf(cursor),
    callbacks: callbacksOf(state, cursor),
    item: { docs: readDocs(item), at: item.at },
    servers: [cursor, item].map(serversOf).find(({ length }) => length > 0) ?? [],
    docs: readDocs(cursor),
    at: cursor.at,
  };
}

function securityOf(
  { root }: State,
  operation: Cursor,
): Pick<OperationContract, "security" | "securityAt"> {
  const own = child(operation, "security");
  const found = own.value === undefined ? child(root, "security") : own;
  const securityAt = found.value === undefined ? undefined : found.at;
  return { security: alternativesOf(found), securityAt };
}

function alternativesOf(security: Cursor): readonly Requirement[] {
  return children(security).map(([, alternative]) => {
    const schemes = children(alternative).map(([scheme, scopes]) => {
      return [scheme, children(scopes).flatMap(([, scope]) => text(scope) ?? [])] as const;
    });
    return new Map(schemes);
  });
}

function callbacksOf(state: State, operation: Cursor): readonly CallbackContract[] {
  return children(child(operation, "callbacks")).flatMap(([name, entry]) => {
    const callback = follow(state.reading, entry);
    return fields(callback).map(([expression, item]) => ({
      name,
      expression,
      operations: operationsIn(state, single(callback, expression)),
      at: item.at,
    }));
  });
}

/** One member of an object, as an object with nothing else in it. */
function single(cursor: Cursor, key: string): Cursor {
  return { at: cursor.at, value: Object.fromEntries([[key, child(cursor, key).value as Json]]) };
}

function bodyOf(state: State, operation: Cursor): BodyContract | undefined {
  const body = follow(state.reading, child(operation, "requestBody"));
  if (body.value === undefined) return undefined;
  return {
    required: isTrue(child(body, "required")),
    media: mediaOf(state, body, "request"),
    docs: readDocs(body),
    at: body.at,
  };
}
