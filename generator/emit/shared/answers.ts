// Bodies that are not one JSON for all successes → what the operation table says of them, and how a
// server sends them. Which functions of the run time that takes is told, so that only they are imported.
import type { Operation, ResponseContent, ResponseModel } from "../../model/model.ts";
import { identifier, propertyKey } from "../../print.ts";
import { failuresOf, successesOf } from "./results.ts";

/** Names by the file of the run time that they come from. */
export type RuntimeImports = ReadonlyMap<string, ReadonlySet<string>>;

export function importsOf(
  used: readonly (readonly [file: string, name: string])[],
): RuntimeImports {
  const found = new Map<string, Set<string>>();
  for (const [file, name] of used) found.set(file, (found.get(file) ?? new Set()).add(name));
  return found;
}

export function importLines(imports: RuntimeImports): readonly string[] {
  return [...imports].map(
    ([file, names]) => `import { ${[...names].sort().join(", ")} } from "./runtime/${file}.ts";`,
  );
}

type Plain = "text" | "binary" | "events" | "lines" | "sequence";

/** Whether one JSON, or nothing, is all that an answer may hold. */
export function isPlain(operation: Operation): boolean {
  const successes = successesOf(operation);
  const { body } = operation.result;
  if (failuresOf(operation).some(({ contents }) => contents.some(isRead))) return false;
  return successes.every(
    ({ status, contents }) =>
      // These have no body, whatever stands beside them.
      (contents.length === 0 && (body === undefined || status === "204" || status === "205")) ||
      (contents.length === 1 && contents[0]!.kind === "json" && contents[0]!.schema === body),
  );
}

/** Whether a body of a failure is read otherwise than by trying JSON. */
function isRead({ kind }: ResponseContent): boolean {
  return kind === "text" || kind === "binary";
}

interface Chosen extends ResponseContent {
  readonly failure?: boolean;
}

interface ChosenResponse extends Pick<ResponseModel, "status"> {
  readonly contents: readonly Chosen[];
}

/** The responses by which an answer is chosen: successes, and failures where one is no JSON. */
function chosenOf(operation: Operation): readonly ChosenResponse[] {
  const successes = successesOf(operation);
  const failures = failuresOf(operation).filter((response) => !successes.includes(response));
  return failures.some(({ contents }) => contents.some(isRead))
    ? [...successes, ...failures.map(asFailure)]
    : successes;
}

/** A failure is checked by nobody, and a text that says it is JSON is taken at its word. */
function asFailure({ status, contents }: ResponseModel): ChosenResponse {
  const plain = contents.map((content): Chosen => {
    const unchecked = { ...content, schema: undefined, failure: true };
    return isRead(content) ? unchecked : { ...unchecked, kind: "json" };
  });
  return { status, contents: plain };
}

/** `byStatus({ … }, { … })`, the second one the rest of the operation. */
export function chooseText(
  operation: Operation,
  validator: (schema: string) => string,
  rest: string,
): string {
  const groups = chosenOf(operation).map(({ status, contents }) => {
    const members = contents.map(
      (content) => `${propertyKey(content.mediaType)}: ${contentText(content, validator)}`,
    );
    const inner = members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
    return `  ${propertyKey(status)}: ${inner},\n`;
  });
  return `/* @__PURE__ */ byStatus({\n${groups.join("")}}, ${rest})`;
}

/** What `chooseText` uses of the run time. */
export function readersOf(operation: Operation): readonly (readonly [string, string])[] {
  const contents = chosenOf(operation).flatMap((response) => response.contents);
  return [
    ["contents", "byStatus"],
    ...contents.flatMap((content): (readonly [string, string])[] => {
      if (content.kind === "json") return [];
      return [[FILES[content.kind], readerOf(content)]];
    }),
  ];
}

const FILES: Readonly<Record<Plain, string>> = {
  text: "contents",
  binary: "contents",
  events: "events",
  lines: "lines",
  sequence: "lines",
};

function readerOf({ kind, schema, whole, mediaType, failure }: Chosen): string {
  if (kind === "text") return failure || mediaType.startsWith("*") ? "loose" : "text";
  if (kind !== "events") return kind;
  return schema === undefined ? "textEvents" : whole ? "wholeEvents" : "events";
}

function contentText(content: Chosen, validator: (schema: string) => string): string {
  const { kind, schema, enveloped } = content;
  const validate = schema && validator(schema);
  // Of a failure no more is said than that its body is tried as JSON.
  if (kind === "json")
    return validate ? `{ validate: ${validate}${enveloped ? ", enveloped: true" : ""} }` : "{}";
  const name = readerOf(content);
  if (kind === "text") return validate ? `{ ...${name}, validate: ${validate} }` : name;
  if (kind === "binary" || name === "textEvents") return name;
  return `/* @__PURE__ */ ${name}(${validate ?? ""})`;
}

/** The schemas whose collectors `chooseText` names. */
export function chosenSchemas(operation: Operation): readonly string[] {
  return successesOf(operation).flatMap(({ contents }) =>
    contents.flatMap(({ schema }) => schema ?? []),
  );
}

/** A type that can be told: of ranges, one in them. Undefined: JSON, as it is sent anyhow. */
export function wireType({ mediaType, kind }: ResponseContent): string | undefined {
  if (!mediaType.includes("*")) return mediaType === "application/json" ? undefined : mediaType;
  if (kind === "json") return undefined;
  if (kind === "text") return "text/plain";
  return mediaType.startsWith("image/") ? "image/png" : "application/octet-stream";
}

/** The function that a server writes a body with; undefined: as JSON. */
export function encoderOf({ kind }: ResponseContent): string | undefined {
  const names = {
    json: undefined,
    text: "asIs",
    binary: "asIs",
    events: "encodeEvents",
    lines: "encodeLines",
    sequence: "encodeSequence",
  } as const;
  return names[kind];
}

/** What a handler gives, as a type. */
export function sentType(content: ResponseContent | undefined): string {
  if (content === undefined) return "unknown";
  const { kind, schema, whole } = content;
  const type = schema && `Types.${identifier(schema)}`;
  if (kind === "json") return type!;
  if (kind === "text") return type ?? "string";
  if (kind === "binary") return "Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>";
  const item =
    kind === "events" && !(whole && type) ? `SentEvent<${type ?? "string"}>` : (type ?? "unknown");
  return `Iterable<${item}> | AsyncIterable<${item}>`;
}
