// The files as the compiler sees them: the produced ones at their final places, whatever lies there
// now, and everything else from the disk. A dependency that is not installed there yet is taken
// from onespec's own, so that a package can be built before its `npm install`.
import { posix } from "node:path";
import ts from "typescript";

/** What `src/msw.ts` needs of the optional peer msw, where it is not installed. */
const MSW = `export declare class HttpHandler { private readonly _: never; }
type Resolver = (info: { readonly request: Request }) => Response | undefined | Promise<Response | undefined>;
type Handler = (path: string | RegExp, resolver: Resolver) => HttpHandler;
export declare const http: Readonly<Record<"all" | "get" | "head" | "put" | "post" | "patch" | "delete" | "options", Handler>>;
`;

/** A source that was read before and is the same; `text` is that of a produced file. */
export type KnownSource = (path: string, text: string | undefined) => ts.SourceFile | undefined;

/** A compiler host over produced files (path in the package → text) that lie in `base`. */
export function createHost(
  base: string,
  files: ReadonlyMap<string, string>,
  options: ts.CompilerOptions,
  own: string,
  known: KnownSource,
): ts.CompilerHost {
  const disk = ts.createCompilerHost(options);
  const standIn = posix.join(base, "node_modules/.onespec/msw.d.ts");
  const texts = new Map([...files].map(([path, text]) => [posix.join(base, path), text]));
  texts.set(standIn, MSW);
  const folders = foldersOf(base, texts.keys());
  const hidden = (path: string): boolean =>
    path.startsWith(`${base}/`) && !path.startsWith(`${base}/node_modules/`);
  const host: ts.CompilerHost = {
    ...disk,
    getCurrentDirectory: () => base,
    fileExists: (path) => texts.has(path) || (!hidden(path) && disk.fileExists(path)),
    readFile: (path) => texts.get(path) ?? (hidden(path) ? undefined : disk.readFile(path)),
    directoryExists: (path) => folders.has(path) || disk.directoryExists?.(path) === true,
    getSourceFile: (path, language, onError, anew) => {
      const text = texts.get(path);
      const before = known(path, text);
      if (before !== undefined) return before;
      if (text !== undefined) return ts.createSourceFile(path, text, language);
      return hidden(path) ? undefined : disk.getSourceFile(path, language, onError, anew);
    },
  };
  return { ...host, resolveModuleNameLiterals: resolver(host, options, own, standIn) };
}

function foldersOf(base: string, paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>([base]);
  for (const path of paths) {
    for (let folder = posix.dirname(path); !folders.has(folder); folder = posix.dirname(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}

/** Resolves as the compiler does; what is not found there, from `own`, and msw from the stand-in. */
function resolver(
  host: ts.CompilerHost,
  options: ts.CompilerOptions,
  own: string,
  standIn: string,
): NonNullable<ts.CompilerHost["resolveModuleNameLiterals"]> {
  const cache = ts.createModuleResolutionCache(host.getCurrentDirectory(), (path) => path, options);
  return (literals, from, redirected, compilerOptions, source) =>
    literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(source, literal, compilerOptions);
      const resolve = (file: string): ts.ResolvedModuleWithFailedLookupLocations =>
        ts.resolveModuleName(literal.text, file, compilerOptions, host, cache, redirected, mode);
      const found = resolve(from);
      if (found.resolvedModule !== undefined) return found;
      if (literal.text === "openapi-fetch") return resolve(posix.join(own, "package.json"));
      return literal.text === "msw" ? { resolvedModule: declaration(standIn) } : found;
    });
}

function declaration(path: string): ts.ResolvedModuleFull {
  return {
    resolvedFileName: path,
    extension: ts.Extension.Dts,
    isExternalLibraryImport: true,
  };
}
