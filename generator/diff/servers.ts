// Servers: which URLs the document names, and which of them comes first and is taken by default.
import type { ServerContract } from "./contract.ts";
import { addition, type Finding, places, undecided } from "./finding.ts";
import { matchBy } from "./matching.ts";

interface Served {
  readonly servers: readonly ServerContract[];
}

export function compareServers(old: Served, next: Served, subject: string): readonly Finding[] {
  const { removed, added } = matchBy(old.servers, next.servers, ({ url }) => url);
  return [
    ...removed.map(({ url, at }) =>
      undecided({
        code: "server-removed",
        subject,
        message: `The server ${url} is no longer named.`,
        wire: "Whether it still answers can't be seen from the document.",
        old: at,
        keyword: "servers",
      }),
    ),
    ...added.map(({ url, at }) =>
      addition({ code: "server-added", subject, message: `The server ${url} is new.`, new: at }),
    ),
    ...first(old, next, subject, removed.length + added.length === 0),
  ];
}

function first(old: Served, next: Served, subject: string, same: boolean): readonly Finding[] {
  const [was, is] = [old.servers[0], next.servers[0]];
  if (was === undefined || is === undefined || was.url === is.url || !same) return [];
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
