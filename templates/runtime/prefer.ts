// The header `Prefer` of a request to the mock server → the documented answer that it asks for: by status
// (`code=404`), by the name of an example (`example=rex`), or another proven value (`dynamic=true`).
// What is not documented, or not valid, is a 404 that says so: nothing is made up.
import { acceptable, type Reply, respond } from "./reply.ts";
import type { FailureBodies } from "./refuse.ts";

interface Preferences {
  readonly code?: string;
  readonly example?: string;
  readonly dynamic?: string;
}

/** Everything that an operation answers. */
export interface Answers {
  readonly success: Reply & { readonly status: number; readonly range?: string };
  readonly failures: FailureBodies;
  readonly replies?: Readonly<Record<string, Reply>>;
}

/** The answer that was asked for; undefined: the usual one will do. */
export function preferred(
  answers: Answers,
  request: Request,
  random: () => number,
): Response | undefined {
  const { code, example, dynamic } = preferencesOf(request.headers.get("prefer") ?? "");
  const { success } = answers;
  const status = code === undefined ? success.status : Number(code);
  const isDynamic = dynamic === "true" && example === undefined;
  if (status === success.status && example === undefined && !isDynamic) return undefined;
  const found = status === success.status ? success : replyOf(answers, status);
  if (!found) {
    const known = knownOf(answers).join(", ");
    return notFound(`The document has no answer of the status ${code}. It has: ${known}.`);
  }
  const replies = acceptable(found, request);
  if (example !== undefined) return exampleOf(replies, status, example);
  return respond(status, isDynamic ? another(replies[0], random) : replies[0]);
}

/** By RFC 7240: `code=404, example="big dog"`. The first of a name counts. */
function preferencesOf(header: string): Preferences {
  const found = header.matchAll(/(?:^|[,;])\s*(\w+)\s*=\s*(?:"([^"]*)"|([^",;]*))/g);
  const pairs = [...found].map(([, name, quoted, bare = ""]) => {
    return [name!.toLowerCase(), quoted ?? bare.trim()] as const;
  });
  return Object.fromEntries(pairs.reverse());
}

function replyOf({ success, failures, replies = {} }: Answers, status: number): Reply | undefined {
  if (!(status >= 200 && status < 600)) return undefined;
  for (const key of [String(status), `${String(status)[0]}XX`, "default"]) {
    if (key === success.range) return success;
    const body = failures[key];
    if (replies[key] ?? body !== undefined)
      return { ...(body !== undefined && { body }), ...replies[key] };
  }
  return undefined;
}

function knownOf({ success, failures, replies = {} }: Answers): readonly string[] {
  const { range = String(success.status) } = success;
  return [...new Set([range, ...Object.keys(failures), ...Object.keys(replies)])];
}

function exampleOf(replies: readonly Reply[], status: number, name: string): Response {
  const wanted = [name, decoded(name)];
  for (const reply of replies) {
    const found = examplesOf(reply).find(([known]) => wanted.includes(known));
    if (found) return respond(status, { ...reply, body: found[1] });
  }
  const isWithheld = replies.some(({ withheld }) => wanted.some((one) => withheld?.includes(one)));
  const why = isWithheld
    ? `The example ${wanted[1]} of ${status} is not sent: it contradicts its schema, or can't be checked.`
    : `The document has no example ${wanted[1]} of ${status}.`;
  const names = replies.flatMap((reply) => examplesOf(reply).map(([known]) => known));
  const known = names.length === 0 ? "It has none that is sent." : `It has: ${names.join(", ")}.`;
  return notFound(`${why} ${known}`);
}

function examplesOf({
  of,
  examples = [],
  others = {},
}: Reply): readonly (readonly [string, unknown])[] {
  return [
    ...examples.map((name) => [name, of?.examples[name]] as const),
    ...Object.entries(others),
  ];
}

/** Headers carry bytes: a name of other letters comes percent-encoded, or as the bytes of UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(
      text.replace(/[\u0080-\u00ff]/g, (unit) => `%${unit.charCodeAt(0).toString(16)}`),
    );
  } catch {
    return text;
  }
}

/** The reply with another proven value, where there is one. */
function another(reply: Reply, random: () => number): Reply {
  if (!reply.of) return reply;
  const { minimal, full, bounds, samples, examples } = reply.of;
  const inner = [...bounds.map(({ value }) => value), ...samples, ...Object.values(examples)];
  const usual = JSON.stringify(reply.body);
  const others = [full, minimal, ...inner].filter((value) => JSON.stringify(value) !== usual);
  if (others.length === 0) return reply;
  return { ...reply, body: others[Math.floor(random() * others.length) % others.length] };
}

/** A problem (RFC 9457), whatever the API's own failures look like: it is not the API that refuses. */
function notFound(detail: string): Response {
  const title = "The mock server has no such answer";
  const body = { type: "about:blank", title, status: 404, detail };
  return respond(404, { body, mediaType: "application/problem+json" });
}
