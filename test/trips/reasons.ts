// Why a value can't arrive as it was given. Each is true of the wire itself; whatever has no reason here is
// a fault.
import type { Api, Content, Operation, ParameterStyle } from "../../generator/model/model.ts";

type Values = Readonly<Record<string, unknown>>;

export async function isSame(one: unknown, other: unknown): Promise<boolean> {
  return JSON.stringify(await plain(one)) === JSON.stringify(await plain(other));
}

/** Bytes as their text; the order of an object's keys does not count. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return `bytes ${await value.text()}`;
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(entries.map(async ([key, item]) => [key, await plain(item)]));
}

/** What one operation is asked may be what another one answers: a parameter may hold any step. */
export function sameRoute(
  { operations }: Api,
  { method, url }: Operation,
  by: string,
): string | undefined {
  const other = operations.find(({ name }) => name === by)!;
  const [steps, others] = [url.split("/"), other.url.split("/")];
  const fits =
    steps.length === others.length &&
    steps.every((step, index) => step === others[index] || `${step}${others[index]}`.includes("{"));
  return fits && other.method === method
    ? "two paths are told apart by nothing but a parameter"
    : undefined;
}

/** Why a call could not be made, or was refused. */
export function refusal(
  { url, query, headers }: Operation,
  content: Content | undefined,
  { body, ...given }: Values,
  told: string,
): string | undefined {
  if (/has headers, a baseUrl or a path that can't be sent/.test(told))
    return "a header takes no such characters";
  if (/path|pattern|"\."/.test(told) && /must not be empty/.test(told))
    return "a URL drops the segment";
  // What has no text is not there, and the server misses it.
  const isForm = content?.kind === "form" || content?.kind === "multipart";
  const values = [...Object.values(given), ...(isForm ? [body] : [])];
  const losses = values.flatMap((value) => Object.values(value ?? {}).map((one) => lossOf(one, 1)));
  if (told.includes("URI malformed")) return "half a character has no bytes";
  if (/\/\.{1,2}(?:\/|$)/.test(url)) return "a URL resolves a step of dots";
  if (!told.startsWith("400")) return undefined;
  const styles = [
    ...[...(query?.styles ?? [])].map(([name, style]) => [given["query"], name, style] as const),
    ...[...(headers?.styles ?? [])].map(
      ([name, style]) => [given["headers"], name, style] as const,
    ),
    ...(isForm ? [...content.parts].map(([name, { style }]) => [body, name, style] as const) : []),
  ];
  const isCut = styles.some(([values, name, style]) => isAmbiguous(values, name, style));
  if (isCut) return DELIMITED;
  const inHeaders = Object.values(given["headers"] ?? {}).flat();
  if (inHeaders.some((value) => String(value) !== String(value).trim()))
    return "a header drops the space at its ends";
  if (
    styles.some(([values, name, style]) => style?.reserved && isEncoded((values as Values)[name]))
  )
    return "what is percent-encoded already stays so among reserved characters";
  return losses.find((loss) => loss !== undefined);
}

export async function reasonOf(
  given: unknown,
  got: unknown,
  style: ParameterStyle | undefined,
): Promise<string | undefined> {
  const loss = lossOf(given);
  if (loss !== undefined && (await isSame(pruned(given), pruned(got)))) return loss;
  if (String(given) === String(got) && typeof given !== "object" && typeof got !== "object")
    return "a union of kinds: the same text is of two";
  if (style !== undefined && style.shapes.length > 1)
    return "a union of kinds: the text is that of another one";
  return style !== undefined && /Delimited/.test(style.style) ? DELIMITED : undefined;
}

const DELIMITED = "the delimiter is part of a value";

function isEncoded(value: unknown): boolean {
  return [value].flat().some((one) => /%[\da-f]{2}/i.test(String(one)));
}

/** Whether a list has its delimiter in one of its items, where nothing tells them apart. */
function isAmbiguous(values: unknown, name: string, style: ParameterStyle | undefined): boolean {
  const delimiters: Readonly<Record<string, string>> = {
    ...{ pipeDelimited: "|", spaceDelimited: " ", simple: "," },
  };
  const list = (values as Values)[name];
  const delimiter = style && delimiters[style.style];
  return delimiter !== undefined && Array.isArray(list) && list.join("").includes(delimiter);
}

export async function bodyReason(
  content: Content | undefined,
  given: unknown,
  got: unknown,
): Promise<string | undefined> {
  if (content?.kind !== "form" && content?.kind !== "multipart") return undefined;
  return reasonOf(given, got, undefined);
}

/** A value without what has no text; undefined where nothing is left. */
function pruned(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "object" || value instanceof Blob) return value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, pruned(item)] as const)
    .filter(([, item]) => item !== undefined);
  if (entries.length === 0) return undefined;
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

/** What has no text at all. */
function lossOf(value: unknown, depth: number = 0): string | undefined {
  if (value === null) return "null has no text";
  if (typeof value !== "object" || value instanceof Blob) return undefined;
  const items = Object.values(value);
  if (items.length === 0 && depth > 0) return "an empty list or object has no text";
  for (const item of items) {
    const found = lossOf(item, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
