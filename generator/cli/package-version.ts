// The version in the text of a package.json: read, and set. Nothing else of it is looked at.

export const PACKAGE = "package.json";

/** The version in a package.json; "" where there is none. */
export function versionOf(packageJson: string): string {
  const { version } = JSON.parse(packageJson) as { readonly version?: unknown };
  return typeof version === "string" ? version : "";
}

/** The files with a version in their package.json. */
export function withVersion(
  files: ReadonlyMap<string, string>,
  version: string,
): ReadonlyMap<string, string> {
  const text = files.get(PACKAGE);
  if (text === undefined) return files;
  const manifest = { ...(JSON.parse(text) as object), version };
  return new Map([...files, [PACKAGE, `${JSON.stringify(manifest, undefined, 2)}\n`]]);
}
