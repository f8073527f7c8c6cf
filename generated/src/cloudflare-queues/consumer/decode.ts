// The body of a pulled message, always a string on the wire → the value that was sent. Pure; what it
// can't read it says, and never guesses: a type that is not known is not read as another one.

/** The value, or why there is none. */
export type Decoded =
  { readonly value: unknown; readonly reason?: undefined } | { readonly reason: string };

/**
 * Decodes a body by its `CF-Content-Type`. Text stands as it is, JSON is base64 of the JSON text or
 * that text itself, bytes are base64. A message without a type is JSON, as the service assumes too.
 */
export function decodeBody(body: string, contentType: unknown = "json"): Decoded {
  switch (typeof contentType === "string" ? contentType.toLowerCase() : contentType) {
    case "text":
      return { value: body };
    case "json":
      return decodeJson(body);
    case "bytes":
      return decodeBytes(body);
    case "v8":
      return { reason: "v8 is a format that only Workers can read; send json, text or bytes" };
    default:
      return { reason: "its content type is not known" };
  }
}

/**
 * Base64 goes first. It can't be taken for something else: no JSON text is base64 of a JSON text.
 * Written in the letters of base64 are only numbers, `true` and `null`; they decode to a first byte
 * beyond ASCII (`1404` to a text in UTF-8, `1234` to none), with which no JSON text begins.
 */
function decodeJson(body: string): Decoded {
  const bytes = fromBase64(body);
  const text = bytes && utf8(bytes);
  return (text !== undefined && parse(text)) || parse(body) || { reason: "it is not JSON" };
}

function decodeBytes(body: string): Decoded {
  const value = fromBase64(body);
  return value ? { value } : { reason: "it is not base64" };
}

function parse(text: string): Decoded | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes of canonical base64 (padded, no spaces, no loose bits); undefined of anything else. */
function fromBase64(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text);
    if (btoa(binary) !== text) return undefined;
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
