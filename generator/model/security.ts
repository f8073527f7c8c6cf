// Security schemes → credentials (client options); requirements → alternatives of scheme names.
// Alternatives that need a scheme that nobody knows are left out; what is wrong with it is reported.
import { diagnostic } from "../diagnostics.ts";
import {
  asString,
  child,
  children,
  type Cursor,
  follow,
  oneOf,
  readDocs,
  type Reading,
  required,
} from "./cursor.ts";
import type { Certificate, Credential, Docs } from "./model.ts";
import { distinguished, valueName } from "./names.ts";

export function readCredentials(reading: Reading, root: Cursor): readonly Credential[] {
  const taken = new Map<string, Cursor>();
  return schemesOf(reading, root).flatMap(([scheme, cursor, entry]) => {
    const carrier = readCarrier(reading, cursor, scheme);
    if (carrier === undefined) return [];
    const option = optionOf(reading, scheme, entry, taken);
    return [{ scheme, option, carrier, docs: docsOf(cursor), at: cursor.at }];
  });
}

/** The schemes that send nothing. */
export function readCertificates(reading: Reading, root: Cursor): readonly Certificate[] {
  return schemesOf(reading, root)
    .filter(([, cursor]) => child(cursor, "type").value === "mutualTLS")
    .map(([scheme, cursor]) => ({ scheme, docs: readDocs(cursor), at: cursor.at }));
}

type Scheme = readonly [name: string, scheme: Cursor, entry: Cursor];

function schemesOf(reading: Reading, root: Cursor): readonly Scheme[] {
  const schemes = children(child(child(root, "components"), "securitySchemes"));
  return schemes.map(([scheme, entry]) => [scheme, follow(reading, entry), entry]);
}

/** What a caller must know of a secret, where the document says nothing. */
function docsOf(cursor: Cursor): Docs {
  const docs = readDocs(cursor);
  const whole = "The whole value of the header `Authorization`";
  const [type, scheme] = [child(cursor, "type").value, child(cursor, "scheme").value];
  const said = docs.description === "" ? "" : `${docs.description}\n\n`;
  if (type === "http" && !/^(bearer|basic)$/i.test(String(scheme)))
    return { ...docs, description: `${said}${whole}: \`${String(scheme)} …\`.` };
  if (docs.description !== "") return docs;
  if (type === "oauth2") return { ...docs, description: "An access token (OAuth 2.0)." };
  if (type === "openIdConnect") return { ...docs, description: "A token (OpenID Connect)." };
  return docs;
}

/** The option of a scheme; where another scheme has it, one with a mark of its own, which is told. */
function optionOf(
  reading: Reading,
  scheme: string,
  entry: Cursor,
  taken: Map<string, Cursor>,
): string {
  // `server` is the option that chooses a server.
  const name = valueName(scheme) === "server" ? "server_" : valueName(scheme);
  const first = taken.get(name);
  const chosen = first === undefined ? name : valueName(distinguished(name, scheme));
  if (first !== undefined) {
    const advice = "Rename one of them: names differ by more than case and punctuation.";
    const params = { things: "security schemes", name, other: `\`${first.at}\``, chosen, advice };
    reading.report(diagnostic("renamed", entry.at, params, { key: true }));
  }
  taken.set(chosen, entry);
  return chosen;
}

const TYPES = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"] as const;

function readCarrier(
  reading: Reading,
  cursor: Cursor,
  scheme: string,
): Credential["carrier"] | undefined {
  const where = `the security scheme \`${scheme}\``;
  if (required(reading, cursor, "type", where, asString) === undefined) return undefined;
  const type = oneOf(reading, child(cursor, "type"), `The type of ${where}`, TYPES);
  if (type === undefined) return undefined;
  if (type === "oauth2" || type === "openIdConnect") return { kind: "bearer" };
  if (type === "http") return httpCarrier(reading, cursor, where);
  if (type === "apiKey") return keyCarrier(reading, cursor, where);
  return undefined;
}

function httpCarrier(
  reading: Reading,
  cursor: Cursor,
  where: string,
): Credential["carrier"] | undefined {
  const word = required(reading, cursor, "scheme", where, asString)?.toLowerCase();
  if (word === undefined) return undefined;
  if (word === "bearer" || word === "basic") return { kind: word };
  // Digest, Hawk, Negotiate and the like make a value of each request: the caller gives it whole.
  return { kind: "header", name: "Authorization" };
}

function keyCarrier(
  reading: Reading,
  cursor: Cursor,
  where: string,
): Credential["carrier"] | undefined {
  const name = required(reading, cursor, "name", where, asString);
  if (required(reading, cursor, "in", where, asString) === undefined) return undefined;
  const kind = oneOf(reading, child(cursor, "in"), `\`in\` of ${where}`, [
    "header",
    "query",
    "cookie",
  ]);
  return kind === undefined || name === undefined ? undefined : { kind, name };
}

/** The alternatives of `security` on an operation, else those of the document. */
export function readSecurity(
  root: Cursor,
  operation: Cursor,
  credentials: readonly Credential[],
  certificates: readonly Certificate[],
): readonly (readonly string[])[] {
  const own = child(operation, "security");
  const security = own.value === undefined ? child(root, "security") : own;
  const proven = new Set(certificates.map(({ scheme }) => scheme));
  const known = new Set(credentials.map(({ scheme }) => scheme));
  return (
    children(security)
      .map(([, alternative]) => children(alternative).map(([scheme]) => scheme))
      // What sends nothing needs no option; the connection has to see to it.
      .map((alternative) => alternative.filter((scheme) => !proven.has(scheme)))
      .filter((alternative) => alternative.every((scheme) => known.has(scheme)))
  );
}
