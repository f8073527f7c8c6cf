// Which files of the run time a package needs: those that its other files lead to by their imports.
// What nothing imports would be shipped for nobody.
import { posix } from "node:path";

const RUNTIME = "src/runtime/";

/** The files without those of the run time that no other file leads to. */
export function needed(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const reached = new Set([...files.keys()].filter((path) => !path.startsWith(RUNTIME)));
  // A Set's iteration sees what is added on the way.
  for (const path of reached) {
    for (const target of importsOf(path, files.get(path) ?? "")) {
      if (files.has(target)) reached.add(target);
    }
  }
  return new Map([...files].filter(([path]) => reached.has(path)));
}

/** The paths that the imports of a file's text lead to; those of packages lead to none. */
function importsOf(path: string, text: string): readonly string[] {
  if (!path.endsWith(".ts")) return [];
  return [...text.matchAll(/\b(?:from|import)[\s(]*"(\.{1,2}\/|#api\/)([^"]+)"/g)].map(
    ([, start, rest]) =>
      start === "#api/" ? `src/${rest}.ts` : posix.join(posix.dirname(path), start! + rest!),
  );
}
