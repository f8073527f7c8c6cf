// Failures by status → one guard for each operation, which tells what the body of an ApiError is.
import type { Api, Operation, ResponseModel } from "../model/model.ts";
import { type EmittedFile, identifier, literal, printFile } from "../print.ts";
import { block, docText, example, header, titleOf } from "./shared/docs.ts";
import { failuresOf, union } from "./shared/results.ts";

export function emitErrors(api: Api, packageName: string): EmittedFile {
  const guarded = api.operations.filter((operation) => failuresOf(operation).length > 0);
  const guards = guarded.map((operation) => guard(operation, packageName));
  const helpers = ["isAnyBlob", "isAnyText", "isNothing"].filter((name) =>
    guards.some((text) => text.includes(`[${name}`) || text.includes(`, ${name}`)),
  );
  const imports = ["failureGuard", "type FailureGuard", ...helpers].join(", ");
  const uses = (name: string): boolean => guards.some((text) => text.includes(`${name}.`));
  const parts =
    guards.length === 0
      ? ["export {};"]
      : [
          `import { ${imports} } from "./runtime/errors.ts";`,
          ...(uses("Types") ? ['import type * as Types from "./types.ts";'] : []),
          ...(uses("guards") ? ['import * as guards from "./validators.ts";'] : []),
          ...guards,
        ];
  const purpose = `The failures of ${titleOf(api)} by status, as guards of errors.`;
  return { path: "src/errors.ts", text: printFile(header(api.source, purpose), parts) };
}

function guard(operation: Operation, packageName: string): string {
  const failures = failuresOf(operation);
  const name = guardName(operation);
  const member = (response: ResponseModel, value: string): string =>
    `  ${statusKey(response)}: ${value};\n`;
  const bodies = failures.map((response) => member(response, bodyType(response))).join("");
  const tests = failures
    .map((response) => member(response, testsOf(response)).replace(/;\n$/, ",\n"))
    .join("");
  const usage = [
    `import { ${name} } from ${literal(`${packageName}/errors`)};`,
    "",
    "export function tell(error: unknown): void {",
    `  if (${name}(error, ${statusKey(failures[0]!)})) console.log(error.body);`,
    "}",
  ].join("\n");
  const docs = docText(
    [`Whether an error is a failure of \`${operation.path.join(".")}\`, by its status.`],
    [example(usage)],
  );
  const id = literal(operation.id);
  return `${block(docs)}export const ${name}: FailureGuard<{\n${bodies}}> = /* @__PURE__ */ failureGuard(${id}, {\n${tests}});`;
}

/** A status as a number, ranges and `default` as texts. */
function statusKey({ status }: ResponseModel): string {
  return /^\d+$/.test(status) ? status : literal(status);
}

/** `isGetError`. */
function guardName({ name }: Operation): string {
  return identifier(`is${name.charAt(0).toUpperCase()}${name.slice(1)}Error`);
}

function bodyType({ contents }: ResponseModel): string {
  if (contents.length === 0) return '"" | undefined';
  return union(
    contents.map(({ kind, schema }) => {
      if (kind === "binary") return "Blob";
      if (kind !== "json") return "string";
      return `Types.${identifier(schema!)}`;
    }),
  );
}

function testsOf({ contents }: ResponseModel): string {
  if (contents.length === 0) return "[isNothing]";
  const tests = contents.map(({ kind, schema }) => {
    if (kind === "binary") return "isAnyBlob";
    if (kind !== "json") return "isAnyText";
    return `guards.${identifier(`is${schema!}`)}`;
  });
  return `[${[...new Set(tests)].join(", ")}]`;
}
