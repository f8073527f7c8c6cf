// The line: text → document → model → files. Pure: it reads no disk, knows no time and never throws
// for a bad document; what is wrong with one is in the diagnostics.
import { type Coverage, coverageOf } from "./coverage.ts";
import { type Diagnostic, hasErrors } from "./diagnostics.ts";
import { downgrade } from "./document/downgrade.ts";
import { load } from "./document/load.ts";
import { link } from "./document/link.ts";
import { bundleLosses } from "./document/without-ids.ts";
import { upgrade } from "./document/upgrade.ts";
import { documentFile, packageName } from "./emit/package.ts";
import { type Made, makeFixtures } from "./fixtures/make.ts";
import type { Memory } from "./memory.ts";
import { build } from "./model/build.ts";
import { withoutFaults } from "./model/faults.ts";
import type { Api, Pointer } from "./model/model.ts";
import { relocate } from "./model/moved.ts";
import { noRecall } from "./model/recall.ts";
import { emitAll } from "./emitted.ts";
import { needed } from "./needed.ts";
import { layOver, type Overlay, OVERLAY_MANIFEST } from "./overlay.ts";
import type { Without } from "./parts.ts";
import { checkSchemas } from "./schema/check.ts";
import { compileSchemas, isLarge } from "./schema/compile.ts";
import { asserted } from "./schema/formats.ts";

export interface GenerateInput {
  /** `path` is shown in messages; its last step in the headers of emitted files. */
  readonly document: { readonly path: string; readonly text: string };
  /** Files that the document refers to, by their paths from its folder or their URIs. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  /** The hand-written run time by file name; what is needed of it is copied byte for byte. */
  readonly runtime: ReadonlyMap<string, string>;
  /** Hand-written files laid over the output; undefined: none. */
  readonly overlay?: Overlay | undefined;
  readonly options: GenerateOptions;
  /** What runs before this one made of the document's schemas. Default: nothing is known. */
  readonly memory?: Memory | undefined;
}

export interface GenerateOptions {
  /** The name of the package. Default: made of the document's title. */
  readonly name?: string;
  /** Whether validators assert formats that are known, or take all for notes. Default: "assert". */
  readonly formats?: "assert" | "annotate";
  /** How many varied values of each schema the fixtures have, 1,000 at most. Default: none. */
  readonly samples?: number;
  /** Parts that are not made. Default: none. */
  readonly without?: Without;
}

export interface GenerateOutput {
  /** Text by path from the output folder; empty where there are errors. */
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** What became of each operation and schema; undefined where there are errors. */
  readonly coverage?: () => Coverage;
}

export function generate(input: GenerateInput): GenerateOutput {
  const loaded = load(input.document);
  if (loaded.document === undefined) return refused(loaded.diagnostics);
  const linked = link(loaded.document, input.files);
  const broken = [...loaded.diagnostics, ...linked.diagnostics, ...bundleLosses(linked.document)];
  if (hasErrors(broken)) return refused(broken);

  const upgraded = upgrade(linked.document);
  const built = build(upgraded.document);
  const read = [...broken, ...upgraded.diagnostics, ...built.diagnostics];
  const inDocument = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    found.map((entry) => relocate(entry, built.api.moved));
  const { formats, samples, without = [] } = input.options;
  if (hasErrors(read)) {
    const schemas = asserted(built.api.schemas, { formats });
    return refused([...read, ...inDocument(checkSchemas(schemas))]);
  }
  const name = nameOf(input, built.api);
  const salt = JSON.stringify({ formats, samples, name, large: isLarge(built.api.schemas.length) });
  const recall = input.memory?.open(built.api.schemas, salt) ?? noRecall;
  const compiled = compileSchemas(built.api.schemas, { formats }, recall);
  if (hasErrors(compiled.diagnostics))
    return refused([...read, ...inDocument(compiled.diagnostics)]);

  const made = without.includes("fixtures")
    ? NO_FIXTURES
    : makeFixtures(built.api.schemas, compiled.compiled, { formats, samples }, recall);
  const older = downgrade(linked.document);
  const diagnostics = distinct([
    ...read,
    ...inDocument([...compiled.diagnostics, ...made.diagnostics]),
    ...older.diagnostics,
  ]);
  if (hasErrors(diagnostics)) return refused(diagnostics);

  const sound = withoutFaults(built.api, faultsOf(made.diagnostics));
  const whole = {
    ...{ api: sound, compiled: compiled.compiled, fixtures: made.fixtures },
    ...{ name, document: linked.document },
  };
  const emitted = [
    ...emitAll({ ...whole, recall, without }),
    documentFile("openapi-3.0.json", older.root),
    ...[...input.runtime].map(([file, text]) => ({ path: `src/runtime/${file}`, text })),
  ];
  input.memory?.close();
  return {
    files: needed(layOver(emitted, input.overlay)),
    diagnostics,
    coverage: () => coverageOf(sound, built.found, made.fixtures, diagnostics),
  };
}

function refused(diagnostics: readonly Diagnostic[]): GenerateOutput {
  return { files: new Map(), diagnostics };
}

/** What several operations share is said once. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ code, message, at }: Diagnostic): string => JSON.stringify([code, message, at]);
  return [...new Map(diagnostics.map((found) => [keyOf(found), found])).values()];
}

/** Where examples and defaults stand that contradict their schemas. */
function faultsOf(diagnostics: readonly Diagnostic[]): ReadonlySet<Pointer> {
  const faults = diagnostics.filter(({ code }) => code === "bad-example" || code === "bad-default");
  return new Set(faults.map(({ at }) => String(at)));
}

const NO_FIXTURES: Made = { fixtures: [], diagnostics: [] };

/** An overlay's package.json names the package before the title does. */
function nameOf({ options, overlay }: GenerateInput, api: Api): string {
  if (options.name !== undefined) return options.name;
  const manifest: unknown = JSON.parse(overlay?.files.get(OVERLAY_MANIFEST) ?? "{}");
  const named =
    typeof manifest === "object" && manifest !== null && "name" in manifest
      ? manifest.name
      : undefined;
  return typeof named === "string" ? named : packageName(api.title);
}
