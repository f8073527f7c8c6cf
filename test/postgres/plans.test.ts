// How PostgreSQL carries the statements out with 100,000 messages: by an index, never through all of
// them, and without sorting more than what a call names.
import { describe, expect, it } from "vitest";
import pg from "pg";
import { SESSION, statementsOf } from "../../templates/cloudflare-queues/postgres/statements.ts";
import { message } from "../queues/sqlite-support.ts";
import { BINARIES, WHY } from "./database.ts";
import { database, opened } from "./support.ts";

interface Node {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly Node[];
}

const nodes = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

describe.skipIf(BINARIES === undefined)(`the statements in PostgreSQL${WHY}`, () => {
  const here = database(["fsync = off"]);

  it("look at no message but those that they are about", async () => {
    const store = await opened(here(), { schema: "plans" });
    for (let batch = 0; batch < 100; batch++) {
      const messages = Array.from({ length: 1000 }, (_, index) => message(`m${batch}-${index}`));
      await store.push("q", messages, Infinity);
    }
    const client = new pg.Client({ connectionString: here().url });
    await client.connect();
    const sql = statementsOf("plans");
    const given: readonly (readonly [keyof typeof sql, string, string])[] = [
      ["visible", "1, 5, 100", "message_visible"],
      ["byId", "1, '{m1-1,m2-2}'", "message_id"],
      ["due", "5, 1000", "message_due"],
      ["now", "", "message_due"],
      ["metrics", "1", "message_oldest"],
      ["page", "1, 5, 100", "message_pkey"],
      ["remove", "'{1}', '{5}'", "message_pkey"],
    ];
    try {
      await client.query(SESSION);
      for (const [name, values, index] of given) {
        await client.query(`PREPARE ${name} AS ${sql[name]}`);
        const run = `EXECUTE ${name}${values && `(${values})`}`;
        await client.query("BEGIN");
        const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${run}`);
        await client.query("ROLLBACK");
        const [{ Plan: plan }] = (rows as [{ "QUERY PLAN": [{ Plan: Node }] }])[0]["QUERY PLAN"];
        const all = nodes(plan);
        expect([name, all.map((one) => one["Index Name"])]).toEqual([
          name,
          expect.arrayContaining([index]),
        ]);
        expect(all.filter((one) => one["Node Type"] === "Seq Scan")).toEqual([]);
        // All messages are on some thousand pages; a message of a hundred costs a few, to lock it.
        expect(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]).toBeLessThan(600);
      }
    } finally {
      await client.end();
    }
  });
});
