// Settings from outside: each is looked at, and those that are not given are the default.
import { describe, expect, it } from "vitest";
import { defaultSettings, emulator } from "../../templates/cloudflare-queues/emulator.ts";
import {
  settingsOf,
  settingsProblems,
} from "../../templates/cloudflare-queues/emulator/check-settings.ts";

describe("settings", () => {
  it.each([
    [{ lateAck: "warn" }, 'settings.lateAck does not exist. Did you mean "lateAcks"?'],
    [{ nonsense: 1 }, "settings.nonsense does not exist."],
    [{ __proto__: null, constructor: 1 }, "settings.constructor does not exist."],
    [{ warnings: "lists" }, "settings.warnings must be one of map, list"],
    [{ emptyBatch: 10202 }, "settings.emptyBatch must be one of 10013, 10206, 10207"],
    [{ maxBatchMessages: 0 }, "settings.maxBatchMessages must be a whole number, 1 or more"],
    [{ maxLeases: 1.5 }, "settings.maxLeases must be a whole number, 1 or more, or null"],
    [
      { statuses: { 10104: 200 } },
      "settings.statuses.10104 must be a whole number from 400 to 599",
    ],
    [{ statuses: { 10105: 404 } }, "settings.statuses.10105 does not exist."],
    [{ statuses: [] }, "settings.statuses must be an object"],
    [{ warningTexts: { late: 1 } }, "settings.warningTexts.late must be a text"],
    [
      { warningTexts: { lat: "" } },
      'settings.warningTexts.lat does not exist. Did you mean "late"?',
    ],
    ["all", "settings must be an object"],
  ])("%j: %s", (settings, told) => {
    expect(() => emulator({ settings: settings as object })).toThrow(told);
    expect(() => emulator({ settings: settings as object })).toThrow(TypeError);
  });

  it("that are right are taken; the others are the default", () => {
    expect(settingsOf()).toEqual(defaultSettings);
    expect(settingsProblems(defaultSettings)).toEqual([]);
    const given = { lateAcks: "warn", maxLeases: null, statuses: { 10104: 410 } } as const;
    expect(settingsOf({ ...given, warningTexts: { late: "Late." } as never })).toEqual({
      ...defaultSettings,
      ...given,
      warningTexts: { ...defaultSettings.warningTexts, late: "Late." },
    });
    expect(settingsOf({ lateAcks: undefined as never })).toEqual(defaultSettings);
  });
});

it("names an option of a queue that may have been meant", () => {
  const queues = [{ name: "q", maxRetrys: 1 } as never];
  expect(() => emulator({ queues })).toThrow(
    'option maxRetrys, which does not exist. Did you mean "maxRetries"?',
  );
});
