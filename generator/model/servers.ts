// Servers: addresses with variables, those of the document and those that operations have of their own.
import { canonical } from "./canonical.ts";
import {
  asString,
  child,
  children,
  type Cursor,
  readDocs,
  type Reading,
  required,
} from "./cursor.ts";
import { diagnostic } from "../diagnostics.ts";
import { checkFields, SERVER, SERVER_VARIABLE } from "./known-fields.ts";
import type { Server, ServerVariable } from "./model.ts";
import { warn } from "./warn.ts";

/** What a client takes for a base URL: http(s) or a path, without user, query and fragment. */
const ADDRESS = /^(https?:\/\/[^\s/?#@\\]+)?(\/[^\s?#\\]*)?$/i;
const ADVICE = "Write an http(s) address without user, query and fragment.";

/** The servers of a document, a path or an operation. */
export function readServers(reading: Reading, owner: Cursor): readonly Server[] {
  return children(child(owner, "servers")).flatMap(([, server]) => {
    checkFields(reading, server, SERVER);
    const template = required(reading, server, "url", "this server", asString);
    if (template === undefined) return [];
    const variables = readVariables(reading, server, template);
    const defaults = new Map(variables.map((variable) => [variable.name, variable.default]));
    const url = template.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      return defaults.get(name) ?? whole;
    });
    if (ADDRESS.test(url)) {
      const used = variables.filter(({ name }) => template.includes(`{${name}}`));
      return [{ url, template, variables: used, description: readDocs(server).description }];
    }
    const what = `The server address \`${url}\``;
    warn(reading, child(server, "url"), [what, "it is left out", ADVICE]);
    return [];
  });
}

function readVariables(
  reading: Reading,
  server: Cursor,
  template: string,
): readonly ServerVariable[] {
  const declared = children(child(server, "variables"));
  const names = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!);
  for (const name of names) {
    if (declared.some(([known]) => known === name)) continue;
    tell(
      reading,
      child(server, "url"),
      `\`{${name}}\`, which is no variable of this server,`,
      OPEN,
    );
  }
  return declared.flatMap(([name, variable]) => {
    checkFields(reading, variable, SERVER_VARIABLE);
    const what = `The server variable \`${name}\``;
    if (!names.includes(name))
      tell(reading, variable, `${what}, which the address does not have,`, "left out");
    const text = child(variable, "default").value;
    if (typeof text !== "string") {
      tell(reading, variable, `${what} without a \`default\``, OPEN);
      return [];
    }
    const values = children(child(variable, "enum"))
      .map(([, { value }]) => value)
      .filter((value) => typeof value === "string");
    return [{ name, default: text, values, description: readDocs(variable).description }];
  });
}

const OPEN = "left as it stands: a client needs a `baseUrl`";

function tell(reading: Reading, { at }: Cursor, what: string, meaning: string): void {
  reading.report(diagnostic("slip", at, { what, reading: meaning }, { key: true }));
}

/** The address of an operation that has one of its own, or whose path has. */
export function ownServer(
  reading: Reading,
  root: Cursor,
  item: Cursor,
  operation: Cursor,
): string | undefined {
  const owner = [operation, item].find((one) => children(child(one, "servers")).length > 0);
  if (owner === undefined) return undefined;
  const cursor = child(owner, "servers");
  if (canonical(cursor.value) === canonical(child(root, "servers").value)) return undefined;
  const [first, ...others] = readServers(reading, owner);
  if (others.length > 0 || (first?.variables.length ?? 0) > 0) {
    const what = "A choice of servers on a path or an operation";
    const advice = "Give the client a `baseUrl` to call another one.";
    warn(reading, cursor, [what, "calls go to the first one, with its defaults", advice]);
  }
  return first?.url;
}
