// Servers: which URLs the document names, and which of them comes first and is taken by default.
import type { ServerContract, VariableContract } from "./contract.ts";
import { addition, type Finding, note, onlyIn, parentOf, places, undecided } from "./finding.ts";
import { matchBy } from "./matching.ts";

interface Served {
  readonly servers: readonly ServerContract[];
}

export function compareServers(old: Served, next: Served, subject: string): readonly Finding[] {
  const { kept, removed, added } = matchBy(old.servers, next.servers, ({ url }) => url);
  return [
    ...removed.map(({ url, at }) =>
      undecided({
        ...onlyIn("old", { at }, listIn(next)),
        code: "server-removed",
        subject,
        message: `The server ${url} is no longer named.`,
        wire: "Whether it still answers can't be seen from the document.",
        caller:
          url === old.servers[0]?.url ? "A client without a `baseUrl` of its own called it." : "",
        keyword: "servers",
      }),
    ),
    ...added.map(({ url, at }) => {
      const place = { subject, ...onlyIn("new", { at }, listIn(old)) };
      return addition({ ...place, code: "server-added", message: `The server ${url} is new.` });
    }),
    ...first(old, next, subject),
    ...kept.flatMap(([was, is]) => [
      ...variables(was, is, subject),
      ...(was.description === is.description ? [] : [described(was, is, subject)]),
    ]),
  ];
}

/** The list that a server would stand in; the document's where there is none. */
function listIn({ servers: [first] }: Served): Pick<ServerContract, "at"> {
  return { at: first === undefined ? "/servers" : parentOf(first.at) };
}

/** What an operation is served by: servers of its own stand in the place of the document's. */
export function served(own: Served, document: Served): Served {
  return own.servers.length > 0 ? own : document;
}

function described(old: ServerContract, next: ServerContract, subject: string): Finding {
  const message = `The server ${next.url} is described in other words.`;
  return note({ code: "docs-changed", subject, message, ...places(old, next) });
}

function variables(old: ServerContract, next: ServerContract, subject: string): readonly Finding[] {
  const { kept } = matchBy(old.variables, next.variables, ({ name }) => name);
  return kept.flatMap(([was, is]) => variable(was, is, `${subject}: server ${next.url}`));
}

function variable(
  old: VariableContract,
  next: VariableContract,
  subject: string,
): readonly Finding[] {
  const place = { subject, ...places(old, next) };
  const name = `\`${next.name}\``;
  const gone =
    next.values && (old.values ?? ["any value"]).filter((each) => !next.values!.includes(each));
  const come =
    old.values && (next.values ?? ["any value"]).filter((each) => !old.values!.includes(each));
  return [
    ...(old.default === next.default
      ? []
      : [
          addition({
            ...{ ...place, code: "server-variable-default-changed" },
            message: `${name} is ${next.default ?? "not set"} by default, and was ${old.default ?? "not set"}.`,
            caller: "A client without a `baseUrl` of its own calls another address.",
          }),
        ]),
    ...(gone === undefined || gone.length === 0
      ? []
      : [
          undecided({
            ...{ ...place, code: "server-variable-values-removed", keyword: "servers" },
            message: `Values of ${name} that are gone: ${gone.join(", ")}.`,
            wire: "Whether those addresses still answer can't be seen from the document.",
          }),
        ]),
    ...(come === undefined || come.length === 0
      ? []
      : [
          addition({
            ...{ ...place, code: "server-variable-values-added" },
            message: `New values of ${name}: ${come.join(", ")}.`,
          }),
        ]),
  ];
}

/** The default, where it went to another place; one that is gone is told as such. */
function first(old: Served, next: Served, subject: string): readonly Finding[] {
  const [was, is] = [old.servers[0], next.servers[0]];
  if (was === undefined || is === undefined || was.url === is.url) return [];
  if (!next.servers.some(({ url }) => url === was.url)) return [];
  return [
    addition({
      code: "default-server-changed",
      subject,
      message: `The first server is ${is.url}, and was ${was.url}.`,
      caller: "A client without a `baseUrl` of its own calls the first one.",
      ...places(was, is),
    }),
  ];
}
