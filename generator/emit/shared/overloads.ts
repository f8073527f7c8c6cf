// Functions of client options: what is bound is seen by type, one overload for each set of it.
import type { Api } from "../../model/model.ts";
import { identifier } from "../../print.ts";
import { needsNothing } from "./credentials.ts";
import { block } from "./docs.ts";

/** A function of ClientOptions: one overload for each set of bound parameters, all bound last. */
export function boundOverloads(
  api: Api,
  name: string,
  type: string,
  body: string,
  docs: string,
): string {
  const options = api.bound.map(({ option }) => identifier(option));
  if (options.length === 0) {
    const none = needsNothing(api) ? " = {}" : "";
    return `${block(docs)}export function ${name}(options: ClientOptions${none}): ${type} {\n  ${body}\n}`;
  }
  const overloads = subsets(options).map((given) => {
    const bound =
      given.length === 0 ? "never" : given.map((option) => JSON.stringify(option)).join(" | ");
    const fields = options.map((option) =>
      given.includes(option) ? `${option}: string` : `${option}?: undefined`,
    );
    return `${block(docs)}export function ${name}(options: ClientOptions & { ${fields.join("; ")} }): ${type}<${bound}>;`;
  });
  const fields = options.map((option) => `${option}?: string | undefined`).join("; ");
  const implementation = `export function ${name}(options: ClientOptions & { ${fields} }): ${type}<${options.map((option) => JSON.stringify(option)).join(" | ")}> {\n  ${body}\n}`;
  return [...overloads, implementation].join("\n");
}

/** All subsets, the empty one first and the whole last. */
function subsets(options: readonly string[]): readonly (readonly string[])[] {
  return options.reduce<readonly (readonly string[])[]>(
    (found, option) => [...found, ...found.map((given) => [...given, option])],
    [[]],
  );
}
