// Two documents → what changed between them, for those who call the API and for those who call the
// generated code. Reads as a table of contents: each aspect has its file. Pure: it opens nothing, prints
// nothing and sets no version.
import type { Document } from "../document/document.ts";
import { upgrade } from "../document/upgrade.ts";
import type { Change } from "./change.ts";
import { compareComponents } from "./components.ts";
import type { Contract } from "./contract.ts";
import { compareExtensions } from "./extensions.ts";
import type { Finding } from "./finding.ts";
import { compareInfo } from "./info.ts";
import { compareOperations } from "./operations.ts";
import { readContract } from "./read.ts";
import { decideSchemas } from "./schemas/decide.ts";
import type { Session } from "./schemas/difference.ts";
import { createIds } from "./schemas/ids.ts";
import { compareSchemes } from "./schemes.ts";
import { compareServers } from "./servers.ts";

/** Places of schemas that are compared: a few for each schema of the largest documents. */
const STEPS = 500_000;

export interface Differences {
  readonly changes: readonly Change[];
}

/** What changed from one document to another; both as authored and linked. */
export function diff(old: Document, next: Document): Differences {
  const [was, is] = [old, next].map((document) => readContract(upgrade(document).document));
  const schemas = { old: was!.schemas, new: is!.schemas };
  const session: Session = { schemas, ids: createIds(schemas), budget: { steps: STEPS } };
  return { changes: decideSchemas(session, compare(was!, is!, session)) };
}

function compare(old: Contract, next: Contract, { ids }: Session): readonly Finding[] {
  return [
    ...compareInfo(old, next),
    ...compareServers(old, next, "the document"),
    ...compareSchemes(old, next),
    ...compareExtensions({ ...old, at: "" }, { ...next, at: "" }, "the document"),
    ...compareOperations(old, next),
    ...compareComponents(old, next, ids),
  ];
}
