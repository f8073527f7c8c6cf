// The judges: what each engine says of a value. One that refuses a schema, or breaks down over a
// value, has no vote.
import { validator } from "@exodus/schemasafe";
import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json } from "../../generator/model/model.ts";
import { documentOf, type World } from "./world.ts";

export type Verdict = (value: Json) => boolean;

export type EngineName = "ajv" | "hyperjump" | "schemasafe";

type Compile = (world: World) => Verdict | Promise<Verdict>;

export const engines: Readonly<Record<EngineName, Compile>> = {
  ajv: (world) => {
    const options = {
      strict: false,
      ownProperties: true,
      validateSchema: false,
      meta: false,
      logger: false,
    } as const;
    const check = new Ajv2020(options).compile(documentOf(world));
    return (value) => check(value);
  },
  hyperjump: async (world) => {
    const uri = "https://example.com/fuzz";
    registerSchema(documentOf(world) as Parameters<typeof registerSchema>[0], uri);
    try {
      const check = await validate(uri);
      return (value) =>
        check(value as Parameters<typeof check>[0], { plugins: [patience()] }).valid;
    } finally {
      unregisterSchema(uri);
    }
  },
  schemasafe: (world) => {
    const options = { mode: "spec", includeErrors: false, isJSON: true } as const;
    const check = validator(
      documentOf(world) as Parameters<typeof validator>[0],
      options as object,
    );
    return (value) => check(value as Parameters<typeof check>[0]);
  },
};

/** Of recursion behind unions and `unevaluated*` hyperjump makes a number of steps that nobody can wait for. */
const MOST_STEPS = 100_000;

function patience(): { readonly beforeSchema: () => void } {
  let steps = 0;
  return {
    beforeSchema: () => {
      if (++steps > MOST_STEPS) throw new Error("too many steps");
    },
  };
}
