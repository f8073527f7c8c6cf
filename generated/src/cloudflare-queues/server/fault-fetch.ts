// Failures on purpose around a Fetch, for tests that open no port.
import type { Fetch } from "../../runtime/operation.ts";
import { FAULT_ANSWERS, garbage } from "./fault-answers.ts";
import { type Fault, type FaultKind, faultsOf, isAfter, meets } from "./faults.ts";

/**
 * A Fetch that fails as often as `faults` says, in the ways that a server of the emulator does:
 * see `FaultKind`. What it throws looks like what node's own `fetch` throws.
 *
 * @param faults `"429:0.1,lost:0.05"`, or what `parseFaults` has made of it.
 * @param random A number from 0 to 1, without 1. Default: `Math.random`.
 * @throws TypeError where the faults can't be read.
 * @example
 * ```ts
 * import { createClient } from "@onespec/cloudflare-queues";
 * import { emulator } from "@onespec/cloudflare-queues/emulator";
 * import { faulty } from "@onespec/cloudflare-queues/server";
 *
 * const fetch = faulty(emulator().fetch, "reset:0.1,lost:0.1");
 * const client = createClient({ apiToken: "any", accountId: "any", fetch });
 * ```
 */
export function faulty(
  fetch: Fetch,
  faults: string | readonly Fault[],
  random: () => number = Math.random,
): Fetch {
  const rates = faultsOf(faults);
  return async (request) => {
    const kind = meets(rates, random());
    if (kind === undefined) return fetch(request);
    request.signal.throwIfAborted();
    if (!isAfter(kind)) return instead(kind, request);
    const response = await fetch(request);
    return kind === "cut" ? cut(response) : spoilt(kind, random);
  };
}

async function instead(
  kind: Exclude<FaultKind, "lost" | "cut" | "garbage">,
  { signal }: Request,
): Promise<Response> {
  if (kind === "reset") throw reset();
  if (kind !== "timeout") {
    const { body, ...init } = FAULT_ANSWERS[kind];
    return Response.json(body, init);
  }
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function spoilt(kind: "lost" | "garbage", random: () => number): Response {
  if (kind === "lost") throw reset();
  const { type, text } = garbage(random());
  return new Response(text, { headers: { "content-type": type } });
}

async function cut(response: Response): Promise<Response> {
  const { status, headers } = response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const half = bytes.subarray(0, bytes.length >> 1);
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new TypeError("terminated", { cause: closed() }));
      else controller.enqueue(half);
      isSent = true;
    },
  });
  return new Response(body, { status, headers });
}

function reset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}

function closed(): Error {
  return Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
}
