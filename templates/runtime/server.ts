// Operations and their fixtures → a Fetch that answers as the API would: a mock server without a
// network. It keeps nothing between two requests; what handlers keep is theirs.
import {
  compilePath,
  pathOf,
  type PathTemplate,
  type PathTexts,
  segmentsOf,
  urlPattern,
} from "./match.ts";
import type { ApiDescription, Content, Fetch, Operation } from "./operation.ts";
import { preferred } from "./prefer.ts";
import { type ParameterNames, type Reader, receive, type Received } from "./receive.ts";
import { acceptable, type Reply, respond } from "./reply.ts";
import { bodyFor, describeIssues, type FailureBodies, failureBody } from "./refuse.ts";

export type { ParameterNames, Received } from "./receive.ts";
export type { Encode, Reply } from "./reply.ts";

/** Answers an operation: the whole body of a success, or any Response. */
export type Handler<R = Received, Body = unknown> = (
  received: R,
) => Body | Response | Promise<Body | Response>;

/** An operation and what the server answers. */
export interface Route {
  readonly operation: Operation;
  /** Where there is no handler, the body too. `range` is its key, where that is no number. */
  readonly success: Reply & { readonly status: number; readonly range?: string };
  readonly failures: FailureBodies;
  /** Other answers by status, JSON failures without examples excepted: what `Prefer: code=…` asks for. */
  readonly replies?: Readonly<Record<string, Reply>>;
  /** Of headers, only those named here are looked at. */
  readonly names?: ParameterNames;
  /** Where parameters or the body travel otherwise than without a word. */
  readonly reader?: Reader;
  readonly handler?: Handler;
}

export interface ServeOptions {
  /** Where the server stands; only the path counts. Default: the document's base URL. */
  readonly baseUrl?: string;
  /** Where chance comes from: what `Prefer: dynamic=true` asks for. Default: the global one. */
  readonly random?: () => number;
}

interface CompiledRoute extends Route {
  readonly template: PathTemplate;
}

/**
 * Makes the server. Requests are validated as the document says; wrong ones are answered with
 * 400, 401, 404 or 405 in the API's own envelope, and what a handler does wrong with 500.
 */
export function serve(
  api: ApiDescription,
  routes: readonly Route[],
  options: ServeOptions = {},
): { readonly fetch: Fetch } {
  const compiled = routes
    .map((route) => ({
      ...route,
      template: compilePath(pathOf(placeOf(api, route.operation, options))),
    }))
    .sort((a, b) => (a.template.rank < b.template.rank ? -1 : 1));
  return {
    async fetch(request) {
      request.signal.throwIfAborted();
      const response = await answer(api, compiled, request, options.random ?? Math.random);
      return request.method === "HEAD" ? new Response(null, response) : response;
    },
  };
}

/** The URLs of operations, without their queries: for mocks that look at addresses themselves. */
export function locations(
  api: ApiDescription,
  operations: readonly Operation[],
  options: ServeOptions = {},
): readonly RegExp[] {
  return operations.map((operation) => urlPattern(placeOf(api, operation, options)));
}

/** The URL template of an operation: on its own server, unless another place is given. */
function placeOf(api: ApiDescription, operation: Operation, { baseUrl }: ServeOptions): string {
  const { baseUrl: own = api.baseUrl, path } = operation;
  return (baseUrl ?? own).replace(/\/$/, "") + path;
}

async function answer(
  api: ApiDescription,
  routes: readonly CompiledRoute[],
  request: Request,
  random: () => number,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const segments = segmentsOf(pathname);
  const found = routes.flatMap((route) => {
    const params = route.template.match(segments);
    return params ? [{ route, params }] : [];
  });
  const match = found.find(({ route }) => route.operation.method === request.method);
  if (match) return handle(api, match.route, match.params, request, random);
  if (found.length === 0) return unknownPath(api, routes, request.method, pathname);
  const allowed = [...new Set(found.map(({ route }) => route.operation.method))].join(", ");
  const message = `${request.method} is not allowed here; ${allowed} is`;
  return fail(api, found[0]!.route.failures, 405, [message], { allow: allowed });
}

function unknownPath(
  api: ApiDescription,
  routes: readonly Route[],
  method: string,
  pathname: string,
): Response {
  const known = routes.find(({ failures }) => bodyFor(failures, 404) !== undefined);
  return fail(api, known?.failures ?? {}, 404, [`there is no operation ${method} ${pathname}`]);
}

async function handle(
  api: ApiDescription,
  route: Route,
  params: PathTexts,
  request: Request,
  random: () => number,
): Promise<Response> {
  const { operation, success, failures, handler } = route;
  if (!isAuthorised(api, operation, request)) {
    const known = failures[401] === undefined ? ["credentials are missing"] : [];
    return fail(api, failures, 401, known);
  }
  const names = route.names ?? {};
  const { received, issues } = await receive(api, operation, names, params, request, route.reader);
  if (issues.length > 0) return fail(api, failures, 400, describeIssues(issues));
  const asked = preferred(route, request, random);
  if (asked) return asked;
  const [reply] = acceptable(success, request);
  if (!handler) return respond(success.status, reply);
  try {
    const given = await handler(received);
    if (given instanceof Response) return given;
    const wrong = contentOf(operation, success.status, reply)?.validate?.(given).issues;
    if (!wrong) return respond(success.status, { ...reply, body: given });
    const told = describeIssues(wrong).map((text) => `the handler's answer is invalid: ${text}`);
    return fail(api, failures, 500, told);
  } catch (error) {
    return fail(api, failures, 500, [error instanceof Error ? error.message : String(error)]);
  }
}

function contentOf(
  operation: Operation,
  status: number,
  { mediaType: accept = "application/json" }: Reply,
): Content | undefined {
  const answer = new Response(null, { status, headers: { "content-type": accept } });
  return (operation.choose?.(answer, { headers: { accept } }) ?? operation).response;
}

/** Whether all credentials of one alternative are there; what they are is not looked at. */
function isAuthorised(api: ApiDescription, operation: Operation, request: Request): boolean {
  const security = operation.security ?? api.security;
  const authorization = request.headers.get("authorization") ?? "";
  const has = (option: string): boolean => {
    const carrier = api.credentials[option]!;
    if (carrier.in === "query") return !!new URL(request.url).searchParams.get(carrier.name);
    if (carrier.in === "bearer") return /^Bearer +\S/i.test(authorization);
    return holds(request.headers.get(carrier.name) ?? "", carrier.before ?? "");
  };
  return security.length === 0 || security.some((names) => names.every(has));
}

/** Whether a header, or one of the cookies in it, holds something after what stands before it. */
function holds(header: string, before: string): boolean {
  const texts = before.endsWith("=") ? header.split(/; */) : [header];
  return texts.some((text) => {
    const start = text.slice(0, before.length);
    return text.length > before.length && start.toLowerCase() === before.toLowerCase();
  });
}

function fail(
  api: ApiDescription,
  failures: FailureBodies,
  status: number,
  messages: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Response {
  return respond(status, { body: failureBody(api, failures, status, messages) }, headers);
}
