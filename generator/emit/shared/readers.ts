// What the routes of a mock server need to read requests: bodies that may be anything but JSON, and
// parameters that travel otherwise than without a word.
import type { Api, Body, Operation } from "../../model/model.ts";
import { identifier, propertyKey } from "../../print.ts";
import { contentsOf, decoder, queryDecoder } from "./contents.ts";
import { stylesLiteral } from "./styles.ts";

/** What a handler is given of a body: any of its media types, and of bytes a Blob. */
export function receivedType(body: Body): string {
  const types = contentsOf(body).map(({ kind, schema }) => {
    const type = `Types.${identifier(schema)}`;
    return kind === "bytes" || kind === "multipart" ? `Arrived<${type}>` : type;
  });
  return [...new Set(types)].join(" | ");
}

/** Whether a body may be anything but JSON. */
function readsContents({ body }: Operation): boolean {
  if (body === undefined) return false;
  return body.others.length > 0 || body.kind !== "json";
}

/** What of bodies-read.ts and binary.ts the routes need. */
export function contentImports({ operations }: Api): readonly string[] {
  const contents = operations
    .filter(readsContents)
    .flatMap(({ body }) => (body === undefined ? [] : contentsOf(body)));
  if (contents.length === 0) return [];
  const names = [...new Set(["readContents", ...contents.map((each) => decoder(each).name)])];
  const arrives = contents.some(({ kind }) => kind === "bytes" || kind === "multipart");
  return [
    ...(arrives ? ['import type { Arrived } from "./runtime/binary.ts";'] : []),
    `import { ${names.sort().join(", ")} } from "./runtime/bodies-read.ts";`,
  ];
}

/** How the parameters are read where they travel otherwise than without a word. */
export function readerEntry(operation: Operation): readonly string[] {
  const parameters = parametersReader(operation);
  const { body } = operation;
  const contents = readsContents(operation)
    ? contentsOf(body!).map((each) => `${propertyKey(each.mediaType)}: ${decoder(each).text}`)
    : [];
  const readers = [
    ...(parameters === undefined ? [] : [`parameters: ${parameters}`]),
    ...(contents.length === 0 ? [] : [`body: readContents({ ${contents.join(", ")} })`]),
  ];
  return readers.length === 0 ? [] : [`reader: { ${readers.join(", ")} },`];
}

/** Undefined where all parameters travel without a word. */
function parametersReader(operation: Operation): string | undefined {
  const styles = stylesLiteral(operation, true);
  const whole = queryDecoder(operation.query);
  if (whole !== undefined) return `readStyled(${styles ?? "{}"}, ${whole.text})`;
  return styles === undefined ? undefined : `readStyled(${styles})`;
}

/** What `readerEntry` uses of the run time to read parameters. */
export function parameterImports({ operations }: Api): readonly string[] {
  const queries = operations.flatMap(({ query }) => queryDecoder(query)?.name ?? []);
  const reads = operations.some((one) => parametersReader(one) !== undefined);
  const names = [...new Set(queries)].sort().join(", ");
  return [
    ...(names === "" ? [] : [`import { ${names} } from "./runtime/querystring-read.ts";`]),
    ...(reads ? ['import { readStyled } from "./runtime/styles-read.ts";'] : []),
  ];
}
