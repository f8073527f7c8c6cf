// Fetches a document, where the user has allowed it with --allow-remote; nothing else asks the network.
// It takes http and https, no credentials in the address, and no more bytes than a document can have.
import { Refusal } from "./refusal.ts";

/** Whether an argument is an address and no path. */
export function isAddress(argument: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(argument);
}

const MOST_BYTES = 2 ** 27;
const MOST_MS = 60_000;

const DOWNLOAD =
  "Download it first, for instance with `curl -fsSLo openapi.yaml <address>`, and keep it under version control; or give --allow-remote.";

/** Refuses an address that nobody allowed, or that can't be fetched. */
export function refuseAddress(argument: string, allowed: boolean): void {
  if (!allowed) {
    throw new Refusal(
      2,
      "The document must be a file; onespec fetches nothing from the network by itself.",
      DOWNLOAD,
    );
  }
  const url = URL.parse(argument);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    const shown = argument.replace(/^(\w[\w+.-]*:\/\/).*@/s, "$1").replace(/[?#].*$/s, "");
    throw new Refusal(2, `${shown} is no address that can be fetched.`, "Give one with https.");
  }
  if (url.username !== "" || url.password !== "") {
    const help = "Credentials would end up in files; download the document first.";
    throw new Refusal(2, "The document's address has a name or a password in it.", help);
  }
}

/** An address as files and messages show it: without a query, which may hold a secret. */
export function shownAddress(argument: string): string {
  const { origin, pathname } = new URL(argument);
  return origin + pathname;
}

/** What an address gives, and where it was in the end: references count from there. */
export interface Fetched {
  readonly bytes: Uint8Array;
  readonly address: string;
}

type Refuse = (why: string) => Refusal;

/** What an address gives; a Refusal says why it gives nothing. */
export async function fetchBytes(asked: string): Promise<Fetched> {
  const shown = shownAddress(asked);
  const refused: Refuse = (why) =>
    new Refusal(2, `The document ${shown} can't be fetched: ${why}.`, "Check the address.");
  try {
    const { response, address } = await follow(asked, refused);
    if (!response.ok) throw refused(`the server answers ${response.status}`);
    return { bytes: await bounded(response, refused), address };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { cause, message } = error as Error & { readonly cause?: Error };
    throw refused(cause instanceof Error && cause.message !== "" ? cause.message : message);
  }
}

const MOST_STEPS = 10;

/** Goes where a server points to, as long as that is as safe as what was asked for. */
async function follow(
  asked: string,
  refused: Refuse,
): Promise<{ readonly response: Response; readonly address: string }> {
  const signal = AbortSignal.timeout(MOST_MS);
  let address = asked;
  for (let step = 0; step <= MOST_STEPS; step++) {
    const response = await fetch(address, { signal, redirect: "manual" });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) {
      return { response, address };
    }
    await response.body?.cancel();
    address = nextAddress(location, address, refused);
  }
  throw refused("it leads on and on");
}

function nextAddress(location: string, from: string, refused: Refuse): string {
  const url = URL.parse(location, from);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw refused("it leads to no address of the web");
  }
  if (from.startsWith("https:") && url.protocol === "http:") {
    throw refused("it leads from https to http");
  }
  if (url.username !== "" || url.password !== "") {
    throw refused("it leads to an address with a name or a password in it");
  }
  return url.href;
}

async function bounded(response: Response, refused: Refuse): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw refused("it is too large");
  }
  return Buffer.concat(chunks);
}

/** Another file that a document refers to, as `link` names it; undefined where it can't be had. */
export async function fetchReferenced(name: string, base: string): Promise<string | undefined> {
  const url = URL.parse(name, base);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return undefined;
  try {
    return new TextDecoder().decode((await fetchBytes(url.href)).bytes);
  } catch {
    return undefined;
  }
}
