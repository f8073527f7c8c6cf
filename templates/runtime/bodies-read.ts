// Bodies that are not JSON → values, typed by the schema: the inverse of the encoders. Which of several
// media types a body has, its `Content-Type` says. Only the mock server reads.
import { parsedJson } from "./interpret.ts";
import type { Operation, Validate } from "./operation.ts";
import {
  decodeForm,
  decodePercent,
  pairReadings,
  type Pairs,
  readPairs,
  type ReadStyle,
  settle,
  splitPair,
} from "./pairs-read.ts";
import { type Part, type Reader, readJson, wholeBody } from "./receive.ts";

type Content = NonNullable<Operation["body"]>;

/** Reads a body of one media type. */
export type Decode = (body: Blob, type: string, validate: Validate) => Part | Promise<Part>;

/** How a body is read, by media type; the first is the operation's own. */
export function readContents(
  contents: Readonly<Record<string, Decode>>,
): NonNullable<Reader["body"]> {
  const types = Object.keys(contents);
  return async (request, body) => {
    const header = request.headers.get("content-type") ?? "";
    const given = header.split(";")[0]!.trim().toLowerCase();
    const content = await request.blob();
    if (given === "" && content.size === 0) return absent(body);
    const known = types.find((type) => isOf(given, type));
    if (known === undefined && types.length > 1 && given !== "") {
      const issue = wholeBody("contentType", `must be one of ${types.join(", ")}, found ${given}`);
      return { value: undefined, issues: [issue] };
    }
    const type = known ?? types[0]!;
    const { validate } = body.others?.[type] ?? body;
    return contents[type]!(content, header, validate);
  };
}

function absent(body: Content): Part {
  const value = body.emptyObject ? {} : undefined;
  return { value, issues: body.required ? [wholeBody("required", "is required")] : [] };
}

/** Whether a media type is one, or in a range of them. Bytes come as what they are. */
function isOf(given: string, type: string): boolean {
  const wanted = type.split(";")[0]!.trim().toLowerCase();
  if (wanted === given) return true;
  if (!wanted.includes("*")) return false;
  return (
    given === "application/octet-stream" ||
    wanted === "*/*" ||
    given.startsWith(wanted.split("*")[0]!)
  );
}

export const json: Decode = async (body, _, validate) => readJson(await body.text(), { validate });

/** A text where the schema takes it for one, else the number or the like that it stands for. */
export const text: Decode = async (body, _, validate) => {
  const raw = await body.text();
  const [read, parsed] = [checked(raw, validate), checked(parsedJson(raw), validate)];
  return read.issues.length > 0 && parsed.issues.length === 0 ? parsed : read;
};

export const bytes: Decode = (body, type, validate) =>
  checked(new Blob([body], { type }), validate);

function checked(value: unknown, validate: Validate): Part {
  return { value, issues: validate(value).issues ?? [] };
}

/** A form; `styles` say what its properties are. */
export function formOf(styles: Readonly<Record<string, ReadStyle>>): Decode {
  const rules: Pairs = { names: Object.keys(styles), styles, decode: decodeForm, depth: 1 };
  return async (body, _, validate) => {
    const raw = await body.text();
    return readPairs(raw.split("&").map(splitPair), rules, validate);
  };
}

/**
 * A multipart form; `lists` are the properties that have a part for each of their items, `json` those
 * that are JSON whatever they hold, `styles` those that travel by a style, and `names` all that it is known
 * to have beside these.
 */
export function multipartOf(
  lists: readonly string[],
  json: readonly string[] = [],
  styles: Readonly<Record<string, ReadStyle>> = {},
  names: readonly string[] = [],
): Decode {
  return async (body, type, validate) => {
    let data: FormData;
    try {
      data = await new Response(body, { headers: { "content-type": type } }).formData();
    } catch {
      return { value: undefined, issues: [wholeBody("multipart", "must be multipart/form-data")] };
    }
    const styled = Object.keys(styles);
    const isRaw = (part: readonly [string, FormDataEntryValue]): part is [string, string] =>
      styled.length > 0 && typeof part[1] === "string" && !names.includes(part[0]);
    const parts = [...data];
    const readings = pairReadings(
      parts.filter(isRaw).map((part) => part.map(rawOf) as [name: string, raw: string]),
      { names: styled, styles, decode: decodePercent },
    );
    const others = parts.filter((part) => !isRaw(part)).map(([name]) => name);
    const entries = [...new Set(others)].map((name) => {
      const values = data.getAll(name);
      const isList = lists.includes(name) || values.length > 1;
      const [first] = values;
      if (json.includes(name))
        return [name, [isList ? values.map(fromJson) : fromJson(first)]] as const;
      // A list of one is known for a list by its schema alone, where no property has its name.
      return [name, isList ? [values] : [first, fromJson(first), values]] as const;
    });
    return settle([...readings, ...entries], validate, 1);
  };
}

function fromJson(given: unknown): unknown {
  return parsedJson(given) ?? given;
}

/** A text as it would stand in a URL, but for the commas that stand between parts of it. */
function rawOf(text: string): string {
  return encodeURI(text).replaceAll("+", "%2B");
}
