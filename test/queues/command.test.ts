// The command as people type it: start, use, stop; and what it says where something is wrong.
import { connect } from "node:net";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createClient } from "#api/index";
import { addressOf, folderOf, start } from "./command-support.ts";
import { head, PUSH } from "./server-support.ts";

type Messages = ReturnType<typeof createClient>["queues"]["messages"];

function messagesAt(baseUrl: string, apiToken = "any"): Messages {
  const client = createClient({ apiToken, accountId: "any", baseUrl, retry: 0 });
  return client.queues.messages as Messages;
}

describe("the command", () => {
  test("starts, is used, and stops", async () => {
    const running = start(["--port", "0"]);
    const url = await addressOf(running);
    const messages = messagesAt(url);
    await messages.push("q", { body: "hello", content_type: "text" });
    const { messages: [one] = [] } = await messages.pull("q");
    expect(one?.body).toBe("hello");
    expect(await messages.ack("q", { acks: [{ lease_id: one!.lease_id! }] })).toMatchObject({
      ackCount: 1,
    });
    expect((await fetch(url)).headers.get("content-type")).toContain("text/html");
    running.child.kill("SIGTERM");
    const { exitCode, stdout, stderr } = await running.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.replaceAll(url, "URL")).toBe(
      [
        "Cloudflare Queues emulator (Ctrl+C stops it)",
        "  Address  URL",
        "  Page     URL/",
        "  Store    in memory: messages go with this process; --store queue.sqlite keeps them",
        "  Token    any will do; --token asks for one",
        '  Client   createClient({ baseUrl: "URL", apiToken: "any", accountId: "any" })',
        "           or CLOUDFLARE_BASE_URL=URL for the official one",
        "",
      ].join("\n"),
    );
  });

  test("shows producer and consumer at work", async () => {
    const running = start(["--port", "0", "--demo"]);
    const url = await addressOf(running);
    const events = await fetch(`${url}/api/events`);
    let told = "";
    for await (const text of events.body!.pipeThrough(new TextDecoderStream())) {
      told += text;
      if (/"name":"orders".*"acked":[1-9]/.test(told)) break;
    }
    running.child.kill("SIGTERM");
    const { exitCode, stdout, stderr } = await running.ended;
    // The stream of events may still count as a request under way.
    expect(stderr.replace(/^Stopping; .*\n/, "")).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "Demo     a producer and a consumer are at work on the queue orders\n",
    );
    expect(told).toContain('"deadLetterQueue":"orders-failed"');
  });

  test("keeps messages in a file across runs", async () => {
    const folder = folderOf({ "queues.json": '{"store": "kept.sqlite", "port": 0}' });
    for (const body of ["one", "two"]) {
      const running = start(["--config", join(folder, "queues.json"), "-q"]);
      await messagesAt(await addressOf(running)).push("q", { body, content_type: "text" });
      running.child.kill("SIGINT");
      expect(await running.ended).toMatchObject({ exitCode: 0, stderr: "" });
    }
    expect(existsSync(join(folder, "kept.sqlite"))).toBe(true);
    const last = start(["--store", "kept.sqlite", "--port=0"], {}, folder);
    const { messages = [] } = await messagesAt(await addressOf(last)).pull("q");
    expect(messages.map(({ body }) => body)).toEqual(["one", "two"]);
    await last.until(/Store +kept\.sqlite\n/);
  });

  test("takes its token from the environment, and never prints it", async () => {
    const token = "s3cr3t-t0ken";
    const running = start(["--port", "0", "--fault", "429:0,lost:0"], {
      CLOUDFLARE_QUEUES_EMULATOR_TOKEN: token,
    });
    const url = await addressOf(running);
    await expect(messagesAt(url).pull("q")).rejects.toMatchObject({ status: 403, codes: [10000] });
    await messagesAt(url, token).pull("q");
    expect((await fetch(`${url}/api/queues`)).status).toBe(401);
    running.child.kill("SIGTERM");
    const { stdout, stderr } = await running.ended;
    expect(stdout + stderr).not.toContain(token);
    expect(stdout).toContain("  Token    needed\n  Faults   429:0, lost:0\n");
    expect(stdout).toContain("apiToken: process.env.CLOUDFLARE_QUEUES_EMULATOR_TOKEN");
  });

  test("goes on when nobody reads what it prints", async () => {
    const running = start(["--port", "0"]);
    const url = await addressOf(running);
    running.child.stdout!.destroy();
    running.child.stderr!.destroy();
    const { port } = new URL(url);
    for (const host of ["one.test", "two.test", "three.test"]) {
      const socket = connect(Number(port), "127.0.0.1");
      socket.write(`GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      expect(String((await once(socket, "data"))[0])).toContain(" 403 ");
      await once(socket, "close");
    }
    await messagesAt(url).push("q", { body: "still here", content_type: "text" });
    running.child.kill("SIGTERM");
    expect((await running.ended).exitCode).toBe(0);
  });

  test("says which host it has refused, once", async () => {
    const running = start(["--port", "0", "--allow-host", "friend.test", "--no-page"]);
    const { port } = new URL(await addressOf(running));
    const ask = async (host: string): Promise<string> => {
      const socket = connect(Number(port), "127.0.0.1");
      socket.write(`GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      const [answer] = await once(socket.setEncoding("utf8"), "data");
      return String(answer).slice(9, 12);
    };
    expect(await ask("evil.test:80")).toBe("403");
    expect(await ask("evil.test:80")).toBe("403");
    expect(await ask("evil;rm")).toBe("403");
    expect(await ask("a\u009b31m")).toBe("403");
    expect(await ask("friend.test")).toBe("404");
    running.child.kill("SIGTERM");
    const { stderr } = await running.ended;
    expect(stderr).toBe(
      'Refused a request for the host "evil.test:80"; --allow-host evil.test lets such requests in.\n' +
        'Refused a request for the host "evil;rm".\n' +
        'Refused a request for the host "a\u00c2\ufffd31m".\n',
    );
  });

  test("warns where everybody may come in", async () => {
    const running = start(["--port", "0", "--host", "0.0.0.0"]);
    expect((await addressOf(running)).startsWith("http://127.0.0.1:")).toBe(true);
    await running.until(/Whoever can reach 0\.0\.0\.0 can read and change the queues: --token/);
  });
});

