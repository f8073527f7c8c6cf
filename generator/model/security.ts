// Security schemes → credentials (client options); requirements → alternatives of scheme names.
// A scheme that a client can't carry is a warning, and the alternatives that need it are left out.
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
import type { Credential } from "./model.ts";
import { valueName } from "./names.ts";

export function readCredentials(reading: Reading, root: Cursor): readonly Credential[] {
  return children(child(child(root, "components"), "securitySchemes")).flatMap(
    ([scheme, entry]) => {
      const cursor = follow(reading, entry);
      const carrier = readCarrier(reading, cursor, scheme);
      if (carrier === undefined) return [];
      return [
        { scheme, option: valueName(scheme), carrier, docs: readDocs(cursor), at: cursor.at },
      ];
    },
  );
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
  return unsupported(reading, cursor, `Mutual TLS (${where})`);
}

function httpCarrier(
  reading: Reading,
  cursor: Cursor,
  where: string,
): Credential["carrier"] | undefined {
  const word = required(reading, cursor, "scheme", where, asString)?.toLowerCase();
  if (word === undefined) return undefined;
  if (word === "bearer" || word === "basic") return { kind: word };
  return unsupported(reading, cursor, `HTTP authentication \`${word}\``);
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
  if (kind === "cookie") return unsupported(reading, cursor, `An API key in a cookie (${where})`);
  return kind === undefined || name === undefined ? undefined : { kind, name };
}

function unsupported(reading: Reading, cursor: Cursor, what: string): undefined {
  const consequence = "alternatives that need it are left out";
  const advice = "Let a `fetch` of your own add it.";
  reading.report(diagnostic("unsupported-feature", cursor.at, { what, consequence, advice }));
  return undefined;
}

/** The alternatives of `security` on an operation, else those of the document. */
export function readSecurity(
  root: Cursor,
  operation: Cursor,
  credentials: readonly Credential[],
): readonly (readonly string[])[] {
  const own = child(operation, "security");
  const security = own.value === undefined ? child(root, "security") : own;
  const known = new Set(credentials.map(({ scheme }) => scheme));
  return children(security)
    .map(([, alternative]) => children(alternative).map(([scheme]) => scheme))
    .filter((alternative) => alternative.every((scheme) => known.has(scheme)));
}
