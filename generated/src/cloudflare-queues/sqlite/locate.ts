// Where a store file is, and whether there can be one. SQLite itself says only that it can't open
// a file, and takes some names for something else.
import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { StoreError } from "../emulator/store-error.ts";

/** Where a file is, or can be made. */
export interface Located {
  /** Absolute. */
  readonly path: string;
  readonly exists: boolean;
}

/** Finds a file, there or not, in a folder that is. @throws StoreError */
export async function locate(path: string): Promise<Located> {
  const told = JSON.stringify(path);
  if (path === "" || path === ":memory:" || path.includes("\0")) {
    throw new StoreError("notAFile", `the store needs the path of a file, not ${told}`);
  }
  const located = resolve(path);
  const kind = await kindOf(located);
  if (kind === "other") {
    throw new StoreError(
      "notAFile",
      `the store ${told} is not a file; name a file in it, or another`,
    );
  }
  if (kind === "none" && (await kindOf(dirname(located))) === "none") {
    throw new StoreError("notAFile", `the store ${told} is in a folder that is not there; make it`);
  }
  return { path: located, exists: kind === "file" };
}

async function kindOf(path: string): Promise<"file" | "other" | "none"> {
  try {
    return (await stat(path)).isFile() ? "file" : "other";
  } catch (error) {
    const { code } = error as { readonly code?: string };
    // What can't be looked at is left to SQLite, which fails to open it.
    return code === "ENOENT" || code === "ENOTDIR" ? "none" : "file";
  }
}
