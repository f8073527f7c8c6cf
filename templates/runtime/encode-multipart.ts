// Objects → `multipart/form-data`: a part for each property, or for each item of its list. Bytes are
// files, objects are JSON, everything else is text. Written by hand, since a FormData can give a part
// neither a media type without a file name nor headers; streams are read to their end first.
import type { Encode, Payload } from "./operation.ts";

/** What the document says of a part. */
export interface PartEncoding {
  /** One media type, or several that a Blob's own type chooses from. */
  readonly contentType?: string;
  /** Whether a text is sent as it is, though the media type is JSON. */
  readonly raw?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it travels by a style; it has no media type then. */
  readonly pairs?: PartPairs;
}

/** The names and texts of the parts that a property becomes. */
export type PartPairs = (
  name: string,
  value: unknown,
) => readonly (readonly [name: string, text: string])[];

type Bytes = Blob | ArrayBuffer | Uint8Array<ArrayBuffer>;

/** How an object is sent; `parts` are those of its properties that the document says more of. */
export function multipart(
  mediaType: string,
  parts: Readonly<Record<string, PartEncoding>> = {},
): Encode {
  const encode = async (content: unknown): Promise<Payload> => {
    const boundary = `onespec-${random()}${random()}`;
    const pieces: (string | Bytes)[] = [];
    for (const [name, given] of Object.entries(content as object)) {
      const part = Object.hasOwn(parts, name) ? parts[name]! : {};
      const items = (Array.isArray(given) ? given : [given]) as readonly unknown[];
      const values = part.pairs?.(name, given) ?? items.map((item) => [name, item] as const);
      for (const [key, value] of values) {
        if (value === undefined || value === null) continue;
        const [head, body] = await partOf(key, value, part);
        pieces.push(`--${boundary}\r\n${head}\r\n\r\n`, body, "\r\n");
      }
    }
    pieces.push(`--${boundary}--\r\n`);
    return { body: new Blob(pieces), type: `${mediaType}; boundary=${boundary}` };
  };
  return (content) => {
    const payload = encode(content);
    // It is awaited behind the credentials; until then nobody else would look at its failure.
    payload.catch(() => undefined);
    return payload;
  };
}

function random(): string {
  return Math.random().toString(36).slice(2);
}

async function partOf(
  name: string,
  value: unknown,
  { contentType = "", raw = false, headers = {} }: PartEncoding,
): Promise<readonly [head: string, body: string | Bytes]> {
  const file = await bytesOf(value);
  const wanted = contentType.split(",")[0]!.trim();
  const concrete = wanted.includes("*") ? "" : wanted;
  const isJson =
    file === undefined &&
    (typeof value === "object" || (!raw && /[/+]json\s*(?:;|$)/i.test(wanted)));
  const own = file instanceof Blob ? file.type : "";
  const type = file
    ? own || concrete || "application/octet-stream"
    : concrete || (isJson ? "application/json" : "");
  const fileName = file instanceof File ? file.name : "blob";
  const lines = [
    `Content-Disposition: form-data; name="${quoted(name)}"${file ? `; filename="${quoted(fileName)}"` : ""}`,
    ...(type === "" ? [] : [`Content-Type: ${type}`]),
    ...Object.entries(headers).map(([key, text]) => `${key}: ${text}`),
  ];
  return [lines.join("\r\n"), file ?? (isJson ? JSON.stringify(value) : String(value))];
}

/** Undefined where a value is no bytes. */
async function bytesOf(value: unknown): Promise<Bytes | undefined> {
  if (value instanceof ReadableStream) return new Response(value as ReadableStream).blob();
  const isBytes =
    value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  return isBytes ? (value as Bytes) : undefined;
}

/** As browsers do it. */
function quoted(text: string): string {
  return text.replace(
    /["\r\n]/g,
    (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}
