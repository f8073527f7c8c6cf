// How SQLite carries the statements out: by an index, never through all messages.
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { openFile } from "../../templates/cloudflare-queues/sqlite/open.ts";
import { newPath } from "./sqlite-support.ts";

it("looks at no message but those that it is about, and sorts none", async () => {
  const path = newPath();
  const file = await openFile(path, { busyTimeoutMs: 0, maxFileBytes: undefined });
  const sql = Object.values(file.statements).map(({ sourceSQL }) => sourceSQL);
  file.close();
  const database = new DatabaseSync(path);
  const plans = sql.flatMap((text) =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${text}`)
      .all()
      .map(({ detail }) => String(detail)),
  );
  database.close();
  expect(plans).toContain("SEARCH message USING INDEX message_visible (queue=? AND visible_at<?)");
  expect(plans.filter((plan) => /SCAN message|TEMP B-TREE/.test(plan))).toEqual([]);
});
