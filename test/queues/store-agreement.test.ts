// The store in a file and the one in memory agree: the same operations, the same answers, whatever
// the rules make of messages and wherever the clock goes.
import { it } from "vitest";
import { sqliteStore } from "../../templates/cloudflare-queues/sqlite.ts";
import { newPath } from "./sqlite-support.ts";
import { agree } from "./store-agreement.ts";

it("gives what the one in memory gives, also after it was opened again", async () => {
  const place = () => {
    const path = newPath();
    return () => sqliteStore(path);
  };
  await agree({ runs: 60, place, dueFirst: false });
}, 120_000);
