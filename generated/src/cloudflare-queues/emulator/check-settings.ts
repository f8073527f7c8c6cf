// Settings that come from outside, looked at one by one: a misspelled one would silently be the
// default, and one of the wrong type would fail much later.
import { type Check, isObject, oneOf, type Problem, text, told, whole } from "./checks.ts";
import { didYouMean } from "./closest.ts";
import { CODES } from "./codes.ts";
import { defaultSettings, type Settings, type WarningKind } from "./settings.ts";

type Plain = Exclude<keyof Settings, "statuses" | "warningTexts">;

const CHECKS: Readonly<Record<Plain, Check>> = {
  warnings: oneOf("map", "list"),
  lateAcks: oneOf("accept", "warn"),
  lateRetries: oneOf("warn", "accept"),
  unknownLeases: oneOf("warn", "ignore"),
  settledAgain: oneOf("warn", "ignore"),
  ackedAndRetried: oneOf("ack", "retry"),
  ackCounts: oneOf("present", "absent"),
  maxRetriesCounts: oneOf("retries", "deliveries"),
  deadLetterAttempts: oneOf("continue", "reset"),
  jsonBodies: oneOf("base64", "plain"),
  metadata: oneOf("object", "null", "absent"),
  pullResult: oneOf("object", "list"),
  pushResult: oneOf("metrics", "absent"),
  pullBounds: oneOf("refuse", "clamp"),
  emptyBatch: oneOf(10013, 10206, 10207),
  invalidConsumerBody: oneOf(10026, 10207),
  fractionalDelays: oneOf("refuse", "accept"),
  messageOverheadBytes: whole(0),
  maxMessageBytes: whole(1),
  maxBatchBytes: whole(1),
  maxBatchMessages: whole(1),
  maxDelaySeconds: whole(0),
  maxPullMessages: whole(1),
  defaultPullMessages: whole(1),
  maxVisibilityTimeoutMs: whole(1),
  maxLeases: orNull(whole(1)),
  maxBacklogBytes: whole(0),
  retryAfterSeconds: whole(0),
};

const TEXT = text(1000);
const WARNING_TEXTS: Readonly<Record<WarningKind, Check>> = {
  unknown: TEXT,
  late: TEXT,
  settledAgain: TEXT,
  ackedAndRetried: TEXT,
};

/** Failures only: a success in the place of one would be taken for a result. */
const STATUSES: Readonly<Record<string, Check>> = Object.fromEntries(
  Object.keys(CODES).map((code) => [code, whole(400, 599)]),
);

/** All settings, those that are not given by default. @throws TypeError that says what is wrong. */
export function settingsOf(given: Partial<Settings> = {}): Settings {
  const [problem] = settingsProblems(given);
  if (problem) throw new TypeError(told({ ...problem, path: ["settings", ...problem.path] }, ""));
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  const warningTexts = { ...defaultSettings.warningTexts, ...given.warningTexts };
  return { ...defaultSettings, ...Object.fromEntries(entries), warningTexts };
}

/** What is wrong with settings; empty where they can be used. Those left out are no problem. */
export function settingsProblems(settings: unknown): readonly Problem[] {
  if (!isObject(settings)) return [{ path: [], message: "must be an object" }];
  const { statuses, warningTexts, ...plain } = settings;
  return [
    ...problemsOf(plain, CHECKS, ["statuses", "warningTexts"]),
    ...within("statuses", statuses, STATUSES),
    ...within("warningTexts", warningTexts, WARNING_TEXTS),
  ];
}

/** What is wrong with the properties of an object, each by the check of its name. */
export function problemsOf(
  object: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  others: readonly string[] = [],
): readonly Problem[] {
  return Object.entries(object).flatMap(([key, value]): Problem[] => {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (!check) {
      const meant = didYouMean(key, [...Object.keys(checks), ...others]);
      return [{ path: [key], message: `does not exist.${meant}` }];
    }
    const [isRight, wanted] = check;
    if (value === undefined || isRight(value)) return [];
    return [{ path: [key], message: `must be ${wanted}` }];
  });
}

function within(
  name: string,
  value: unknown,
  checks: Readonly<Record<string, Check>>,
): readonly Problem[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [{ path: [name], message: "must be an object" }];
  return problemsOf(value, checks).map((one) => ({ ...one, path: [name, ...one.path] }));
}

function orNull([isRight, wanted]: Check): Check {
  return [(value) => value === null || isRight(value), `${wanted}, or null`];
}
