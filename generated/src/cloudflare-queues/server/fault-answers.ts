// What failures on purpose say, the same over a connection and around a Fetch.
import { type Answer, failure } from "../emulator/answers.ts";
import { Refusal } from "../emulator/codes.ts";
import { defaultSettings } from "../emulator/settings.ts";

const SAID = "A failure on purpose.";

/** The answers that are statuses. */
export const FAULT_ANSWERS: Readonly<Record<"429" | "500" | "503", Answer>> = {
  "429": failure(new Refusal(10250, SAID), defaultSettings),
  "500": failure(new Refusal(15000, SAID), defaultSettings),
  "503": { ...failure(new Refusal(15000, SAID), defaultSettings), status: 503 },
};

/** A success that nobody can read, with its media type. `draw` is from 0 to 1. */
export function garbage(draw: number): { readonly type: string; readonly text: string } {
  return draw < 0.5
    ? {
        type: "text/html",
        text: "<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>",
      }
    : {
        type: "application/json",
        text: '{"success":true,"errors":[],"messages":[],"result":{"mes',
      };
}
