// A store of messages in one SQLite file, for the emulator. Keeps nothing in memory that another
// process could change, so that several may use the file at once.
/// <reference types="node" />
import type { Store } from "./emulator/store.ts";
import { StoreError } from "./emulator/store-error.ts";
import { explain } from "./sqlite/errors.ts";
import { groupOf } from "./sqlite/group.ts";
import { openFile } from "./sqlite/open.ts";
import { due, lease, push, settle, type Work } from "./sqlite/operations.ts";
import { isAnyDue, page, statistics } from "./sqlite/reads.ts";

export { StoreError, type StoreErrorCode } from "./emulator/store-error.ts";

/** The options of a store; all can be left out. */
export interface SqliteStoreOptions {
  /**
   * How long another process may keep the file locked before an operation is refused, in
   * whole milliseconds; this process stands still meanwhile. Default: 5000.
   */
  readonly busyTimeoutMs?: number;
  /**
   * The size that the file may reach, in bytes from 65,536; what would go beyond is refused as
   * `full`. The write-ahead log beside it comes on top. Default: as far as the disk goes.
   */
  readonly maxFileBytes?: number;
}

/**
 * Opens the store in a file, and makes the file where there is none. Needs `node:sqlite`: node
 * 22.13, 23.4 or newer; up to 23 node warns that it is experimental.
 *
 * An operation resolves when its changes are on the disk, so that they survive the end of the
 * process at any moment. Beside the file are two more while it is open, `-wal` and `-shm`, which
 * belong to it. The file grows with the backlog and keeps its size; its space is used again.
 * Message identifiers that rise with time cost the least.
 *
 * @throws StoreError where the file can't be used; it is never overwritten.
 * @throws TypeError where an option is out of bounds.
 * @example
 * ```ts
 * import { emulator } from "@onespec/cloudflare-queues/emulator";
 * import { sqliteStore } from "@onespec/cloudflare-queues/sqlite";
 *
 * const { fetch } = emulator({ store: await sqliteStore("queue.sqlite") });
 * ```
 */
export async function sqliteStore(path: string, options: SqliteStoreOptions = {}): Promise<Store> {
  const { busyTimeoutMs = 5000, maxFileBytes } = options;
  const file = await openFile(path, { busyTimeoutMs, maxFileBytes });
  const { statements } = file;
  const group = groupOf(statements, setImmediate);
  let isOpen = true;
  const check = (): void => {
    if (!isOpen) throw new StoreError("closed", "the store is closed");
  };
  const write = async <T>(work: Work<T>): Promise<T> => (check(), group.run(work));
  const read = async <T>(run: () => T): Promise<T> => {
    check();
    try {
      return run();
    } catch (error) {
      throw explain(error);
    }
  };
  return {
    push: (...given) => write(push(...given)),
    lease: (...given) => write(lease(...given)),
    settle: (...given) => write(settle(...given)),
    // Asked before each request, and most often there is nothing: reading needs no transaction.
    due: async (...given) =>
      (await read(() => isAnyDue(statements, given[0]))) ? write(due(...given)) : 0,
    statistics: (now) => read(() => statistics(statements, now)),
    page: (...given) => read(() => page(statements, ...given)),
    async close() {
      if (!isOpen) return;
      group.flush();
      isOpen = false;
      // The last one to close copies the log into the file.
      file.close();
    },
  };
}
