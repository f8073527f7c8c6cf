// The store in PostgreSQL against the model of a queue and against the store in memory, as the other
// stores are; every few steps another server goes on.
import fc from "fast-check";
import { describe, it } from "vitest";
import { postgresStore } from "../../templates/cloudflare-queues/postgres.ts";
import { play, repeating, restart, steps } from "../queues/emulator-model-play.ts";
import { agree } from "../queues/store-agreement.ts";
import { BINARIES, WHY } from "./database.ts";
import { database, newSchema } from "./support.ts";

describe.skipIf(BINARIES === undefined)(`a store in PostgreSQL${WHY}`, () => {
  const here = database(["fsync = off"]);
  const open = (schema: string) => postgresStore({ connectionString: here().url, schema });

  it("does what the model does, with restarts", async () => {
    const place = () => {
      const schema = newSchema();
      return async () => repeating(await open(schema));
    };
    await play({ runs: 40, step: fc.oneof(...steps, restart), place });
  });

  it("gives what the one in memory gives, also from another server", async () => {
    const place = () => {
      const schema = newSchema();
      return () => open(schema);
    };
    await agree({ runs: 60, place, dueFirst: true });
  });
});
