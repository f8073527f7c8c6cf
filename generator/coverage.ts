// What became of each operation and each schema of a document: what was emitted, what was left out, and
// what the diagnostics say of it. It decides nothing; it only looks.
import { attribute } from "./attribution.ts";
import type { Diagnostic } from "./diagnostics.ts";
import type { SchemaFixtures } from "./fixtures/make.ts";
import { shown } from "./emit/shared/shown.ts";
import type { Api, Operation, Pointer, ResponseModel } from "./model/model.ts";
import type { Named } from "./model/operation-names.ts";
import { requestVectors } from "./emit/vectors/requests.ts";
import { responseVectors } from "./emit/vectors/responses.ts";
import type { Known } from "./emit/vectors/values.ts";

export interface Coverage {
  readonly operations: readonly OperationCoverage[];
  readonly schemas: readonly SchemaCoverage[];
  /** What was left out or read otherwise elsewhere. */
  readonly notes: readonly string[];
}

export interface OperationCoverage {
  /** `GET /pets` */
  readonly request: string;
  /** `pets.list` */
  readonly call: string;
  readonly client: boolean;
  /** What the mock server answers with; `sample`: bytes or a text that nothing describes; `nothing`: the operation is left out. */
  readonly mock: "fixture" | "sample" | "no body" | "nothing";
  readonly vectors: number;
  /** What was left out or read otherwise, and why. */
  readonly notes: readonly string[];
}

export interface SchemaCoverage {
  readonly name: string;
  readonly at: Pointer;
  readonly validator: boolean;
  readonly fixtures: boolean;
  /** Values that break one constraint each. */
  readonly invalid: number;
  /** Constraints that nothing breaks alone. */
  readonly unbroken: number;
  readonly notes: readonly string[];
}

export function coverageOf(
  api: Api,
  all: readonly Named[],
  fixtures: readonly SchemaFixtures[],
  diagnostics: readonly Diagnostic[],
): Coverage {
  const known: Known = {
    fixtures: new Map(fixtures.map((made) => [made.name, made])),
    schemas: new Map(api.schemas.map((named) => [named.name, named])),
  };
  const byPlace = new Map(api.operations.map((operation) => [operation.at, operation]));
  const calls = all.map((named) => ({ at: named.cursor.at, name: named.id, named }));
  const told = attribute(diagnostics, calls, api.schemas);
  return {
    operations: calls.map((owner) => {
      const { named } = owner;
      const operation = byPlace.get(owner.at);
      const notes = told.operations.get(owner)!;
      const request = `${named.method.toUpperCase()} ${named.url}`;
      return { request, call: named.path.join("."), ...emitted(api, known, operation), notes };
    }),
    schemas: api.schemas.map((owner) => {
      const { name, at } = owner;
      const made = known.fixtures.get(name);
      const counts = { invalid: made?.invalid.length ?? 0, unbroken: made?.unbroken.length ?? 0 };
      const notes = told.schemas.get(owner)!;
      return { name, at, validator: true, fixtures: made !== undefined, ...counts, notes };
    }),
    notes: told.document,
  };
}

function emitted(
  api: Api,
  known: Known,
  operation: Operation | undefined,
): Pick<OperationCoverage, "client" | "mock" | "vectors"> {
  if (operation === undefined) return { client: false, mock: "nothing", vectors: 0 };
  const success = operation.responses.find(({ status }) => status === operation.result.status);
  const requests = requestVectors(known, operation).length;
  const vectors = requests + responseVectors(api, known, operation).length;
  return { client: true, mock: bodyOf(success, known), vectors };
}

/** Bytes and texts that nothing describes are made up. */
function bodyOf(
  response: ResponseModel | undefined,
  { fixtures }: Known,
): Exclude<OperationCoverage["mock"], "nothing"> {
  const [content] = response?.contents ?? [];
  if (content === undefined || shown(content, fixtures).body === undefined) return "no body";
  return content.schema === undefined ? "sample" : "fixture";
}
