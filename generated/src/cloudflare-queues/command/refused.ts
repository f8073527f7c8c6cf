// A line for each host or site that the server turned away, once; a program in a loop fills no screen.
import type { Refused } from "../server.ts";

/** Makes the listener. `write` takes a line. */
export function refusedListener(write: (line: string) => void): (refused: Refused) => void {
  const seen = new Set<string>();
  return (refused) => {
    const line = lineOf(refused);
    // Whoever sends ever new names is not listed for ever.
    if (seen.has(line) || seen.size >= 100) return;
    seen.add(line);
    write(line);
  };
}

/** What comes from a request is quoted: it may hold what a terminal would obey. */
function lineOf({ kind, value }: Refused): string {
  const shown = JSON.stringify(value.slice(0, 253)).replace(/[\u007f-\u009f]/g, "\ufffd");
  if (kind === "origin") return `Refused a request from a page of another site, ${shown}.`;
  if (kind === "contentType") return `Refused a request from a browser that is not JSON: ${shown}.`;
  const name = value.replace(/:\d+$/, "");
  const isName = /^[a-z0-9.:[\]-]+$/i.test(name);
  const hint = isName ? `; --allow-host ${name} lets such requests in.` : ".";
  return `Refused a request for the host ${shown}${hint}`;
}
