// The media types of a body as code: what the client writes by, and what the mock server reads by.
import type { Body, Content, ParameterGroup, Part } from "../../model/model.ts";
import { literal, propertyKey } from "../../print.ts";
import { styleLiteral } from "./styles.ts";

/** All media types of a body, its own first. */
export function contentsOf({ others, ...own }: Body): readonly Content[] {
  return [own, ...others];
}

const ENCODERS = {
  form: ["form", "encode-form"],
  multipart: ["multipart", "encode-multipart"],
  text: ["rawText", "encode-raw"],
  bytes: ["rawBytes", "encode-raw"],
} as const;

/** A call of the run time, and what it uses of it. */
export interface EncoderCall {
  readonly call: string;
  readonly uses: readonly (readonly [file: string, name: string])[];
}

/** The encoder of a body that is not JSON. */
export function encoder({ kind, mediaType, parts }: Content): EncoderCall | undefined {
  if (kind === "json") return undefined;
  const [name, file] = ENCODERS[kind];
  const isStyled = kind === "multipart" && [...parts.values()].some(({ style }) => style);
  const said = kind === "form" ? formStyles(parts) : kind === "multipart" ? partTypes(parts) : "";
  const more = said === "" ? "" : `, ${said}`;
  const uses = [[file, name] as const];
  return {
    call: `/* @__PURE__ */ ${name}(${literal(mediaType)}${more})`,
    uses: isStyled ? [...uses, ["encode-multipart-style", "styledPart"]] : uses,
  };
}

/** How a query that is one value is written; undefined: it is several. */
export function queryEncoder(query: ParameterGroup | undefined): EncoderCall | undefined {
  if (query?.whole === undefined) return undefined;
  if (query.whole.kind !== "json") return encoder(query.whole);
  const call = `/* @__PURE__ */ jsonQuery(${literal(query.whole.mediaType)})`;
  return { call, uses: [["encode-query", "jsonQuery"]] };
}

/** How it is read: the name of a function in querystring-read.ts, and its call. */
export function queryDecoder(
  query: ParameterGroup | undefined,
): { readonly name: string; readonly text: string } | undefined {
  if (query?.whole === undefined) return undefined;
  const { whole, required } = query;
  if (whole.kind === "json") return { name: "jsonQuery", text: `jsonQuery(${required})` };
  return { name: "formQuery", text: `formQuery(${formReader(whole.parts)}, ${required})` };
}

function members(entries: readonly (readonly [name: string, text: string])[]): string {
  if (entries.length === 0) return "";
  return `{ ${entries.map(([name, text]) => `${propertyKey(name)}: ${text}`).join(", ")} }`;
}

function formStyles(parts: Content["parts"]): string {
  return members(
    [...parts].flatMap(([name, { style }]) =>
      style === undefined ? [] : [[name, styleLiteral(style, false)] as const],
    ),
  );
}

function partTypes(parts: Content["parts"]): string {
  return members(
    [...parts].flatMap(([name, part]) => {
      const { contentType, headers, style } = part;
      const said = [
        ...(contentType !== undefined && style === undefined
          ? [`contentType: ${literal(contentType)}`]
          : []),
        ...(isJson(part) && part.isText ? ["raw: true"] : []),
        ...(headers.size > 0 ? [`headers: ${literal(Object.fromEntries(headers))}`] : []),
        ...(style === undefined
          ? []
          : [`pairs: /* @__PURE__ */ styledPart(${styleLiteral(style, false)})`]),
      ];
      return said.length === 0 ? [] : [[name, `{ ${said.join(", ")} }`] as const];
    }),
  );
}

function isJson({ contentType = "" }: Part): boolean {
  return /^[^,;]*[/+]json\s*(?:[,;]|$)/i.test(contentType);
}

/** The decoder of a body: its name in bodies-read.ts, and the text that makes it. */
export function decoder({ kind, parts }: Content): {
  readonly name: string;
  readonly text: string;
} {
  if (kind === "form") return { name: "formOf", text: `formOf(${formReader(parts)})` };
  if (kind !== "multipart") return { name: kind, text: kind };
  const named = (has: (part: Part) => boolean): readonly string[] =>
    [...parts].filter(([, part]) => has(part)).map(([name]) => name);
  const lists = named(({ shapes }) => shapes.length === 1 && shapes[0] === "array");
  const json = named((part) => isJson(part) && !part.isText);
  const styled = [...parts].flatMap(([name, { style }]) =>
    style === undefined ? [] : [[name, styleLiteral(style, true)] as const],
  );
  const others = literal(named(({ style }) => style === undefined));
  const rest =
    styled.length > 0
      ? [literal(json), members(styled), others]
      : json.length > 0
        ? [literal(json)]
        : [];
  return { name: "multipartOf", text: `multipartOf(${[literal(lists), ...rest].join(", ")})` };
}

function formReader(parts: Content["parts"]): string {
  return members([...parts].map(([name, part]) => [name, formPart(part)] as const)) || "{}";
}

/** Without a style of its own an object is JSON text, which the validator's reader makes one of. */
function formPart({ style, shapes }: Part): string {
  if (style !== undefined) return styleLiteral(style, true);
  const plain = shapes.filter((shape) => shape !== "object");
  const read = plain.length === 0 ? ["primitive" as const] : plain;
  return literal({ style: "form", explode: true, shapes: [...read] });
}
