// Which statements of the produced sources have to be type-checked again after a change: those that are
// new, and those that name a declaration that is new, changed or gone. The rest was checked before.
import ts from "typescript";

/** The statements to check by source file; undefined: too much has changed, so check everything. */
export type Touched = ReadonlyMap<ts.SourceFile, readonly ts.Node[]> | undefined;

/** Above so many changed names a search for each costs more than it saves. */
const MOST_NAMES = 300;

/** `before` gives the source that a file had when everything was checked. */
export function touchedIn(
  sources: readonly ts.SourceFile[],
  before: (path: string) => ts.SourceFile | undefined,
): Touched {
  const found = new Map<ts.SourceFile, Set<ts.Node>>();
  const names = new Set<string>();
  for (const source of sources) {
    const old = before(source.fileName);
    if (old === source) continue;
    const [fresh, lost] = [without(source, old), old === undefined ? [] : without(old, source)];
    found.set(source, new Set(fresh));
    for (const name of [...fresh, ...lost].flatMap(namesOf)) names.add(name);
  }
  if (names.size > MOST_NAMES) return undefined;
  for (const source of sources) {
    const nodes = found.get(source) ?? new Set();
    for (const statement of naming(source, names)) nodes.add(statement);
    // What it imports may have another name now, though no statement of its own has changed.
    for (const statement of source.statements) if (isImport(statement)) nodes.add(statement);
    found.set(source, nodes);
  }
  return new Map([...found].map(([source, nodes]) => [source, [...nodes]]));
}

/** The statements of a source that another version of it does not have. */
function without(source: ts.SourceFile, other: ts.SourceFile | undefined): readonly ts.Statement[] {
  const texts = new Set(other?.statements.map((statement) => statement.getFullText(other)));
  return source.statements.filter((statement) => !texts.has(statement.getFullText(source)));
}

function isImport(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
}

/** The names that a statement declares. */
function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => {
      return ts.isIdentifier(name) ? [name.text] : name.elements.map((each) => each.getText());
    });
  }
  const { name } = statement as { readonly name?: ts.Node };
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

/** The statements in which one of the names stands. */
function naming(
  { text, statements }: ts.SourceFile,
  names: ReadonlySet<string>,
): readonly ts.Statement[] {
  if (names.size === 0) return [];
  const pattern = new RegExp(`(?<![\\w$])(?:${[...names].map(escaped).join("|")})(?![\\w$])`, "g");
  const found: ts.Statement[] = [];
  let index = 0;
  for (;;) {
    const match = pattern.exec(text);
    if (match === null) return found;
    while (statements[index] !== undefined && statements[index]!.end <= match.index) index++;
    const statement = statements[index];
    if (statement === undefined) return found;
    found.push(statement);
    pattern.lastIndex = statement.end;
  }
}

function escaped(name: string): string {
  return name.replaceAll("$", "\\$");
}
