// Engines that take a JSON Schema as it is, each set up as its own documentation says for 2020-12:
// formats annotate wherever that can be chosen, remote files and meta-schemas are at hand.
import { type Schema, validator } from "@exodus/schemasafe";
import {
  registerSchema,
  unregisterSchema,
  validate,
  type Validator,
} from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json } from "../../generator/model/model.ts";
import { runnable } from "../../generator/schema/run.ts";
import { compileGroup, type GroupOptions } from "../suite/groups.ts";
import { peer } from "./suite-peers.ts";
import { type Engine, metaSchemas, remotes } from "./suite-tests.ts";

type JsonSchema = boolean | Record<string, never>;
/** Arrays that are not readonly, as its types want them. */
type JsonData = Parameters<Validator>[0];
const DIALECT = "https://json-schema.org/draft/2020-12/schema";

export function onespec(options: GroupOptions): Engine {
  return (schema) => {
    const { compiled, diagnostics } = compileGroup(schema, options);
    const refusal = diagnostics.find(({ severity }) => severity === "error");
    if (refusal !== undefined) throw new Error(refusal.message);
    const { guard, collect } = runnable(compiled).get("Root")!;
    return (value) => {
      const valid = guard(value);
      if (valid !== (collect(value).length === 0)) throw new Error("guard and collector differ");
      return valid;
    };
  };
}

export function ajv(): Engine {
  const known = remotes();
  return (schema) => {
    const ajv = new Ajv2020({ strict: false, ownProperties: true, logger: false });
    for (const [uri, remote] of known) ajv.addSchema(remote as JsonSchema, uri);
    return ajv.compile(schema as JsonSchema);
  };
}

export function hyperjump(): Engine {
  for (const [uri, remote] of remotes()) registerSchema(remote as JsonSchema, uri, DIALECT);
  let last: string | undefined;
  let count = 0;
  return (schema) => {
    if (last !== undefined) unregisterSchema(last);
    last = `https://onespec.test/${count++}`;
    registerSchema(schema as JsonSchema, last, DIALECT);
    return validate(last).then((verdict) => (value) => verdict(value as JsonData).valid);
  };
}

/** A format must be known even where it is not asserted: the four that it lacks are named to it. */
export function schemasafe(): Engine {
  const schemas = new Map([...remotes(), ...metaSchemas()]) as Map<string, Schema>;
  const lacking = ["idn-email", "idn-hostname", "iri", "iri-reference"];
  const formats = Object.fromEntries(lacking.map((name) => [name, () => true]));
  const options = { mode: "spec", $schemaDefault: DIALECT, schemas, formats } as const;
  return (schema) => validator(schema as Schema, options) as (value: Json) => boolean;
}

export async function typebox(): Promise<Engine> {
  const { Compile } = (await peer("typebox/schema")) as {
    Compile: (context: object, schema: Json) => { Check: (value: unknown) => boolean };
  };
  const formats = (await peer("typebox/format")) as { Clear: () => void };
  formats.Clear();
  const context = Object.fromEntries([...remotes(), ...metaSchemas()]);
  return (schema) => {
    const compiled = Compile(context, schema);
    return (value) => compiled.Check(value);
  };
}

interface Cfworker {
  readonly addSchema: (schema: Json, uri: string) => void;
  readonly validate: (value: unknown) => { readonly valid: boolean };
}

/** It has no switch for formats, and marks the schemas that it is given: so they are copied. */
export async function cfworker(): Promise<Engine> {
  const { Validator } = (await peer("@cfworker/json-schema")) as {
    Validator: new (schema: Json, draft: string) => Cfworker;
  };
  const known = [...remotes(), ...metaSchemas()];
  return (schema) => {
    const validator = new Validator(schema, "2020-12");
    for (const [uri, remote] of known) validator.addSchema(structuredClone(remote), uri);
    return (value) => validator.validate(value).valid;
  };
}
