// Samples of formats, edited at random: our verdict is ajv-formats', or the difference has a reason.
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { expect, it } from "vitest";
import { samplesOf } from "../../../generator/fixtures/formats.ts";
import { hasFormat } from "../../../generator/schema/formats.ts";

/** Where ajv-formats is known to be wrong: what a text has that it takes or refuses, and why. */
const REASONS: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  "date-time": [
    [/[+-]\d{4}$/, "takes an offset without a colon"],
    [/^\S{10}\s/, "takes a space for the T"],
    [/:60/, "takes a leap second on any day"],
  ],
  date: [],
  time: [[/[+-]\d{4}$/, "takes an offset without a colon"]],
  duration: [[/H\d+S/, "takes seconds after hours; RFC 3339 has minutes between"]],
  email: [
    [/@[^.]*$/, "refuses a host of one label; RFC 5321 has it"],
    [/@\[/, "refuses literal addresses"],
    [/^"/, "refuses quoted local parts"],
    [/^.{65,}@/, "takes local parts of more than 64 octets"],
  ],
  hostname: [
    [/\.$/, "takes a dot at the end; RFC 1123 has none"],
    [/xn--/i, "takes labels that stand for no name"],
  ],
  ipv4: [],
  ipv6: [],
  uri: [
    [/\/\/[^/?#]*:[^/?#]*/, "takes ports that are no numbers"],
    [/:[?#]/, "refuses an empty path without a host; RFC 3986 has it"],
  ],
  "uri-reference": [
    [/"/, "takes quotation marks"],
    [/^[^/?#]*:/, "takes what is neither a scheme nor a first segment"],
    [/\/\/[^/?#]*:[^/?#]*/, "takes ports that are no numbers"],
  ],
  "uri-template": [[/'/, "refuses apostrophes; RFC 6570 has them (erratum 6937)"]],
  uuid: [[/^urn:/i, "takes URNs"]],
  "json-pointer": [],
  "relative-json-pointer": [[/^\d+[+-]/, "refuses what moves an index"]],
  regex: [[/[^]/, "is without u"]],
  byte: [[/\n/, "takes a text where one line will do"]],
};

const PIECES = [..."0123456789abfzAZ.-+:/?#[]@!$&'()*,;=%~_{}|^\\\"<> TWPDHMSYtvé😀٣"];
const pieces = fc.constantFrom(...PIECES, "..", "::", "//", "%20", "60", "\n");
const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom("put", "cut", "swap"), pieces), {
  maxLength: 3,
});

const ajv = formats.default(new Ajv2020({ strict: false }));

it.each(Object.entries(REASONS))("%s: as ajv-formats, or with a reason", (name, reasons) => {
  const texts = fc.tuple(fc.nat(60), edits).map(([index, changes]) =>
    changes.reduce(
      (text, [place, kind, piece]) => {
        const at = place % (text.length + 1);
        const rest = text.slice(kind === "put" ? at : at + 1);
        return text.slice(0, at) + (kind === "cut" ? "" : piece) + rest;
      },
      samplesOf(name)!(index, 0),
    ),
  );
  const check = ajv.compile({ format: name });
  const property = fc.property(texts, (text) => {
    if (hasFormat(name, text) === check(text)) return;
    expect(
      reasons.filter(([shape]) => shape.test(text)),
      text,
    ).not.toEqual([]);
  });
  fc.assert(property, { numRuns: 2000, seed: 20261120 });
});
