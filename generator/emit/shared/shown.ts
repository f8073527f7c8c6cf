// What a mock server shows of a body: the document's own examples first, each by a fixture that was proven,
// else the full fixture. An example that no fixture holds is withheld, and told by its name.
import type { SchemaFixtures } from "../../fixtures/make.ts";
import { canonical } from "../../model/canonical.ts";
import type { Json, ResponseContent } from "../../model/model.ts";
import { identifier, literal, member } from "../../print.ts";

export type Made = ReadonlyMap<string, SchemaFixtures>;

/** Bodies as code. */
export interface Shown {
  /** Undefined: there is no fixture. Of streams, a list of items. */
  readonly body: string | undefined;
  /** The names of those of the document's examples that are called so among the fixtures, too. */
  readonly examples: readonly string[];
  /** The others. */
  readonly others: readonly (readonly [name: string, text: string])[];
  /** The names of those that contradict the schema, or that nothing can check. */
  readonly withheld: readonly string[];
  /** The fixtures of the whole body; undefined: it has none, or is a stream. */
  readonly of: string | undefined;
}

export function shown(content: ResponseContent, made: Made): Shown {
  const { kind, schema } = content;
  const fixtures = schema === undefined ? undefined : made.get(schema);
  const texts = content.examples.map(({ name, value }) => {
    return [name, exampleText(content, value, fixtures)] as const;
  });
  const sent = texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
  const isNamesake = ([name, text]: readonly [string, string]): boolean =>
    fixtures !== undefined && text === exampleOf(fixtures, name);
  const isWhole = kind === "json" || kind === "text";
  return {
    body: sent[0]?.[1] ?? fallback(content, fixtures),
    examples: sent.filter(isNamesake).map(([name]) => name),
    others: sent.filter((one) => !isNamesake(one)),
    withheld: texts.flatMap(([name, text]) => (text === undefined ? [name] : [])),
    of: isWhole && fixtures !== undefined ? identifier(fixtures.name) : undefined,
  };
}

function exampleOf({ name }: SchemaFixtures, example: string): string {
  return member(`${identifier(name)}.examples`, example);
}

type Fixtures = SchemaFixtures | undefined;

function exampleText(
  content: ResponseContent,
  value: Json,
  fixtures: Fixtures,
): string | undefined {
  const { kind, schema } = content;
  if (kind === "binary") return undefined;
  if (kind === "text" && schema === undefined)
    return typeof value === "string" ? literal(value) : undefined;
  if (kind === "json" || kind === "text") return proven(value, fixtures);
  if (!Array.isArray(value)) return undefined;
  const items = (value as readonly Json[]).map((item) => proven(item, fixtures));
  return items.every((item) => item !== undefined) ? listed(content, items) : undefined;
}

/** The fixture that holds a value, whatever the order of its keys. */
function proven(value: Json, fixtures: Fixtures): string | undefined {
  const wanted = canonical(value);
  const found = fixtures?.examples.find((example) => canonical(example.value) === wanted);
  return found && exampleOf(fixtures!, found.name);
}

const TWO_EVENTS = '[{ data: "one" }, { data: "two\\nlines" }]';

function fallback(content: ResponseContent, fixtures: Fixtures): string | undefined {
  const { kind, schema } = content;
  if (kind === "binary") return "someBytes";
  if (kind === "text" && schema === undefined) return literal("A text.");
  const name = fixtures && identifier(fixtures.name);
  if (kind === "json" || kind === "text") return name && `${name}.full`;
  if (name === undefined) return schema === undefined && kind === "events" ? TWO_EVENTS : "[]";
  return listed(content, [`${name}.full`, `${name}.minimal`]);
}

/** Of an event stream whose schema is of the data alone, items are events with such data. */
function listed({ kind, whole }: ResponseContent, items: readonly string[]): string {
  const isData = kind === "events" && !whole;
  return `[${items.map((item) => (isData ? `{ data: ${item} }` : item)).join(", ")}]`;
}
