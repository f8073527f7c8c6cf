// A Request → what an operation received, checked. Texts of URLs and headers become the numbers,
// booleans and lists that their validators ask for.
import { interpret } from "./interpret.ts";
import type { PathTexts } from "./match.ts";
import type { ApiDescription, Operation, Validate } from "./operation.ts";
import type { Issue } from "./validate.ts";

type Values = Readonly<Record<string, unknown>>;

/** What was read of a part of a request. */
export interface Part {
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/** What a handler is given. */
export interface Received<Params = Values, Query = Values, Body = unknown> {
  /** Path parameters by wire name, bound ones included. */
  readonly params: Params;
  readonly query: Query;
  /** The headers and cookies that the document names, by wire name. */
  readonly headers: Values;
  readonly cookies: Values;
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
  readonly cookies?: readonly string[];
}

/** What was read of the parameters in each place. */
export interface ParameterParts {
  readonly path: readonly (readonly [name: string, part: Part])[];
  readonly query: Part;
  readonly headers: Part;
  readonly cookies: Part;
}

/** Reads what travels otherwise than without a word. */
export interface Reader {
  readonly parameters?: (
    api: ApiDescription,
    operation: Operation,
    names: ParameterNames,
    request: Request,
    texts: PathTexts,
  ) => ParameterParts;
  readonly body?: (request: Request, body: NonNullable<Operation["body"]>) => Promise<Part>;
}

/** Reads the parts of a request. */
export async function receive(
  api: ApiDescription,
  operation: Operation,
  names: ParameterNames,
  texts: PathTexts,
  request: Request,
  reader: Reader = {},
): Promise<Checked> {
  const { path, query, headers, cookies } =
    reader.parameters?.(api, operation, names, request, texts) ??
    readPlain(api, operation, names, texts, request);
  const params = Object.fromEntries(
    path.map(([name, { value }]) => [name, (value as Values)[name]]),
  );
  const { body } = operation;
  const content =
    body && reader.body ? await reader.body(request, body) : readJson(await request.text(), body);
  const parts = [...path.map(([, part]) => part), query, headers, cookies, content];
  return {
    received: {
      params,
      query: query.value as Values,
      headers: headers.value as Values,
      cookies: cookies.value as Values,
      body: content.value,
      request,
    },
    issues: parts.flatMap(({ issues }) => issues),
  };
}

/** Parameters that travel as they do without a word. */
function readPlain(
  api: ApiDescription,
  { parameters, query, headers }: Operation,
  names: ParameterNames,
  texts: PathTexts,
  request: Request,
): ParameterParts {
  const accept: Validate = (value) => ({ value });
  return {
    path: Object.entries(texts).map(([name, text]) => {
      return [name, interpret({ [name]: text }, onKey(name, parameters[name] ?? accept))];
    }),
    query: interpret(nest(queryOf(api, request), names.query ?? []), query ?? accept),
    headers: interpret(headersOf(request, names.headers ?? []), headers ?? accept),
    cookies: { value: {}, issues: [] },
  };
}

/** A validator of one value as that of an object with this one key. */
export function onKey(name: string, validate: Validate): Validate {
  return (object) => {
    const { issues } = validate((object as Values)[name]);
    if (!issues) return { value: object };
    const below = ({ path, pointer, ...issue }: Issue): Issue => {
      return { ...issue, path: [name, ...path], pointer: `/${name}${pointer}` };
    };
    return { issues: issues.map(below) };
  };
}

/** JSON, whatever media type is said. */
export function readJson(text: string, body: Operation["body"]): Part {
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

export function wholeBody(keyword: string, message: string): Issue {
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
