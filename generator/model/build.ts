// Document → Api: the one place where a document's shape becomes the model's.
// It reads a document that is already in one dialect, reports what it finds wrong, and throws nothing.
import { diagnostic, type Diagnostic, hasErrors } from "../diagnostics.ts";
import type { Document } from "../document/document.ts";
import { resolver } from "../document/resolve.ts";
import {
  asObject,
  asString,
  child,
  type Cursor,
  readDocs,
  type Reading,
  required,
} from "./cursor.ts";
import { derivedNames } from "./derived.ts";
import { checkExtensions, readEnvelope, readShortNames } from "./extensions.ts";
import type { Api, BoundParameter, Operation } from "./model.ts";
import type { Named } from "./operation-names.ts";
import { gatherOperations, readOperations } from "./operations.ts";
import { createRegistry } from "./registry.ts";
import { readCertificates, readCredentials } from "./security.ts";
import { readServers } from "./servers.ts";
import { checkStructure } from "./structure.ts";

export interface Built {
  readonly api: Api;
  /** All operations of the paths, also those that are left out of the model. */
  readonly found: readonly Named[];
  readonly diagnostics: readonly Diagnostic[];
}

export function build(document: Document): Built {
  const diagnostics: Diagnostic[] = [];
  const { resolve } = resolver(document);
  const reading: Reading = { report: (found) => diagnostics.push(found), resolve };
  const root: Cursor = { value: document.root, at: "" };
  checkStructure(reading, root);
  checkExtensions(reading, root);
  const shortNames = readShortNames(reading, root);
  const named = gatherOperations(reading, root, shortNames);
  const schemas = createRegistry(reading, root, derivedNames(named));
  const credentials = readCredentials(reading, root);
  const certificates = readCertificates(reading, root);
  const envelope = readEnvelope(reading, root);
  const operations = readOperations(reading, {
    root,
    schemas,
    credentials,
    certificates,
    envelope,
    named,
  });
  checkParts(reading, root, document);
  if (operations.length === 0 && !hasErrors(diagnostics)) {
    reading.report(diagnostic("no-operations", "/paths", {}));
  }
  const bound = boundParameters(operations);
  checkBound(reading, operations, bound.length);
  const finished = schemas.finish();
  const api: Api = {
    ...readInfo(reading, root),
    source: document.path.split(/[/\\]/).at(-1)!,
    servers: readServers(reading, root),
    credentials,
    certificates,
    bound,
    envelope,
    operations,
    moved: schemas.moved,
    schemas: finished,
  };
  return { api, found: named, diagnostics };
}

/** 3.0 demands `paths`; later versions take `components` or `webhooks` instead. */
function checkParts(
  reading: Reading,
  root: Cursor,
  { version, authored = version }: Document,
): void {
  const others = authored === "3.0" ? [] : ["components", "webhooks"];
  const enough = others.some((name) => child(root, name).value !== undefined);
  if (!enough || child(root, "paths").value !== undefined)
    required(reading, root, "paths", "the document", asObject);
}

function readInfo(reading: Reading, root: Cursor): Pick<Api, "title" | "version" | "description"> {
  required(reading, root, "info", "the document", asObject);
  const info = child(root, "info");
  if (info.value === undefined) return { title: "", version: "", description: "" };
  const title = required(reading, info, "title", "`info`", asString) ?? "";
  const version = required(reading, info, "version", "`info`", asString) ?? "";
  return { title, version, description: readDocs(info).description };
}

/** Each set of bound parameters is an overload, so there are twice as many with each further one. */
const MOST_BOUND = 4;

function checkBound(reading: Reading, operations: readonly Operation[], count: number): void {
  if (count <= MOST_BOUND) return;
  const all = operations.flatMap(({ pathParameters }) => pathParameters);
  const { at } = all.filter(({ bound }) => bound).at(-1)!;
  const problem = `stands at ${count} parameters, and a client can take at most ${MOST_BOUND} once`;
  const advice = "Keep it where it saves most.";
  const params = { name: "x-onespec-bind", problem, advice };
  reading.report(diagnostic("bad-extension", `${at}/x-onespec-bind`, params, { key: true }));
}

function boundParameters(operations: readonly Operation[]): readonly BoundParameter[] {
  const found = new Map<string, BoundParameter>();
  for (const { name, argument, bound, docs } of operations.flatMap(
    ({ pathParameters }) => pathParameters,
  )) {
    if (bound && !found.has(name)) found.set(name, { parameter: name, option: argument, docs });
  }
  return [...found.values()];
}
