// References → what they name: a resource (an absolute URI, or a path from the document's folder) and a
// fragment in it. Text only: whether there is such a resource is not asked here.
import { posix } from "node:path";

export interface Address {
  readonly resource: string;
  /** Without the `#`; "" is the resource itself. */
  readonly fragment: string;
}

/** What a reference names where `base` is the resource around it; undefined where it is no reference. */
export function resolveUri(reference: string, base: string): Address | undefined {
  const hash = reference.indexOf("#");
  const [path, fragment] =
    hash < 0 ? [reference, ""] : [reference.slice(0, hash), reference.slice(hash + 1)];
  if (path === "") return { resource: base, fragment };
  const resource = hasScheme(path) || hasScheme(base) ? absolute(path, base) : relative(path, base);
  return resource === undefined ? undefined : { resource, fragment };
}

/** Whether a resource is named by a URI: it is somewhere else than the document's files. */
export function hasScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(text);
}

function absolute(path: string, base: string): string | undefined {
  const url = hasScheme(base) ? URL.parse(path, base) : URL.parse(path);
  if (url === null) return undefined;
  url.hash = "";
  return url.href;
}

function relative(path: string, base: string): string {
  const decoded = decode(path);
  return posix.normalize(
    decoded.startsWith("/") ? decoded : posix.join(posix.dirname(base), decoded),
  );
}

function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path; // A file with a bare percent sign in its name, written as it is.
  }
}
