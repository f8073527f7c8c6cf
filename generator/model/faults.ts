// The model without the examples and defaults that turned out to contradict their schemas: nothing that
// is emitted shows them. The document keeps them, and its author has been told where they stand.
import { mapSubschemas } from "../document/walk.ts";
import type {
  Api,
  Example,
  Json,
  JsonObject,
  NamedSchema,
  Operation,
  Pointer,
  Schema,
} from "./model.ts";

/** `faults` are pointers of examples and defaults, as the schemas of the model have them. */
export function withoutFaults(api: Api, faults: ReadonlySet<Pointer>): Api {
  if (faults.size === 0) return api;
  return {
    ...api,
    operations: api.operations.map((operation) => soundOperation(operation, faults)),
    schemas: api.schemas.map((named) => soundNamed(named, faults)),
  };
}

function soundOperation(operation: Operation, faults: ReadonlySet<Pointer>): Operation {
  const { body, responses } = operation;
  return {
    ...operation,
    body: body && { ...body, examples: sound(body.examples, faults) },
    responses: responses.map((response) => ({
      ...response,
      examples: sound(response.examples, faults),
    })),
  };
}

function soundNamed(named: NamedSchema, faults: ReadonlySet<Pointer>): NamedSchema {
  const { schema, at, examples } = named;
  return { ...named, schema: soundSchema(schema, at, faults), examples: sound(examples, faults) };
}

function sound(examples: readonly Example[], faults: ReadonlySet<Pointer>): readonly Example[] {
  return examples.filter(({ at }) => !faults.has(at));
}

/** The same object where nothing in it is at fault. */
function soundSchema(schema: Schema, at: Pointer, faults: ReadonlySet<Pointer>): Schema {
  if (typeof schema === "boolean") return schema;
  const mapped = mapSubschemas(schema, (inner, path) => soundSchema(inner, at + path, faults));
  return withoutExamples(withoutDefault(mapped, at, faults), at, faults);
}

function withoutDefault(schema: JsonObject, at: Pointer, faults: ReadonlySet<Pointer>): JsonObject {
  if (!faults.has(`${at}/default`)) return schema;
  const { default: _bad, ...rest } = schema;
  return rest;
}

function withoutExamples(
  schema: JsonObject,
  at: Pointer,
  faults: ReadonlySet<Pointer>,
): JsonObject {
  const { examples, ...rest } = schema;
  if (!Array.isArray(examples)) return schema;
  const kept = examples.filter((_: Json, index: number) => !faults.has(`${at}/examples/${index}`));
  if (kept.length === examples.length) return schema;
  return kept.length === 0 ? rest : { ...schema, examples: kept };
}
