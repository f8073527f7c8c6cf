// The trips of one document in a thread of its own: the modules of a large package go with it, which a
// process that has imported them keeps.
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type Document, loadPackage } from "./load.ts";
import { type Difference, roundTrips } from "./trip.ts";

/** What became of a document: the codes of its errors, or how its calls went. */
export interface Told {
  readonly refused?: string;
  readonly calls: number;
  readonly differing: number;
  /** How many differences have each reason. */
  readonly reasons: ReadonlyMap<string, number>;
  /** Those without one, as text; the first of them. */
  readonly faults: readonly string[];
}

const SHOWN = 20;

export async function tell(document: Document): Promise<Told> {
  const loaded = await loadPackage(document);
  if (typeof loaded === "string")
    return { refused: loaded, calls: 0, differing: 0, reasons: new Map(), faults: [] };
  try {
    const { calls, differing, differences } = await roundTrips(loaded.made);
    const faults = differences.filter(({ reason }) => reason === undefined);
    const shown = faults.slice(0, SHOWN).map((fault) => JSON.stringify(fault));
    return { calls, differing, reasons: counted(differences), faults: shown };
  } finally {
    loaded.drop();
  }
}

function counted(differences: readonly Difference[]): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  for (const { reason } of differences)
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return reasons;
}

/** The same in a thread. */
export async function tellApart(document: Document): Promise<Told> {
  const worker = new Worker(new URL(import.meta.url), { workerData: document });
  try {
    return await new Promise<Told>((resolve, reject) => {
      worker.once("message", resolve).once("error", reject);
    });
  } finally {
    await worker.terminate();
  }
}

// Some other thread imports this module for `tell` alone.
if (!isMainThread && isDocument(workerData)) parentPort?.postMessage(await tell(workerData));

function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null && "text" in value && "path" in value;
}
