// Security schemes: what secrets there are, how they travel, and where tokens come from. What an
// operation asks for is compared there (security.ts).
import { isObject } from "../document/pointer.ts";
import type { Json } from "../model/model.ts";
import type { Contract, SchemeContract } from "./contract.ts";
import { compareWords } from "./docs.ts";
import { addition, breaking, type Finding, note, onlyIn, places, undecided } from "./finding.ts";
import { matchBy } from "./matching.ts";

const SCHEMES = { at: "/components/securitySchemes" };

export function compareSchemes(old: Contract, next: Contract): readonly Finding[] {
  const { kept, removed, added } = matchBy(old.schemes, next.schemes, ({ name }) => name);
  const renamed = matchBy(removed, added, ({ kind }) => kind);
  const subjectOf = ({ name }: SchemeContract): string => `security scheme ${name}`;
  return [
    ...renamed.removed.map((scheme) =>
      note({
        ...{
          code: "security-scheme-removed",
          subject: subjectOf(scheme),
          ...onlyIn("old", scheme, SCHEMES),
        },
        message: "The scheme is gone. What operations ask for instead is told at each of them.",
      }),
    ),
    ...renamed.kept.map(([was, is]) =>
      breaking({
        ...{ code: "security-scheme-renamed", subject: subjectOf(is), ...places(was, is) },
        message: `The scheme \`${was.name}\` is now called \`${is.name}\`.`,
        caller: "The option of the client that carries the secret has another name.",
      }),
    ),
    ...[...kept, ...renamed.kept].flatMap(([was, is]) => compareScheme(was, is, subjectOf(is))),
    ...renamed.added.map((scheme) =>
      addition({
        ...{
          code: "security-scheme-added",
          subject: subjectOf(scheme),
          ...onlyIn("new", scheme, SCHEMES),
        },
        message: "The scheme is new.",
      }),
    ),
  ];
}

function compareScheme(
  old: SchemeContract,
  next: SchemeContract,
  subject: string,
): readonly Finding[] {
  const place = { subject, ...places(old, next) };
  if (old.kind === next.kind)
    return [...compareFlows(old, next, subject), ...compareWords(old, next, subject)];
  const message = `It is \`${next.kind}\`, and was \`${old.kind}\`.`;
  const wire = "Which operations that concerns is told at each of them.";
  return [note({ ...place, code: "security-scheme-changed", message, wire })];
}

type Flow = Readonly<Record<string, Json>>;

function flowsOf({ flows }: SchemeContract): readonly (readonly [string, Flow])[] {
  if (!isObject(flows)) return [];
  return Object.entries(flows).flatMap(([name, flow]) => (isObject(flow) ? [[name, flow]] : []));
}

function compareFlows(
  old: SchemeContract,
  next: SchemeContract,
  subject: string,
): readonly Finding[] {
  const { kept, removed, added } = matchBy(flowsOf(old), flowsOf(next), ([name]) => name);
  const place = { subject, ...places(old, next) };
  return [
    ...removed.map(([name]) => {
      const message = `The flow \`${name}\` is gone.`;
      return undecided({ ...place, code: "oauth-flow-removed", message, keyword: "flows" });
    }),
    ...kept.flatMap(([[name, was], [, is]]) => [
      ...urls(name, was, is, place),
      ...scopes(name, was, is, place),
    ]),
    ...added.map(([name]) =>
      addition({ ...place, code: "oauth-flow-added", message: `The flow \`${name}\` is new.` }),
    ),
  ];
}

type Where = Pick<Parameters<typeof note>[0], "subject" | "old" | "new">;

/** Whether the old address still gives tokens, no document says. */
function urls(name: string, old: Flow, next: Flow, place: Where): readonly Finding[] {
  return ["authorizationUrl", "tokenUrl", "refreshUrl"].flatMap((keyword) => {
    if (old[keyword] === next[keyword]) return [];
    const shown = (url: Json | undefined): string => (url === undefined ? "not set" : String(url));
    const message = `The \`${keyword}\` of \`${name}\` is ${shown(next[keyword])}, and was ${shown(old[keyword])}.`;
    return [undecided({ ...place, code: "oauth-url-changed", message, keyword })];
  });
}

function scopes(name: string, old: Flow, next: Flow, place: Where): readonly Finding[] {
  const entries = ({ scopes: all }: Flow): readonly (readonly [string, Json])[] =>
    isObject(all) ? Object.entries(all) : [];
  const { kept, removed, added } = matchBy(entries(old), entries(next), ([scope]) => scope);
  const described = kept.filter(([[, was], [, is]]) => was !== is);
  return [
    ...removed.map(([scope]) => {
      const message = `The scope \`${scope}\` of \`${name}\` is gone.`;
      return undecided({ ...place, code: "oauth-scope-removed", message, keyword: "scopes" });
    }),
    ...added.map(([scope]) => {
      const message = `The scope \`${scope}\` of \`${name}\` is new.`;
      return addition({ ...place, code: "oauth-scope-added", message });
    }),
    ...described.map(([[scope]]) => {
      const message = `The scope \`${scope}\` of \`${name}\` is described in other words.`;
      return note({ ...place, code: "docs-changed", message });
    }),
  ];
}
