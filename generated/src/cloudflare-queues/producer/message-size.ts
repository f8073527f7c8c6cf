// How many bytes a message has, as the service counts it. Sends nothing and refuses no size.
import { defaultLimits } from "./limits.ts";

/**
 * The bytes of a message as the service counts them against its limits: those of the body in
 * UTF-8, and those that it needs for itself (about 100, documented as no more exact than that).
 * The body is the text itself (`"text"`), or the JSON text as `JSON.stringify` writes it
 * (`"json"`); what the request puts around the body and its escapes in a text don't count.
 *
 * @param body A string where the content type is `"text"`, else whatever JSON can express.
 * @throws {TypeError} JSON can't express the body: undefined, a function, a cycle, a bigint.
 * @example
 * ```ts
 * import { messageBytes } from "@onespec/cloudflare-queues/producer";
 *
 * console.log(messageBytes({ hello: "world" })); // 117
 * console.log(messageBytes("héllo", "text")); // 106
 * ```
 */
export function messageBytes(
  body: unknown,
  contentType: "json" | "text" = "json",
  overheadBytes: number = defaultLimits.overheadBytes,
): number {
  const text = contentType === "text" && typeof body === "string" ? body : jsonText(body);
  return new TextEncoder().encode(text).length + overheadBytes;
}

function jsonText(body: unknown): string {
  const text = JSON.stringify(body) as string | undefined;
  if (text === undefined) throw new TypeError(`JSON has no ${typeof body}`);
  return text;
}
