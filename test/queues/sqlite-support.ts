// What the tests of the SQLite store share: files that are gone afterwards, and messages.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Message, Store } from "../../templates/cloudflare-queues/emulator.ts";
import { sqliteStore, type SqliteStoreOptions } from "../../templates/cloudflare-queues/sqlite.ts";
import { EMPTY } from "./sqlite-empty.ts";

/** The path of a file that is not there, in a folder of its own. */
export function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "onespec-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "queue.sqlite");
}

/** A store that is closed when the test ends. */
export async function opened(path: string, options?: SqliteStoreOptions): Promise<Store> {
  const store = await sqliteStore(path, { busyTimeoutMs: 10, ...options });
  onTestFinished(() => store.close());
  return store;
}

export function message(id: string, given: Partial<Message> = {}): Message {
  return { ...EMPTY, id, ...given };
}

/** What is in the queue "q", by identifier. */
export async function idsIn(store: Store): Promise<readonly string[]> {
  return (await store.page("q", 100_000)).messages.map(({ id }) => id);
}

/** What a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
