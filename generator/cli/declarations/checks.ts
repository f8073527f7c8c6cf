// Programs of one line each that compile only where code written for the old declarations still does with
// the new ones, and what the compiler said of them.
import ts from "typescript";
import type { Export } from "./exports.ts";
import { CHECKS, type Side, TYPES } from "./program.ts";

/**
 * `used`: the new value takes the place of the old one, `replaced` the other way round; `given` and
 * `got`: a type, from where callers stand.
 */
export type Kind = "used" | "replaced" | "given" | "got";

export interface Pair {
  readonly old: Export;
  readonly new: Export;
}

export interface Check extends Pair {
  readonly kind: Kind;
}

/** The text of all checks, one on each line below the imports. */
export function printChecks(checks: readonly Check[]): string {
  const entries = [
    ...new Set(checks.flatMap((check) => [modulesOf(check.old), modulesOf(check.new)])),
  ];
  const names = new Map(entries.map((entry, index) => [entry, index]));
  const imports = entries.flatMap((path, index) =>
    (["old", "new"] as const).map((side) => {
      const from = path === TYPES ? `./${side}-types/${path}` : `./${side}/${path}`;
      return `import type * as ${side}${index} from ${JSON.stringify(from.replace(/\.d\.ts$/, ".js"))};`;
    }),
  );
  const refer = (side: Side, it: Export): string =>
    `${side}${names.get(modulesOf(it))}.${it.file === TYPES ? it.symbol.name : it.name}`;
  return [imports.join(" "), ...checks.map((check, index) => line(check, index, refer))].join("\n");
}

/** The module by which a check names an export: its entry, or the types themselves. */
function modulesOf({ file, path }: Export): string {
  return file === TYPES ? TYPES : path;
}

function line(check: Check, index: number, refer: (side: Side, it: Export) => string): string {
  const [old, next] = [refer("old", check.old), refer("new", check.new)];
  const forth = check.kind === "given" || check.kind === "replaced";
  const [from, to] = forth ? [old, next] : [next, old];
  if (check.kind === "used" || check.kind === "replaced")
    return `${value(index, from, to)}${isMade(check) ? ` ${made(index, from, to)}` : ""}`;
  const { parameters, names, optional } = generics(check.old.symbol);
  const fits = (name: string, own: string, given: string): string =>
    `export function ${name}${index}${own}(x: ${from}${given}): ${to}${given} { return x; }`;
  return `${fits("f", parameters, names)}${optional ? ` ${fits("d", "", "")}` : ""}`;
}

function value(index: number, from: string, to: string): string {
  return `declare const n${index}: typeof ${from}; export const v${index}: typeof ${to} = n${index};`;
}

/** What one class is made with must do for the other: the compiler compares constructors both ways. */
function made(index: number, from: string, to: string): string {
  const [given, taken] = [to, from].map((name) => `ConstructorParameters<typeof ${name}>`);
  return `declare const p${index}: ${given}; export const q${index}: ${taken} = p${index};`;
}

/** Whether it is a class that others may make instances of. */
function isMade({ old, new: next }: Check): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const classes = [old, next].flatMap(({ symbol }) =>
    (symbol.declarations ?? []).filter(ts.isClassDeclaration),
  );
  const constructors = classes[0]?.members.filter(ts.isConstructorDeclaration) ?? [];
  const isOpen = constructors.every((one) => (ts.getCombinedModifierFlags(one) & hidden) === 0);
  return classes.length === 2 && isOpen;
}

/** The parameters of a generic type, with the bounds that mean the same everywhere. */
function generics(symbol: ts.Symbol): {
  readonly parameters: string;
  readonly names: string;
  /** Whether the type can be named without any. */
  readonly optional: boolean;
} {
  const declaration = symbol.declarations?.find(
    (one) =>
      ts.isInterfaceDeclaration(one) ||
      ts.isTypeAliasDeclaration(one) ||
      ts.isClassDeclaration(one),
  );
  const all = declaration?.typeParameters ?? [];
  if (all.length === 0) return { parameters: "", names: "", optional: false };
  const parameters = all.map(({ constraint }, index) => {
    const plain = constraint !== undefined && ts.isToken(constraint);
    return plain ? `T${index} extends ${constraint.getText()}` : `T${index}`;
  });
  const names = all.map((_, index) => `T${index}`);
  const optional = all.every((one) => one.default !== undefined);
  return { parameters: `<${parameters.join(", ")}>`, names: `<${names.join(", ")}>`, optional };
}

export interface Said {
  /** Why it does not compile; undefined: it does. */
  readonly problem: string | undefined;
  /** Whether the compiler could tell. */
  readonly decided: boolean;
}

/** What the compiler says of each check, in their order. */
export function readChecks(program: ts.Program, checks: readonly Check[]): readonly Said[] {
  const source = program.getSourceFile(CHECKS)!;
  const byLine = new Map<number, ts.Diagnostic>();
  for (const found of [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ]) {
    const { line: number } = source.getLineAndCharacterOfPosition(found.start ?? 0);
    if (!byLine.has(number)) byLine.set(number, found);
  }
  return checks.map((_, index) => {
    const found = byLine.get(index + 1);
    if (found === undefined) return { problem: undefined, decided: true };
    return { problem: reasonOf(found), decided: NOT_ASSIGNABLE.has(found.code) };
  });
}

/** What the compiler says of types that don't fit, and not of a check that is wrong itself. */
const NOT_ASSIGNABLE: ReadonlySet<number> = new Set([2322, 2559, 2739, 2740, 2741, 2375, 2719]);

const LONGEST = 240;

/** The innermost reason, without the places of the two sides. */
function reasonOf({ messageText }: ts.Diagnostic): string {
  let inner: string | ts.DiagnosticMessageChain = messageText;
  while (typeof inner !== "string" && inner.next?.[0] !== undefined) inner = inner.next[0];
  const text = (typeof inner === "string" ? inner : inner.messageText)
    .replace(/import\("[^"]*"(?:, \{ with: \{[^}]*\} \})?\)\.?/g, "")
    .replace(/\b(?:old|new)\d+\./g, "")
    .replace(/\s+/g, " ");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} …`;
}
