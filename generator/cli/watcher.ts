// Tells that something happened to a set of files or folders, some of which may not exist yet. The only
// module that knows the library which listens to the disk.
import { existsSync } from "node:fs";
import { dirname, sep } from "node:path";
import { watch } from "chokidar";

export interface Watcher {
  /** Watches these absolute paths and no others from now on; resolves when it does. */
  readonly follow: (paths: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type OpenWatcher = (onChange: () => void) => Watcher;

export const openWatcher: OpenWatcher = (onChange) => {
  let followed: readonly string[] = [];
  let close = async (): Promise<void> => {};
  return {
    follow: async (paths) => {
      if (String(paths) === String(followed)) return;
      followed = paths;
      await close();
      // Whatever lies on the way to a path that is missing, and nothing beside it.
      const ignored = (path: string): boolean =>
        !paths.some((wanted) => within(path, wanted) || within(wanted, path));
      const options = { ignoreInitial: true, atomic: false, ignored };
      const watcher = watch([...new Set(paths.map(existing))], options);
      close = () => watcher.close();
      await new Promise<void>((resolve) => watcher.once("ready", resolve));
      watcher.on("all", onChange);
      // A file that can't be watched is read again with the next change of another.
      watcher.on("error", onChange);
    },
    close: () => close(),
  };
};

/** The path itself, or the nearest folder around it that exists. */
function existing(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : existing(dirname(path));
}

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
