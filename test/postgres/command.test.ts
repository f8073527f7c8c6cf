// `--store postgres:…` of the command: the address as an argument or from the environment, and the
// password nowhere in what it prints.
import { describe, expect, it } from "vitest";
import { addressOf, folderOf, start } from "../queues/command-support.ts";
import { BINARIES, WHY } from "./database.ts";
import { database } from "./support.ts";

const VARIABLE = "CLOUDFLARE_QUEUES_EMULATOR_DATABASE";

describe.skipIf(BINARIES === undefined)(`the command with PostgreSQL${WHY}`, () => {
  const here = database(["fsync = off"]);

  it.each([
    ["an argument", (url: string) => [["--store", url], {}] as const],
    ["a variable", (url: string) => [["--store", "postgres:"], { [VARIABLE]: url }] as const],
    [
      "what psql takes",
      (url: string) => {
        const { port, username, password } = new URL(url);
        const names = { PGHOST: "127.0.0.1", PGPORT: port, PGUSER: username, PGDATABASE: "queues" };
        return [["--store", "postgres:"], { ...names, PGPASSWORD: password }] as const;
      },
    ],
    [
      "a configuration",
      (url: string) => {
        const folder = folderOf({ "queues.json": JSON.stringify({ store: url }) });
        return [["--config", `${folder}/queues.json`], {}] as const;
      },
    ],
  ])("takes the address from %s", async (_, given) => {
    const [args, environment] = given(here().url);
    const running = start(["--port", "0", ...args], environment);
    const url = await addressOf(running);
    await running.until(/Store .*PostgreSQL: schema queues_emulator in the database "queues"/);
    expect((await fetch(`${url}/api/queues`)).status).toBe(200);
    running.child.kill("SIGTERM");
    const { exitCode, stdout, stderr } = await running.ended;
    expect(exitCode).toBe(0);
    expect(stdout + stderr).not.toContain(here().password);
  });

  it.each([
    [
      "a wrong password",
      /check user and password/,
      (url: string) => url.replace("s3cret", "s3cret-no"),
    ],
    ["no database there", /can't be reached/, (url: string) => url.replace(/:\d+\//, ":1/")],
    ["a schema that can't be", /schema of a store must be/, (url: string) => `${url}?schema=A-B`],
  ])("ends with what is wrong: %s", async (_, told, change) => {
    const { ended } = start(["--port", "0", "--store", change(here().url)]);
    const { exitCode, stdout, stderr } = await ended;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(told);
    expect(stdout + stderr).not.toContain("s3cret");
  });
});
