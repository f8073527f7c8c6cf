// What can be wrong with a database: each fault is told with what to do and without a password, and
// what is not a store stays as it is.
import { inspect } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { postgresStore, StoreError } from "../../templates/cloudflare-queues/postgres.ts";
import { failureOf, idsIn, message } from "../queues/sqlite-support.ts";
import { BINARIES, WHY } from "./database.ts";
import { database, newSchema, opened } from "./support.ts";

describe.skipIf(BINARIES === undefined)(`a store in PostgreSQL${WHY}`, () => {
  const here = database(["fsync = off"]);
  const contentOf = (schema: string) =>
    here().query(
      `SELECT relname, relkind, xmin::text FROM pg_class
        WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) ORDER BY relname`,
      [schema],
    );

  it.each([
    [
      "no database",
      "unavailable",
      "can't be reached",
      (url: string) => url.replace(/:\d+\//, ":1/"),
    ],
    [
      "no host",
      "unavailable",
      "can't be reached",
      (url: string) => url.replace("127.0.0.1", "no.invalid"),
    ],
    [
      "a wrong password",
      "denied",
      "check user and password",
      (url: string) => url.replace("s3cret", "s3cret-wrong"),
    ],
    [
      "a wrong user",
      "denied",
      "check user and password",
      (url: string) => url.replace("tester:", "nobody:"),
    ],
    ["another database", "denied", "createdb", (url: string) => `${url}-not`],
    [
      "no connection string",
      "denied",
      "can't be read",
      (url: string) => url.replace(/:\d+\//, ":999999/"),
    ],
  ])("says what is wrong, and never the password: %s", async (_, code, told, change) => {
    const connectionString = change(here().url);
    const error = await failureOf(postgresStore({ connectionString }));
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(told) });
    const all = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
    expect(all).not.toContain("s3cret");
    expect(all).not.toContain("postgres://tester");
  });

  it.each([
    ["another's table", "foreign", "CREATE TABLE S.own (a int)"],
    [
      "another's function",
      "foreign",
      "CREATE FUNCTION S.own() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
    ["another's type", "foreign", "CREATE TYPE S.own AS ENUM ('a')"],
    ["another's about", "foreign", "CREATE TABLE S.about (text text)"],
    [
      "another's mark",
      "foreign",
      "CREATE TABLE S.about (application text, version int); INSERT INTO S.about VALUES ('mail', 1)",
    ],
    [
      "a later version",
      "newer",
      `CREATE TABLE S.about (application text, version int);
        INSERT INTO S.about VALUES ('onespec cloudflare-queues', 2)`,
    ],
    [
      "one that lacks tables",
      "corrupt",
      `CREATE TABLE S.about (application text, version int);
        INSERT INTO S.about VALUES ('onespec cloudflare-queues', 1)`,
    ],
  ])("leaves a schema that is no store as it is: %s", async (_, code, sql) => {
    const schema = newSchema();
    await here().query(`CREATE SCHEMA ${schema}; ${sql.replaceAll("S.", `${schema}.`)}`);
    const before = await contentOf(schema);
    const error = await failureOf(opened(here(), { schema }));
    expect(error).toMatchObject({ code, message: expect.stringContaining(schema) });
    expect(await contentOf(schema)).toEqual(before);
  });

  it("makes an empty schema a store, also where several come at once", async () => {
    const schema = newSchema();
    await here().query(`CREATE SCHEMA ${schema}`);
    const stores = await Promise.all([1, 2, 3].map(() => opened(here(), { schema })));
    await stores[0]!.push("q", [message("a")], 9);
    expect(await idsIn(stores[2]!)).toEqual(["a"]);
  });

  it("says what rights are missing, and needs none where the tables are", async () => {
    const schema = newSchema();
    await here().query("CREATE USER guest PASSWORD 'guest'");
    const guest = { connectionString: here().url.replace(/tester:[^@]*/, "guest:guest") };
    const error = await failureOf(postgresStore({ ...guest, schema }));
    expect(error).toMatchObject({ code: "denied", message: expect.stringContaining("GRANT") });
    await opened(here(), { schema });
    await here().query(`GRANT USAGE ON SCHEMA ${schema} TO guest;
      GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO guest;
      GRANT ALL ON ALL SEQUENCES IN SCHEMA ${schema} TO guest`);
    const store = await postgresStore({ ...guest, schema });
    onTestFinished(() => store.close());
    expect(await store.push("q", [message("a")], 9)).toMatchObject({ backlogCount: 1 });
  });

  it.each([
    [{ schema: "pg_own" }, "schema of a store must be"],
    [{ schema: 'a"; DROP' }, "schema of a store must be"],
    [{ connections: 0 }, "connections of a store must be a whole number from 1"],
    [{ timeoutMs: Number.NaN }, "timeoutMs of a store must be a whole number from 10"],
  ])("refuses the options %j", async (options, told) => {
    await expect(opened(here(), options)).rejects.toThrow(told);
  });

  it("says what is missing where there is no pg", async () => {
    vi.doMock("pg", () => {
      throw new Error("Cannot find package 'pg'");
    });
    onTestFinished(() => void vi.doUnmock("pg"));
    const error = await failureOf(opened(here()));
    expect(error).toMatchObject({ code: "unsupported" });
    expect((error as Error).message).toMatch(/npm install pg$/);
  });

  it("refuses what goes beyond a full disk, keeps the rest, and goes on", async () => {
    const schema = newSchema();
    const store = await opened(here(), { schema });
    await store.push("q", [message("a")], 9);
    // What the server reports when a file can't grow, raised where a row is written.
    await here().query(`CREATE FUNCTION public.full_${schema}() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.id = 'big' THEN
        RAISE 'could not extend file' USING ERRCODE = '53100'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON ${schema}.message
        FOR EACH ROW EXECUTE FUNCTION public.full_${schema}()`);
    const answers = await Promise.all([
      failureOf(store.push("q", [message("c"), message("big")], 1e9)),
      store.push("q", [message("b")], 1e9),
    ]);
    expect(answers).toMatchObject([{ code: "full" }, { backlogCount: 2 }]);
    expect(await idsIn(store)).toEqual(["a", "b"]);
  });

  it("refuses a second message with the identifier of one that is there", async () => {
    const store = await opened(here(), { schema: newSchema() });
    await store.push("q", [message("a")], 9);
    const error = await failureOf(store.push("other", [message("b"), message("a")], 9));
    expect(error).toMatchObject({ code: "duplicate" });
    expect(await store.statistics(0)).toMatchObject([{ queue: "q", backlogCount: 1 }]);
  });

  it("keeps a body as it is, whatever is in it", async () => {
    const store = await opened(here(), { schema: newSchema() });
    const bodies = ["", "a\0b", "\ud800", "ü\udc00\u{1f600}", '\ufeffa{}"\\', "1", "NULL"];
    const messages = [...bodies, "x".repeat(128_000)].map((body, index) =>
      message(`m${index}`, { body }),
    );
    await store.push("q", messages, 1e9);
    expect((await store.page("q", 100)).messages).toEqual(messages);
  });

  it("takes names that PostgreSQL has no text for as those of nothing", async () => {
    const store = await opened(here(), { schema: newSchema() });
    await store.push("q", [message("a")], 9);
    expect(await store.page("\0", 9)).toEqual({ messages: [], next: undefined });
    const found = await store.settle("q", ["\0", "\ud800", "a"], (all) => {
      return { changes: new Map(), result: [...all.keys()] };
    });
    expect(found.result).toEqual(["a"]);
  });

  it("finishes what is under way when it is closed, and does nothing afterwards", async () => {
    const schema = newSchema();
    const store = await postgresStore({ connectionString: here().url, schema });
    const pushed = store.push("q", [message("a")], 9);
    await pushed;
    const late = store.push("q", [message("b")], 9);
    await store.close();
    await store.close();
    await late.catch(() => undefined);
    for (const one of [store.push("q", [], 9), store.statistics(0), store.now()]) {
      expect(await failureOf(one)).toMatchObject({ code: "closed" });
    }
    expect(await idsIn(await opened(here(), { schema }))).toContain("a");
  });
});
