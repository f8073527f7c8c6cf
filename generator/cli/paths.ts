// Paths as text, before anything touches the disk: what may be written inside a folder, and how a
// path is shown in files that must read the same on every machine.
import { relative, resolve, sep } from "node:path";

const RESERVED = /^(?:[a-z]:|~$)/i;

/** Why a relative POSIX path may not be used inside a folder; undefined: it may. */
export function pathProblem(path: string): string | undefined {
  if (path === "") return "it is empty";
  if (path.includes("\0")) return "it has a NUL character";
  if (path.includes("\\")) return "it has a backslash";
  if (path.startsWith("/") || RESERVED.test(path)) return "it is not relative";
  const steps = path.split("/");
  if (steps.includes("..")) return "it leads out of the folder";
  if (steps.includes("") || steps.includes(".")) return "it has an empty step";
  return undefined;
}

/** The way from a folder to a path, with slashes on every system. */
export function relativePosix(folder: string, path: string): string {
  return relative(resolve(folder), resolve(path)).split(sep).join("/");
}

/** Whether a path is the folder or lies in it; both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return (
    way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path)
  );
}