describe("a signal", () => {
  async function withRequest(): Promise<{
    readonly running: ReturnType<typeof start>;
    readonly socket: ReturnType<typeof connect>;
  }> {
    const running = start(["--port", "0"]);
    const { port } = new URL(await addressOf(running));
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    // The 100 says that the header has arrived.
    socket.write(head(PUSH.length).replace("\r\n", "\r\nexpect: 100-continue\r\n"));
    await once(socket.setEncoding("utf8"), "data");
    return { running, socket };
  }

  test("lets a request under way be answered; its echo changes nothing", async () => {
    const { running, socket } = await withRequest();
    running.child.kill("SIGINT");
    running.child.kill("SIGINT");
    await running.until(/Stopping; 1 request is under way\. Another signal ends it at once\./);
    const answered = once(socket, "data");
    socket.write(PUSH);
    expect(String(await answered)).toMatch(/^HTTP\/1\.1 200 .*connection: close/is);
    expect(await running.ended).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ["SIGINT", "SIGTERM", 143],
    ["SIGTERM", "SIGINT", 130],
  ] as const)("%s, then %s ends it at once", async (first, second, exitCode) => {
    const { running } = await withRequest();
    running.child.kill(first);
    await running.until(/Stopping/);
    running.child.kill(second);
    expect(await running.ended).toMatchObject({ exitCode });
  });
});

test("a port that is in use is said to be, and what to do", async () => {
  const first = start(["--port", "0"]);
  const { port } = new URL(await addressOf(first));
  expect(await start(["-p", port]).ended).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `cloudflare-queues-emulator: port ${port} on 127.0.0.1 is in use: end what listens there, or take another port (0: any free one)\n`,
  });
});

test("a wrong option ends the process with 2", async () => {
  expect(await start(["--prot", "1"]).ended).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `cloudflare-queues-emulator: unknown option --prot. Did you mean "--port"? --help shows all options.\n`,
  });
});
