// Failures on purpose: how often each kind happens, and which one a request meets. Pure; what a kind
// does to a request is done elsewhere, once over a connection and once around a Fetch.
import { didYouMean } from "../emulator/closest.ts";

/**
 * A kind of failure. Before the operation, which does not take place:
 * - `429`, `500`, `503`: the status, in the service's envelope; 429 with `Retry-After: 1`.
 * - `timeout`: there is never an answer.
 * - `reset`: the connection breaks.
 *
 * After the operation, which has taken place:
 * - `lost`: the connection breaks before the answer.
 * - `cut`: the answer breaks off in the middle of its body.
 * - `garbage`: a 200 with a page of HTML or broken JSON.
 */
export type FaultKind = "429" | "500" | "503" | "timeout" | "reset" | "lost" | "cut" | "garbage";

/** How often a failure happens. */
export interface Fault {
  readonly kind: FaultKind;
  /** The part of all requests that meet it, from 0 to 1. */
  readonly rate: number;
}

const KINDS: readonly FaultKind[] = [
  "429",
  "500",
  "503",
  "timeout",
  "reset",
  "lost",
  "cut",
  "garbage",
];

/**
 * Reads `"429:0.1,timeout:0.05"`: kinds, each once, with the part of all requests that meet it. A
 * request meets one of them at most, so that they are 1 together at most.
 *
 * @throws TypeError that says what is wrong and at which character.
 */
export function parseFaults(text: string): readonly Fault[] {
  let at = 1;
  const faults: Fault[] = [];
  for (const part of text.split(",")) {
    faults.push(faultOf(part, at, faults));
    at += part.length + 1;
  }
  return checkedFaults(faults);
}

/** The faults as they are, read where they are a text. @throws TypeError */
export function faultsOf(faults: string | readonly Fault[]): readonly Fault[] {
  return typeof faults === "string" ? parseFaults(faults) : checkedFaults(faults);
}

/** What a request meets; undefined: nothing. `draw` is from 0 to 1, without 1. */
export function meets(faults: readonly Fault[], draw: number): FaultKind | undefined {
  let from = 0;
  for (const { kind, rate } of faults) {
    from += rate;
    if (draw < from) return kind;
  }
  return undefined;
}

/** Whether the operation takes place all the same. */
export function isAfter(kind: FaultKind): kind is "lost" | "cut" | "garbage" {
  return kind === "lost" || kind === "cut" || kind === "garbage";
}

function faultOf(part: string, at: number, before: readonly Fault[]): Fault {
  const where = at + (part.length - part.trimStart().length);
  const [name = "", rate, ...rest] = part.trim().split(":");
  const wrong = (what: string): TypeError => new TypeError(`character ${where}: ${what}`);
  const kind = KINDS.find((known) => known === name.toLowerCase());
  if (name === "") throw wrong('a fault is expected, such as "429:0.1"');
  if (!kind) {
    const meant = didYouMean(name, KINDS) || ` There are ${KINDS.join(", ")}.`;
    throw wrong(`${JSON.stringify(name)} is no fault.${meant}`);
  }
  if (rate === undefined || rest.length > 0 || !/^(0|1|0?\.\d+|[01]\.0*)$/.test(rate)) {
    throw wrong(`${kind} needs a rate from 0 to 1, such as "${kind}:0.1"`);
  }
  if (before.some((other) => other.kind === kind)) throw wrong(`${kind} is there twice`);
  return { kind, rate: Number(rate) };
}

function checkedFaults(faults: readonly Fault[]): readonly Fault[] {
  const sum = faults.reduce((so, { rate }) => so + rate, 0);
  // Rates such as 0.7 + 0.2 + 0.1 are a little more than 1 in floating point.
  if (!(sum <= 1 + 1e-9))
    throw new TypeError(`the rates of the faults are ${sum} together, over 1`);
  return faults;
}
