// How a server is set up: its options, its limits, and the checks of these. Types without anything
// of node, because programs see them.
import { type Check, text, told, whole } from "../emulator/checks.ts";
import { problemsOf } from "../emulator/check-settings.ts";
import type { Now } from "../emulator/clock.ts";
import type { Fault } from "./faults.ts";

/** Bounds of what a server takes upon itself. */
export interface ServerLimits {
  /**
   * The bytes of a request's body; more is answered with 413. Default: 2,000,000: a whole batch
   * fits, even where JSON writes six bytes for each of its own.
   */
  readonly bodyBytes: number;
  /** The lines of a request's header; more is answered with 431. Default: 100. */
  readonly headers: number;
  /** How long a client may take for the header of a request, in milliseconds. Default: 10,000. */
  readonly headersMs: number;
  /** The same for a whole request, its body included. Default: 30,000. */
  readonly requestMs: number;
  /** How long a connection without a request stays open, in milliseconds. Default: 60,000. */
  readonly keepAliveMs: number;
  /** Connections at a time; further ones are closed at once. Default: 1000. */
  readonly connections: number;
  /** How long `close()` waits for requests under way, in milliseconds. Default: 5000. */
  readonly stopMs: number;
}

/** A request that was refused before anybody looked at what it wants. */
export interface Refused {
  /**
   * - `host`: its `Host` is none of the server's own (DNS rebinding); `allowedHosts` adds one.
   * - `origin`: a page of another site has sent it.
   * - `contentType`: a browser has sent it without `content-type: application/json`.
   */
  readonly kind: "host" | "origin" | "contentType";
  /** The header as it was; empty where it is missing. */
  readonly value: string;
}

/** The options of a server; all can be left out. */
export interface ServerOptions {
  /** 0: any that is free. Default: 0. */
  readonly port?: number;
  /** The address to listen on, or a name of it. Default: `"127.0.0.1"`: this machine alone. */
  readonly host?: string;
  /** Names, without a port, by which the server may be called beside its own and loopback ones. */
  readonly allowedHosts?: readonly string[];
  /** What the page asks for, but for queues with a token of their own. Default: the emulator's. */
  readonly token?: string;
  /** Whether there is a page for people at `/`. Default: true. */
  readonly page?: boolean;
  readonly limits?: Partial<ServerLimits>;
  /** Failures on purpose, such as `"429:0.1,lost:0.05"`: see `parseFaults`. Default: none. */
  readonly faults?: string | readonly Fault[];
  /** Is told of requests that were refused because of where they came from. */
  readonly onRefused?: (refused: Refused) => void;
  /** The time on the page. Default: the emulator's. */
  readonly clock?: Now;
  /** A number from 0 to 1 that decides about faults. Default: `Math.random`. */
  readonly random?: () => number;
}

const defaultLimits: ServerLimits = {
  bodyBytes: 2_000_000,
  headers: 100,
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 60_000,
  connections: 1000,
  stopMs: 5000,
};

/** What each limit must be. Timers hold 31 bits. */
export const LIMIT_CHECKS: Readonly<Record<keyof ServerLimits, Check>> = {
  bodyBytes: whole(1),
  headers: whole(1),
  headersMs: whole(1, 2_147_483_647),
  requestMs: whole(1, 2_147_483_647),
  keepAliveMs: whole(1, 2_147_483_647),
  connections: whole(1),
  stopMs: whole(0, 2_147_483_647),
};

/** Looks at what decides where a server listens: no host at all would be every address. */
export function checkAddress(host: string, port: number): void {
  const [problem] = problemsOf({ host, port }, { host: text(253), port: whole(0, 65_535) });
  if (problem) throw new TypeError(told(problem, ""));
}

/** All limits, those that are not given by default. @throws TypeError that says what is wrong. */
export function limitsOf(given: Partial<ServerLimits> = {}): ServerLimits {
  const [problem] = problemsOf({ ...given }, LIMIT_CHECKS);
  if (problem) throw new TypeError(told({ ...problem, path: ["limits", ...problem.path] }, ""));
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaultLimits, ...Object.fromEntries(entries) };
}
