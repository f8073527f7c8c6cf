// A process that pushes and acknowledges until it is killed. It says what the store has promised:
// "+id" for a message that is accepted, "-id" for one whose acknowledgement is; and before that,
// "?id" when it asks for it.
import { writeSync } from "node:fs";
import { sqliteStore } from "../../templates/cloudflare-queues/sqlite.ts";
import { EMPTY } from "./sqlite-empty.ts";

const [path = "", name = ""] = process.argv.slice(2);
const store = await sqliteStore(path, { busyTimeoutMs: 60_000 });

async function push(id: string): Promise<void> {
  await store.push("q", [{ ...EMPTY, id }], Infinity);
  writeSync(1, `+${id}\n`);
}

async function acknowledge(id: string): Promise<void> {
  writeSync(1, `?${id}\n`);
  const decide = () => ({ changes: new Map([[id, null]]), result: undefined });
  await store.settle("q", [id], decide);
  writeSync(1, `-${id}\n`);
}

for (let round = 0; ; round++) {
  const ids = Array.from({ length: 8 }, (_, index) => `${name}.${round}.${index}`);
  await Promise.all(ids.map(push));
  await Promise.all(ids.slice(0, 4).map(acknowledge));
}
