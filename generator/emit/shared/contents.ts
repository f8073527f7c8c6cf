// The media types of a body as code: what the client writes by, and what the mock server reads by.
import type { Body, Content, Part } from "../../model/model.ts";
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

/** The encoder of a body that is not JSON: its name, its file, and the call that makes it. */
export function encoder({
  kind,
  mediaType,
  parts,
}: Content): { readonly name: string; readonly file: string; readonly call: string } | undefined {
  if (kind === "json") return undefined;
  const [name, file] = ENCODERS[kind];
  const said = kind === "form" ? formStyles(parts) : kind === "multipart" ? partTypes(parts) : "";
  const more = said === "" ? "" : `, ${said}`;
  return { name, file, call: `/* @__PURE__ */ ${name}(${literal(mediaType)}${more})` };
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
      const { contentType, headers } = part;
      const said = {
        ...(contentType !== undefined && { contentType }),
        ...(isJson(part) && part.isText && { raw: true }),
        ...(headers.size > 0 && { headers: Object.fromEntries(headers) }),
      };
      return Object.keys(said).length === 0 ? [] : [[name, literal(said)] as const];
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
  if (kind === "form") {
    const styles = [...parts].map(([name, part]) => [name, formPart(part)] as const);
    return { name: "formOf", text: `formOf(${members(styles) || "{}"})` };
  }
  if (kind !== "multipart") return { name: kind, text: kind };
  const named = (has: (part: Part) => boolean): readonly string[] =>
    [...parts].filter(([, part]) => has(part)).map(([name]) => name);
  const lists = named(({ shapes }) => shapes.length === 1 && shapes[0] === "array");
  const json = named((part) => isJson(part) && !part.isText);
  const more = json.length === 0 ? "" : `, ${literal(json)}`;
  return { name: "multipartOf", text: `multipartOf(${literal(lists)}${more})` };
}

/** Without a style of its own an object is JSON text, which the validator's reader makes one of. */
function formPart({ style, shapes }: Part): string {
  if (style !== undefined) return styleLiteral(style, true);
  const plain = shapes.filter((shape) => shape !== "object");
  const read = plain.length === 0 ? ["primitive" as const] : plain;
  return literal({ style: "form", explode: true, shapes: [...read] });
}
