// `not`: a schema that must not hold.
import { type Json, type Schema } from "../../model/model.ts";
import { literal } from "../../print.ts";
import { type Keyword, type Site, test } from "../keyword.ts";
import { isMap, mustBeSchema } from "../values.ts";

export const not: Keyword = {
  name: "not",
  check: mustBeSchema("not"),
  guard: (site) => [test(`!${holds(site)}`, holds(site))],
  collect: (site) => {
    const { scope, target, value } = site;
    const want = literal(`not ${inWords(value as Schema)}`);
    return [`${scope.use("expected")}(!${holds(site)}, at, "not", {}, ${want}, ${target});`];
  },
};

function holds({ scope, target, value, at }: Site): string {
  return scope.holds(value as Schema, target, at);
}

/** What a schema of one keyword asks for, to complete "must not …". */
function inWords(schema: Schema): string {
  const said = isMap(schema) ? Object.entries(schema) : [];
  const words = said.length === 1 ? ofKeyword(...said[0]!) : undefined;
  return words ?? "match the schema that `not` excludes";
}

function ofKeyword(name: string, value: Json): string | undefined {
  const list = (values: Json, word: string): string =>
    [values]
      .flat()
      .map((each) => JSON.stringify(each))
      .slice(0, 10)
      .join(word);
  switch (name) {
    case "const":
      return `be ${JSON.stringify(value)}`;
    case "enum":
      return `be ${list(value, " or ")}`;
    case "type":
      return `be of type ${[value].flat().join(" or ")}`;
    case "required":
      return `have ${list(value, " and ")}`;
    case "pattern":
      return `match ${String(value)}`;
    case "format":
      return `be of format ${String(value)}`;
  }
  return undefined;
}
