// What is wrong with a configuration, all of it at once, each with its place. Reads no file.
import { problemsOf, settingsProblems } from "../emulator/check-settings.ts";
import {
  type Check,
  flag,
  isObject,
  oneOf,
  type Problem,
  text,
  TOKEN_CHECK,
  whole,
} from "../emulator/checks.ts";
import { QUEUE_CHECKS } from "../emulator/check-queue.ts";
import type { QueueDefaults, QueueOptions } from "../emulator/queues.ts";
import type { Settings } from "../emulator/settings.ts";
import { parseFaults } from "../server/faults.ts";
import { LIMIT_CHECKS, type ServerLimits } from "../server/options.ts";

/** A configuration; all can be left out. */
export interface Config {
  readonly queues?: readonly QueueOptions[];
  readonly defaults?: QueueDefaults;
  readonly create?: "onFirstUse" | "configured";
  readonly token?: string;
  readonly settings?: Partial<Settings>;
  readonly port?: number;
  readonly host?: string;
  readonly allowedHosts?: readonly string[];
  readonly page?: boolean;
  readonly store?: string;
  readonly faults?: string;
  readonly limits?: Partial<ServerLimits>;
}

type Part = "queues" | "defaults" | "settings" | "allowedHosts" | "faults" | "limits";

export const PORT_CHECK: Check = whole(0, 65_535);
const NAME_CHECK = text(253);

const PLAIN: Readonly<Record<Exclude<keyof Config, Part>, Check>> = {
  create: oneOf("onFirstUse", "configured"),
  token: TOKEN_CHECK,
  port: PORT_CHECK,
  host: NAME_CHECK,
  page: flag,
  store: text(4096),
};

const { name: _, id: __, ...DEFAULT_CHECKS } = QUEUE_CHECKS;

const PARTS: Readonly<Record<Part, (value: unknown) => readonly Problem[]>> = {
  queues: (value) => [...listOf(queueProblems)(value), ...repeatedNames(value)],
  defaults: objectOf(DEFAULT_CHECKS),
  settings: settingsProblems,
  allowedHosts: listOf((value) =>
    NAME_CHECK[0](value) ? [] : [{ path: [], message: `must be ${NAME_CHECK[1]}` }],
  ),
  faults: faultProblems,
  limits: objectOf(LIMIT_CHECKS),
};

/** The problems of a configuration; none: it is a `Config`. */
export function configProblems(config: unknown): readonly Problem[] {
  if (!isObject(config)) return [{ path: [], message: "must be an object" }];
  const plain = Object.entries(config).filter(([key]) => !Object.hasOwn(PARTS, key));
  const parts = Object.entries(PARTS).flatMap(([key, check]) => {
    return config[key] === undefined ? [] : within(key, check(config[key]));
  });
  return [...problemsOf(Object.fromEntries(plain), PLAIN, Object.keys(PARTS)), ...parts];
}

function within(step: string | number, problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ path, message }) => ({ path: [step, ...path], message }));
}

function listOf(
  item: (value: unknown) => readonly Problem[],
): (value: unknown) => readonly Problem[] {
  return (value) =>
    Array.isArray(value)
      ? value.flatMap((one: unknown, index) => within(index, item(one)))
      : [{ path: [], message: "must be a list" }];
}

function objectOf(checks: Readonly<Record<string, Check>>): (value: unknown) => readonly Problem[] {
  return (value) =>
    isObject(value) ? problemsOf(value, checks) : [{ path: [], message: "must be an object" }];
}

function queueProblems(value: unknown): readonly Problem[] {
  const problems = objectOf(QUEUE_CHECKS)(value);
  const isNameless = isObject(value) && value["name"] === undefined;
  return isNameless ? [{ path: ["name"], message: "is missing" }, ...problems] : problems;
}

/** A name that is there twice would leave one of the two without effect. */
function repeatedNames(queues: unknown): readonly Problem[] {
  if (!Array.isArray(queues)) return [];
  const names = queues.map((queue: unknown) => (isObject(queue) ? queue["name"] : undefined));
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    const isAgain = name !== undefined && first < index;
    return isAgain ? [{ path: [index, "name"], message: `is that of queues[${first}] too` }] : [];
  });
}

function faultProblems(value: unknown): readonly Problem[] {
  if (typeof value !== "string") return [{ path: [], message: 'must be a text such as "429:0.1"' }];
  try {
    parseFaults(value);
    return [];
  } catch (error) {
    return [{ path: [], message: `can't be read: ${(error as Error).message}` }];
  }
}
