// A Request → what an operation received, checked. Texts of URLs and headers become the numbers,
// booleans and lists that their validators ask for.
import type { PathTexts } from "./match.ts";
import type { ApiDescription, Operation, Validate } from "./operation.ts";
import type { Issue } from "./validate.ts";

type Values = Readonly<Record<string, unknown>>;

/** What a handler is given. */
export interface Received<Params = Values, Query = Values, Body = unknown> {
  /** Path parameters by wire name, bound ones included. */
  readonly params: Params;
  readonly query: Query;
  /** The parsed body; undefined where there was none. */
  readonly body: Body;
  /** The request; its body has been read. */
  readonly request: Request;
}

export interface Checked {
  readonly received: Received;
  readonly issues: readonly Issue[];
}

/** The wire names of parameters, which validators do not tell. */
export interface ParameterNames {
  readonly query?: readonly string[];
  readonly headers?: readonly string[];
}

/** Reads the parts of a request. */
export async function receive(
  api: ApiDescription,
  { parameters, query, headers, body }: Operation,
  names: ParameterNames,
  texts: PathTexts,
  request: Request,
): Promise<Checked> {
  const accept: Validate = (value) => ({ value });
  const path = Object.entries(texts).map(([name, text]) => {
    return [name, interpret({ [name]: text }, onKey(name, parameters[name] ?? accept))] as const;
  });
  const params = Object.fromEntries(
    path.map(([name, { value }]) => [name, (value as Values)[name]]),
  );
  const readQuery = interpret(nest(queryOf(api, request), names.query ?? []), query ?? accept);
  const readHeaders = interpret(headersOf(request, names.headers ?? []), headers ?? accept);
  const content = readBody(await request.text(), body);
  const parts = [...path.map(([, part]) => part), readQuery, readHeaders, content];
  return {
    received: { params, query: readQuery.value as Values, body: content.value, request },
    issues: parts.flatMap(({ issues }) => issues),
  };
}

interface Part {
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/** A validator of one value as that of an object with this one key. */
function onKey(name: string, validate: Validate): Validate {
  return (object) => {
    const { issues } = validate((object as Values)[name]);
    if (!issues) return { value: object };
    const below = ({ path, pointer, ...issue }: Issue): Issue => {
      return { ...issue, path: [name, ...path], pointer: `/${name}${pointer}` };
    };
    return { issues: issues.map(below) };
  };
}

function readBody(text: string, body: Operation["body"]): Part {
  if (!body) return { value: undefined, issues: [] };
  let value: unknown = body.emptyObject ? {} : undefined;
  try {
    if (text !== "") value = JSON.parse(text);
  } catch {
    return { value, issues: [wholeBody("json", "must be JSON")] };
  }
  if (value !== undefined) return { value, issues: body.validate(value).issues ?? [] };
  return { value, issues: body.required ? [wholeBody("required", "is required")] : [] };
}

function wholeBody(keyword: string, message: string): Issue {
  return { path: [], pointer: "", keyword, params: {}, message: `the body ${message}` };
}

function headersOf(request: Request, names: readonly string[]): Values {
  const found = names.map((name) => [name, request.headers.get(name)] as const);
  return Object.fromEntries(found.filter(([, text]) => text !== null));
}

/** Query parameters by name, without credentials; what comes several times is a list. */
function queryOf({ credentials }: ApiDescription, { url }: Request): Values {
  const { searchParams } = new URL(url);
  for (const carrier of Object.values(credentials)) {
    if (carrier.in === "query") searchParams.delete(carrier.name);
  }
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const texts = searchParams.getAll(name);
      return [name, texts.length === 1 ? texts[0] : texts];
    }),
  );
}

/** `a[b]=1` is a property of an object `a`, unless a parameter is really called `a[b]`. */
function nest(flat: Values, names: readonly string[]): Values {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(flat)) {
    const [, name, inner] = (!names.includes(key) && /^([^[\]]+)\[([^[\]]+)\]$/.exec(key)) || [];
    if (name === undefined || inner === undefined) found.set(key, value);
    else {
      const object = found.get(name);
      const entries = typeof object === "object" ? Object.entries(object ?? {}) : [];
      found.set(name, Object.fromEntries([...entries, [inner, value]]));
    }
  }
  return Object.fromEntries(found);
}

/** Replaces texts by what the validator asks for, as long as that leads on. */
function interpret(texts: unknown, validate: Validate): Part {
  let value = texts;
  for (;;) {
    const { issues = [] } = validate(value);
    const before = value;
    for (const issue of issues) value = replace(value, issue.path, (text) => retype(text, issue));
    if (value !== before) continue;
    // A choice does not say the type of its values.
    for (const { path } of issues) value = replace(value, path, literal);
    return value !== before && !validate(value).issues
      ? { value, issues: [] }
      : { value: before, issues };
  }
}

function retype(text: unknown, { keyword, params }: Issue): unknown {
  if (typeof text !== "string" || keyword !== "type") return text;
  const type = String(params["type"]);
  if (/number|integer/.test(type) && typeof literal(text) === "number") return literal(text);
  if (/boolean/.test(type) && typeof literal(text) === "boolean") return literal(text);
  return /array/.test(type) ? [text] : text;
}

function literal(text: unknown): unknown {
  if (text === "true" || text === "false") return text === "true";
  const isNumber = typeof text === "string" && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  return isNumber ? Number(text) : text;
}

/** A copy with one part replaced; the same value where that part stays the same. */
function replace(
  value: unknown,
  [key, ...rest]: readonly (string | number)[],
  change: (value: unknown) => unknown,
): unknown {
  if (key === undefined) return change(value);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return value;
  const before = (value as Record<string | number, unknown>)[key];
  const after = replace(before, rest, change);
  if (after === before) return value;
  if (Array.isArray(value)) return value.with(Number(key), after);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === key ? after : item]),
  );
}
