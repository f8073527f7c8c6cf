// What the command says when it listens: where, what keeps the messages, and how a client finds it.
import { faultsOf } from "../server/faults.ts";
import { ORDERS } from "./demo.ts";
import { TOKEN_VARIABLE } from "./help.ts";
import type { Plan } from "./plan.ts";
import type { Paint } from "./terminal.ts";

/** The text, without the last line's end. */
export function greeting(
  { store, emulator, server, demo, quiet }: Plan,
  url: string,
  paint: Paint,
): string {
  if (quiet) return url;
  const hasToken = emulator.token !== undefined;
  const faults = faultsOf(server.faults ?? []);
  const token = hasToken ? `process.env.${TOKEN_VARIABLE}` : '"any"';
  const rows: readonly (readonly [string, string] | false)[] = [
    ["Address", paint("bold", url)],
    server.page !== false && ["Page", paint("cyan", `${url}/`)],
    ["Store", store ?? "in memory: messages go with this process; --store queue.sqlite keeps them"],
    ["Token", hasToken ? "needed" : "any will do; --token asks for one"],
    faults.length > 0 && [
      "Faults",
      paint("yellow", faults.map(({ kind, rate }) => `${kind}:${rate}`).join(", ")),
    ],
    demo && ["Demo", `a producer and a consumer are at work on the queue ${ORDERS}`],
    ["Client", `createClient({ baseUrl: "${url}", apiToken: ${token}, accountId: "any" })`],
    ["", paint("dim", `or CLOUDFLARE_BASE_URL=${url} for the official one`)],
  ];
  const lines = rows
    .filter((row) => row !== false)
    .map(([name, text]) => {
      return `  ${paint("dim", name.padEnd(8))} ${text}`;
    });
  const title = `${paint("bold", "Cloudflare Queues emulator")} ${paint("dim", "(Ctrl+C stops it)")}`;
  return [title, ...lines].join("\n");
}

/** A warning where everybody may come in; undefined: nobody need be warned. */
export function exposure({ emulator, server }: Plan): string | undefined {
  const { host = "" } = server;
  const isLocal = /^(127\..*|localhost|::1)$/.test(host);
  if (isLocal || emulator.token !== undefined) return undefined;
  return `Whoever can reach ${host} can read and change the queues: --token asks for a token.`;
}
