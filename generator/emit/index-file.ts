// The `.` entry: client, errors and types, and no more. It reaches no node: module.
import type { Api, Operation } from "../model/model.ts";
import { type EmittedFile, printFile } from "../print.ts";
import { header, titleOf } from "./shared/docs.ts";
import { optionsName } from "./shared/signature.ts";

export function emitIndex(api: Api): EmittedFile {
  const options = api.operations
    .map((operation: Operation) => `  ${optionsName(operation)},\n`)
    .join("");
  const parts = [
    [
      'export { createClient } from "./client.ts";',
      'export type * from "./client.ts";',
      'export type { ClientOptions, Credentials } from "./options.ts";',
      `export type {\n${options}} from "./operations.ts";`,
      'export { ApiError, ConnectionError, TimeoutError, ValidationError } from "./runtime/errors.ts";',
      'export type { ApiProblem, CallIssue } from "./runtime/errors.ts";',
      'export type { Call, Connection, Result } from "./runtime/call.ts";',
      'export type { Fetch } from "./runtime/operation.ts";',
      'export type { CallEvent, CallOptions, Clock, FailedAttempt, HeaderValues, InvalidResponse, RetryOptions, RuntimeOptions, Secret, ValidateOptions } from "./runtime/options.ts";',
      'export type * from "./types.ts";',
    ].join("\n"),
  ];
  const purpose = `The client of ${titleOf(api)}.`;
  return { path: "src/index.ts", text: printFile(header(api.source, purpose), parts) };
}
