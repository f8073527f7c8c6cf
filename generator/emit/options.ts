// Security schemes and bound parameters → the options of a client, so typed that what is missing
// or misspelt is an error where it is written.
import type { Api, Certificate, Credential } from "../model/model.ts";
import { type EmittedFile, identifier, type Part, printFile } from "../print.ts";
import { commonAlternatives } from "./shared/credentials.ts";
import {
  block,
  deprecation,
  docText,
  header,
  oneLine,
  origin,
  prose,
  titleOf,
} from "./shared/docs.ts";
import { choosesServer, serverOption } from "./shared/servers.ts";

export function emitOptions(api: Api): EmittedFile {
  const types = api.credentials.length === 0 ? ["RuntimeOptions"] : ["RuntimeOptions", "Secret"];
  const docs = block(
    docText([
      `Options of a client of ${titleOf(api)}: credentials and policy.`,
      ...api.certificates.map(certificateDocs),
    ]),
  );
  const parts: Part[] = [
    `import type { ${types.join(", ")} } from "./runtime/options.ts";`,
    credentialsType(api),
    `${docs}export type ClientOptions = RuntimeOptions & Credentials${choosesServer(api) ? ` & {\n${serverOption(api)}}` : ""};`,
  ];
  const purpose = `The options of a client of ${titleOf(api)}.`;
  return { path: "src/options.ts", text: printFile(header(api.source, purpose), parts) };
}

/** What no option can give. */
function certificateDocs({ scheme, docs, at }: Certificate): string {
  const what = `\`${oneLine(scheme)}\` is mutual TLS: give a \`fetch\` that presents a client certificate.`;
  return [what, prose(docs), origin(at)].filter((text) => text !== "").join(" ");
}

/** One alternative after the other; each forbids the credentials of the others, so that mixing is seen. */
function credentialsType(api: Api): string {
  const alternatives = commonAlternatives(api);
  const docs = block(
    docText(["The credentials of a client: strings, or functions that give the current one."]),
  );
  if (api.credentials.length === 0) return `${docs}export type Credentials = unknown;`;
  const optional = alternatives === undefined;
  const sets = alternatives ?? [api.credentials.map(({ scheme }) => scheme)];
  const types = sets.map((schemes) => alternative(api.credentials, schemes, optional));
  return `${docs}export type Credentials =\n${types.map((type) => `  | ${type}`).join("\n")};`;
}

function alternative(
  credentials: readonly Credential[],
  schemes: readonly string[],
  optional: boolean,
): string {
  const fields = credentials.map((credential) => {
    const option = identifier(credential.option);
    if (!schemes.includes(credential.scheme)) return `      readonly ${option}?: undefined;\n`;
    const words = [prose(credential.docs), origin(credential.at)];
    const docs = block(docText(words, [deprecation(credential.docs)]), "      ");
    return `${docs}      readonly ${option}${optional ? "?" : ""}: Secret;\n`;
  });
  return `{\n${fields.join("")}    }`;
}
