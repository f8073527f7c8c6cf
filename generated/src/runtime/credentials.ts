// Credentials: which are needed, how they travel, and what must not be shown because of them.
import type { ApiDescription, Authorisation, Security } from "./operation.ts";
import type { Secret } from "./options.ts";

type Options = Readonly<Record<string, unknown>>;

/** What a header loses (space around it) or can't carry. */
const UNFIT = /^\s|\s$|[^\t -~\x80-\xff]/;

/**
 * The credentials of the first alternative that is complete.
 *
 * @throws TypeError that names the options to give, where none is.
 */
export function chooseCredentials(
  security: Security,
  options: Options,
  who: string,
): readonly string[] {
  const complete = security.filter((names) => names.every((name) => options[name]));
  const chosen = complete.find((names) => names.length > 0) ?? complete[0];
  if (chosen || security.length === 0) return chosen ?? [];
  throw new TypeError(`${who} needs ${security.map((names) => names.join(" and ")).join(", or ")}`);
}

/** @throws TypeError that names the option, never its value, where a credential can't be sent. */
export async function authorise(
  { credentials }: ApiDescription,
  names: readonly string[],
  options: Options,
): Promise<Authorisation> {
  const headers: Record<string, string> = {};
  const query: Record<string, string> = {};
  const secrets: string[] = [];
  for (const option of names) {
    const given = options[option] as Secret;
    const secret = typeof given === "function" ? await given() : given;
    const carrier = credentials[option]!;
    const wire = carrier.wire?.(secret, headers) ?? secret;
    if (!wire || UNFIT.test(wire)) {
      throw new TypeError(`${option} is empty, or can't be sent in a header`);
    }
    secrets.push(secret, wire, encodeURIComponent(wire));
    if (carrier.in === "query") query[carrier.name] = wire;
    else if (carrier.in === "header") headers[carrier.name] = wire;
    else headers["authorization"] = `Bearer ${wire}`;
  }
  return { headers, query, secrets };
}

/** Whether a value can be shown: it is plain data or an error, and no text in it holds a secret. */
export function isHarmless(value: unknown, secrets: readonly string[], depth: number = 0): boolean {
  if (Object(value) !== value) return !secrets.some((secret) => String(value).includes(secret));
  const object = value as Readonly<Record<PropertyKey, unknown>>;
  return (
    depth < 8 &&
    // By name, for errors of another realm. Requests and Headers would show what they carry.
    /^(Object|Array|\w*Error)$/.test(object.constructor?.name) &&
    Reflect.ownKeys(object).every((key) => isHarmless(object[key], secrets, depth + 1))
  );
}
