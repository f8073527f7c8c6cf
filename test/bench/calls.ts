// A pull of ten messages through the client, the official SDK and a fair bare call: same request, same
// headers, a timeout that is cleared, a check of the status, the parsed body. Nothing leaves the process.
import { createClient, type Fetch } from "#api/index";
import Cloudflare from "cloudflare";
import { race } from "./measure.ts";
import { pullResponse } from "./payloads.ts";

const ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353";
const TOKEN = "Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY";
const URL = `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/queues/${ACCOUNT}/messages/pull`;

export interface CallRow {
  readonly name: string;
  /** Relative to the bare call. */
  readonly ratio: number;
  readonly ns: number;
}

export async function calls(): Promise<readonly CallRow[]> {
  const text = JSON.stringify(pullResponse(10));
  const headers = { "content-type": "application/json" };
  // A server reads the request, and so does this one.
  const fetch: Fetch = async (request) => {
    await request.text();
    return new Response(text, { headers });
  };
  const sdkFetch = (
    input: string | globalThis.URL | Request,
    init?: RequestInit,
  ): Promise<Response> => fetch(new Request(input, init));
  const options = { apiToken: TOKEN, accountId: ACCOUNT, fetch };
  const client = createClient(options);
  const reporting = createClient({ ...options, onInvalidResponse: () => undefined });
  const sdk = new Cloudflare({ apiToken: TOKEN, fetch: sdkFetch as typeof globalThis.fetch });
  const body = { batch_size: 10 };
  const contestants = [
    { name: "bare call", run: () => bare(fetch, body) },
    { name: "this client", run: () => client.queues.messages.pull(ACCOUNT, body) },
    {
      name: "this client, responses validated",
      run: () => reporting.queues.messages.pull(ACCOUNT, body),
    },
    {
      name: "cloudflare 7.3.0",
      run: () => sdk.queues.messages.pull(ACCOUNT, { account_id: ACCOUNT, ...body }),
    },
  ];
  // In the first race of a process whoever comes first pays for what the engine has yet to learn.
  await race(contestants);
  const timed = await race(contestants);
  return timed.map(({ name, ns }) => ({ name, ns, ratio: ns / timed[0]!.ns }));
}

async function bare(fetch: Fetch, body: object): Promise<unknown> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 60_000);
  try {
    const headers = { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" };
    const request = new Request(URL, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      signal: abort.signal,
    });
    const response = await fetch(request);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return ((await response.json()) as { readonly result: unknown }).result;
  } finally {
    clearTimeout(timer);
  }
}
