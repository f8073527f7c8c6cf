// Standard Schema, version 1, as far as a consumer goes: zod, valibot, arktype and the validators of
// this package are such schemas. Types only.
import type { BodyIssue } from "./faults.ts";

type Result =
  | { readonly value: unknown; readonly issues?: undefined }
  | { readonly issues: readonly BodyIssue[] };

/**
 * A schema of message bodies. What it gives, changed or not, is `message.body`; its type stands
 * under `types`, as Standard Schema has it.
 */
export interface BodySchema<Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Result | Promise<Result>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}
