// Options that several commands share, and what their values must look like.
import { InvalidArgumentError, Option } from "commander";
import { PARTS, type Without } from "../parts.ts";
import { parseVersion } from "../version/semver.ts";

export function undecidedOption(): Option {
  const words = "what a change weighs of which it could not be decided whether it breaks a caller";
  return new Option("--undecided <weight>", words).choices(["major", "minor"]).default("major");
}

export function remoteOption(): Option {
  return new Option("--allow-remote", "let the document, and what it refers to, be fetched");
}

export function formatsOption(): Option {
  const words = "whether validators assert `format` or take it for a note that says nothing";
  return new Option("--formats <use>", words).choices(["assert", "annotate"]).default("assert");
}

export function jsonOption(): Option {
  return new Option("--json", "print one JSON object on stdout");
}

export function filePath(path: string): string {
  if (path !== "") return path;
  throw new InvalidArgumentError("Name a file, or leave the option out.");
}

const PACKAGE_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

export function packageName(name: string): string {
  if (PACKAGE_NAME.test(name) && name.length <= 214) return name;
  throw new InvalidArgumentError("npm takes lower-case names such as `my-api` or `@acme/api`.");
}

/** A day as people and machines read it. */
export function day(text: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  if (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError("Write a day as YYYY-MM-DD.");
}

/** A version as npm takes it. */
export function version(text: string): string {
  if (parseVersion(text) !== undefined) return text;
  throw new InvalidArgumentError("Write one such as 1.0.0 or 2.0.0-beta.1.");
}

/** How many varied values the fixtures have. */
export function samples(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= 1000) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 0 to 1000.");
}

/** Parts to leave out, in the order in which they are known, each once. */
export function parts(text: string): Without {
  const named = new Set(text.split(",").map((part) => part.trim()));
  const known = PARTS.filter((part) => named.has(part));
  if (known.length === named.size) return known;
  throw new InvalidArgumentError(`Name some of ${PARTS.join(", ")}, with commas between them.`);
}

/** A port, or 0 for any. */
export function port(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 0 to 65535.");
}

/** The path of a URL. */
export function urlPath(text: string): string {
  if (/^\/[^?#\s]*$/.test(text)) return text;
  throw new InvalidArgumentError("Start it with a slash: /v1.");
}
