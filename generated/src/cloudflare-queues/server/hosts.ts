// By which names a server may be called. A page of another site can let its own name point at this
// machine (DNS rebinding) and would then be of the same origin: its name is in the `Host`. Where a
// server is called by an address, no name was involved.

/** Says whether the `Host` of a request is one of the server's own. */
export type HostCheck = (header: string | undefined) => boolean;

/** The names of a server on `host`: its own, loopback ones, and those that are allowed beside. */
export function hostCheck(host: string, allowed: readonly string[]): HostCheck {
  const own = new Set([host, ...allowed].map(plain));
  const isEverywhere = own.has("0.0.0.0") || own.has("::");
  const isOwn = (name: string): boolean =>
    own.has(name) || isLoopback(name) || (isEverywhere && isAddress(name));
  let last: string | undefined;
  return (header) => {
    // Nearly all requests have the same one.
    if (header === undefined || header === last) return header !== undefined;
    const [, name] = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(header) ?? [];
    if (name === undefined || !isOwn(plain(name))) return false;
    last = header;
    return true;
  };
}

/** A name as it is compared: `[::1]`, `LOCALHOST` and `localhost.` are written in other ways too. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
}

function isLoopback(name: string): boolean {
  return /^(.+\.)?localhost$|^127(\.\d{1,3}){3}$|^::1$/.test(name);
}

function isAddress(name: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$|^[0-9a-f:.]*:[0-9a-f:.]*$/.test(name);
}
