// Hostile text in every position of a document: calls send it and answers bring it as it is, in every style
// of parameter and every kind of body. What the wire itself can't carry has a reason by name.
import { expect, it } from "vitest";
import { generate } from "../../generator/index.ts";
import { answersOf } from "../trips/answers.ts";
import { bundled } from "../trips/bundled.ts";
import { loadPackage } from "../trips/load.ts";
import { roundTrips } from "../trips/trip.ts";
import { hostileDocument } from "./hostile-document.ts";
import { expectQuiet } from "./hostile-quiet.ts";
import { MORE_TEXTS } from "./hostile-texts.ts";

/** Half a character: texts of answers have it replaced, as UTF-8 has no bytes for it. */
const HALF = "\ud800";

it.each(MORE_TEXTS)("%j arrives as it was given", async (text) => {
  const document = { path: "h.json", text: JSON.stringify(hostileDocument(() => text, true)) };
  const { files, diagnostics } = generate({ document });
  expectQuiet(files);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code, message }) => [code, message])).toEqual([]);
  const loaded = await loadPackage(document);
  if (typeof loaded === "string") throw new Error(loaded);
  const { calls, differences } = await roundTrips(loaded.made);
  loaded.drop();
  expect(calls).toBeGreaterThan(12);
  expect(differences.filter(({ reason }) => reason === undefined)).toEqual([]);
  const wrong: string[] = [];
  for (const { what, differs } of answersOf(await bundled(files))) {
    const said = await differs();
    if (said !== undefined && text !== HALF) wrong.push(`${what}: ${said}`);
  }
  expect(wrong).toEqual([]);
});
