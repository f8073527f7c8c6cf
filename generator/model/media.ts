// Which of several media types is JSON: the first one that says so.
import { children, type Cursor } from "./cursor.ts";

export function jsonMedia(
  content: Cursor,
): { readonly mediaType: string; readonly cursor: Cursor } | undefined {
  const found = children(content).find(([type]) => isJson(type));
  return found === undefined ? undefined : { mediaType: found[0], cursor: found[1] };
}

export function isJson(mediaType: string): boolean {
  return /^application\/(.+\+)?json\s*(;|$)/i.test(mediaType);
}
