// Which server a client calls: whether that takes a choice, and the type of the choice.
import type { Api, Server } from "../../model/model.ts";
import { literal, propertyKey } from "../../print.ts";
import { block, docText, oneLine } from "./docs.ts";

/** Whether there are several servers, or variables in the one there is. */
export function choosesServer({ servers }: Api): boolean {
  return servers.length > 1 || (servers[0]?.variables.length ?? 0) > 0;
}

/** Whether the base URL is more than a constant: a choice, no host, or operations with their own. */
export function needsServer(api: Api): boolean {
  const isAbsolute = /^https?:/i.test(api.servers[0]?.url ?? "");
  return choosesServer(api) || !isAbsolute || api.operations.some(({ server }) => server);
}

/** The option that chooses a server, as a member of a type. */
export function serverOption({ servers }: Api): string {
  const types = servers.map((server, index) => `    | ${serverType(server, index === 0)}`);
  const docs = docText([
    "One of the document's servers, by its address as written there, and its variables. Default: the first one, with the defaults of its variables. A `baseUrl` goes before it.",
  ]);
  return `${block(docs, "  ")}  readonly server?:\n${types.join("\n")};\n`;
}

function serverType({ template, variables, description }: Server, isFirst: boolean): string {
  const fields = variables
    .filter(({ name }) => name !== "url")
    .map((variable) => {
      const { name, values } = variable;
      const type =
        values.length === 0 ? "string" : values.map((value) => literal(value)).join(" | ");
      const about = [oneLine(variable.description), `Default: \`${oneLine(variable.default)}\`.`];
      const docs = block(docText([about.filter((text) => text !== "").join(" ")]), "        ");
      return `${docs}        readonly ${propertyKey(name)}?: ${type};\n`;
    });
  const docs = description === "" ? "" : block(docText([oneLine(description)]), "        ");
  const url = `${docs}        readonly url${isFirst ? "?" : ""}: ${literal(template)};\n`;
  return `{\n${url}${fields.join("")}      }`;
}
