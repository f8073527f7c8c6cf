// Which of its documented bodies an answer has: by its status, then by its content type. For operations
// whose answers are not all one JSON.
import type { Content, Operation } from "./operation.ts";
import type { CallOptions } from "./options.ts";

/** Bodies by status (`200`, `4XX`, `default`), then by media type; none: there is no body. */
export type Contents = Readonly<Record<string, Readonly<Record<string, Content>>>>;

/** Any text, as it is. */
export const text: Content = { read: (response) => response.text() };

/** Any bytes. */
export const binary: Content = { read: (response) => response.blob() };

/** A text, or JSON where the answer says that it is: of open media types, and of failures. */
export const loose: Content = {
  async read(response) {
    const body = await response.text();
    try {
      return /json$/.test(typeOf(response)) ? JSON.parse(body) : body;
    } catch {
      return body;
    }
  },
};

/** Options of a call that ask for a media type: the caller's, else this one. */
export function accepting<O extends CallOptions>(
  accept: string,
  options: (O & { readonly accept?: string }) | undefined,
): CallOptions {
  return { ...options, headers: { accept: options?.accept ?? accept, ...options?.headers } };
}

/** An operation with a choice among bodies; an unknown success is read as the first that is known. */
export function byStatus(
  all: Contents,
  operation: Omit<Operation, "response" | "choose" | "read">,
): Operation {
  const choose: Operation["choose"] = (response, { headers, signal }, onInvalid) => {
    const found = contentOf(all, response, String(headers?.["accept"]));
    if (!found?.read) return found ? { ...operation, response: found } : operation;
    const reading = { operation: operation.id, signal, onInvalid };
    return { ...operation, response: found, read: () => found.read!(response, reading) };
  };
  return { ...operation, choose };
}

function contentOf(all: Contents, response: Response, accept: string): Content | undefined {
  const { status, ok } = response;
  const main = ok && Object.keys(all).find((key) => key.startsWith("2"));
  const group = all[status] ?? all[`${String(status)[0]}XX`] ?? all[main || "default"];
  const types = Object.keys(group ?? {});
  if (types.length === 0 || status === 204 || status === 205) return undefined;
  const wanted = types.find((type) => type === accept) ?? types[0]!;
  const found = match(typeOf(response), types, wanted);
  const content = group![found]!;
  // Something else than was asked for is read as what it says it is, and told of.
  return content === group![wanted] ? content : { ...content, validate: refuse(wanted, found) };
}

/** The media type of an answer, without parameters. */
function typeOf({ headers }: Response): string {
  return essence(headers.get("content-type") ?? "");
}

function essence(type: string): string {
  return type.split(";")[0]!.trim().toLowerCase();
}

/** The documented media type that an answer has; the wanted one where it says nothing better. */
function match(type: string, types: readonly string[], wanted: string): string {
  const all = type ? [wanted, ...types] : [wanted];
  const isWithin = (each: string): boolean =>
    each.startsWith("*") || (each.includes("/*") && type.startsWith(essence(each).slice(0, -1)));
  // `application/problem+json` where only `application/json` is documented, and the like.
  const isAlike = (each: string): boolean => /json$/.test(type) && /json$/.test(essence(each));
  return (
    all.find((each) => essence(each) === type) ?? all.find(isAlike) ?? all.find(isWithin) ?? wanted
  );
}

function refuse(wanted: string, found: string): NonNullable<Content["validate"]> {
  const message = `must be ${wanted}, found ${found}`;
  return () => ({
    issues: [{ path: [], pointer: "", keyword: "contentType", params: { wanted }, message }],
  });
}
