// What became of each operation and each schema of a document: what was emitted, what was left out, and
// what the diagnostics say of it. It decides nothing; it only looks.
import type { Diagnostic } from "./diagnostics.ts";
import type { SchemaFixtures } from "./fixtures/make.ts";
import type { Api, Operation, Pointer, ResponseModel } from "./model/model.ts";
import type { Named } from "./model/operation-names.ts";
import { requestVectors } from "./emit/vectors/requests.ts";
import { responseVectors } from "./emit/vectors/responses.ts";
import type { Known } from "./emit/vectors/values.ts";

export interface Coverage {
  readonly operations: readonly OperationCoverage[];
  readonly schemas: readonly SchemaCoverage[];
}

export interface OperationCoverage {
  /** `GET /pets` */
  readonly request: string;
  /** `pets.list` */
  readonly call: string;
  readonly client: boolean;
  /** What the mock server answers with; `nothing`: the operation is left out. */
  readonly mock: "fixture" | "no body" | "nothing";
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

/** Findings of schemas; the others are of operations. */
const OF_SCHEMAS: ReadonlySet<string> = new Set([
  ...["bad-example", "bad-default", "no-fixture", "format-not-asserted", "loose-discriminator"],
  ...[
    "wrong-mapping",
    "wrong-default-mapping",
    "slow-pattern",
    "pattern-without-u",
    "unknown-keyword",
    "newer-keyword",
  ],
  ...["implied-null", "ignored-nullable", "ignored-siblings", "other-dialect"],
]);

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
  const [ofSchemas, others] = parted(diagnostics);
  return {
    operations: all.map((named) => {
      const operation = byPlace.get(named.cursor.at);
      const notes = notesAt(others, named.cursor.at, `\`${named.id}\``);
      const request = `${named.method.toUpperCase()} ${named.url}`;
      return { request, call: named.path.join("."), ...emitted(api, known, operation), notes };
    }),
    schemas: api.schemas.map(({ name, at }) => {
      const made = known.fixtures.get(name);
      const counts = { invalid: made?.invalid.length ?? 0, unbroken: made?.unbroken.length ?? 0 };
      const notes = notesAt(ofSchemas, at);
      return { name, at, validator: true, fixtures: made !== undefined, ...counts, notes };
    }),
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
  return { client: true, mock: hasFixture(success, known) ? "fixture" : "no body", vectors };
}

function hasFixture(response: ResponseModel | undefined, { fixtures }: Known): boolean {
  return response?.schema !== undefined && fixtures.has(response.schema);
}

function parted(
  diagnostics: readonly Diagnostic[],
): readonly [ofSchemas: readonly Diagnostic[], others: readonly Diagnostic[]] {
  const ofSchemas = diagnostics.filter(({ code }) => OF_SCHEMAS.has(code));
  const others = diagnostics.filter(({ code }) => !OF_SCHEMAS.has(code));
  return [ofSchemas, others.filter(({ code }) => code !== "lossy-downgrade")];
}

/** What is said of a place or of what is inside; or that names the one in question, wherever it stands. */
function notesAt(
  diagnostics: readonly Diagnostic[],
  at: Pointer,
  name?: string,
): readonly string[] {
  const found = diagnostics.filter((one) => {
    const inside = typeof one.at === "string" && (one.at === at || one.at.startsWith(`${at}/`));
    return inside || (name !== undefined && one.message.includes(name));
  });
  return [...new Set(found.map(({ code, message }) => `${code}: ${message}`))];
}
