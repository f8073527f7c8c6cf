// Witnesses: for a difference that may break somebody, a value that the sending side accepts and the
// receiving side refuses, for what differs. Searched from the narrowest place outwards; what is given
// was confirmed by the validators of both sides.
import type { Issue } from "../../../templates/runtime/validate.ts";
import { sayIssues } from "../../fixtures/prove.ts";
import type { Json } from "../../model/model.ts";
import type { Side, Witness } from "../change.ts";
import type { Case } from "../schemas/decide.ts";
import type { Link } from "../schemas/difference.ts";
import { named, type Schemas } from "../schemas/part.ts";
import type { Route } from "../schemas/reach.ts";
import { isOnTheWay, type Steps } from "../schemas/steps.ts";
import { candidates, type Level, type Search } from "./candidates.ts";
import { type Closure, createClosure } from "./closure.ts";
import { withKnownNames } from "./known-names.ts";
import { createMakers } from "./makers.ts";

export function createWitnesses(
  schemas: Readonly<Record<Side, Schemas>>,
  cases: readonly Case[],
): (each: Case) => Witness | undefined {
  const asked = cases.filter(({ acceptedBy }) => acceptedBy !== undefined);
  const closure = createClosure(schemas, asked.flatMap(namesOf));
  const makers = createMakers(closure);
  return (each) => {
    const { acceptedBy: sender, node } = each;
    if (sender === undefined) return undefined;
    const search = { makers, sender, receiver: sender === "old" ? "new" : "old" } as const;
    for (const route of node.routes) {
      if (!isWhole(closure, route)) continue;
      const found = alongRoute(search, schemas, each, route);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function namesOf({ node }: Case): readonly (readonly [Side, string])[] {
  return node.routes.flatMap(({ use, links }) =>
    [use, ...links].flatMap((pair) => [["old", pair.old] as const, ["new", pair.new] as const]),
  );
}

function isWhole(closure: Closure, { use, links }: Route): boolean {
  return [use, ...links].every(
    (pair) => closure.has("old", pair.old) && closure.has("new", pair.new),
  );
}

function alongRoute(
  search: Search,
  schemas: Readonly<Record<Side, Schemas>>,
  each: Case,
  { use, links }: Route,
): Witness | undefined {
  const pairs: readonly Pick<Link, "old" | "new">[] = [use, ...links];
  const levels = pairs.map((pair, index): Level => {
    return { old: pair.old, new: pair.new, path: links[index]?.path ?? [] };
  });
  const { path, keyword } = each.difference;
  const isAbout = aboutIt(keyword, [...links.flatMap((link) => link.path), ...path]);
  for (const value of candidates(search, each, levels)) {
    const witness = confirmed(search, schemas, levels[0]!, isAbout, value);
    if (witness !== undefined) return witness;
  }
  return undefined;
}

/** The value as a witness, if both sides' validators say so, and for what differs. */
function confirmed(
  { makers, sender, receiver }: Search,
  schemas: Readonly<Record<Side, Schemas>>,
  root: Level,
  isAbout: (issue: Issue) => boolean,
  candidate: Json,
): Witness | undefined {
  const refusal = (value: Json): readonly Issue[] => {
    if (makers.accepts(receiver, root[receiver], value)) return [];
    return makers.issues(receiver, root[receiver], value).filter(isAbout);
  };
  // The cheap question first: most candidates end here.
  if (refusal(candidate).length === 0) return undefined;
  const sides = { sender: schemas[sender], receiver: schemas[receiver] };
  const own = [named(schemas[sender], root[sender])];
  const others = [named(schemas[receiver], root[receiver])];
  const value = withKnownNames(sides, own, others, candidate);
  if (makers.issues(sender, root[sender], value).length > 0) return undefined;
  const about = refusal(value);
  if (about.length === 0) return undefined;
  return { value, acceptedBy: sender, issue: sayIssues(about) };
}

/** Keywords that hand over to other schemas: what they refuse may be reported around, or inside. */
const APPLICATORS: ReadonlySet<string> = new Set([
  ...["anyOf", "oneOf", "allOf", "not", "if", "then", "else", "contains", "dependentSchemas"],
  ...["properties", "patternProperties", "additionalProperties", "propertyNames", "items"],
  ...["prefixItems", "unevaluatedProperties", "unevaluatedItems", "dependentRequired", "$ref"],
]);

/** Keywords that say the same in other words: a value of another type is none of those listed. */
const KINDRED: readonly ReadonlySet<string>[] = [
  new Set(["type", "enum", "const", "nullable"]),
  new Set(["minimum", "exclusiveMinimum"]),
  new Set(["maximum", "exclusiveMaximum"]),
  new Set(["required", "dependentRequired"]),
];

function isKindred(keyword: string, other: string): boolean {
  // What is refused altogether is refused for whatever is said of it.
  return (
    keyword === other ||
    other === "false" ||
    KINDRED.some((each) => each.has(keyword) && each.has(other))
  );
}

/** Whether an issue is about a difference: at its very place and of its kind, or of an applicator. */
function aboutIt(keyword: string, way: Steps): (issue: Issue) => boolean {
  return (issue) =>
    isOnTheWay(way, issue.path) &&
    (APPLICATORS.has(keyword) ||
      APPLICATORS.has(issue.keyword) ||
      (issue.path.length === way.length && isKindred(keyword, issue.keyword)));
}
