import { bundleSize } from "../../bench/sizes.ts";
import { describe, expect, it } from "vitest";
import { samplesOf } from "../../../generator/fixtures/formats.ts";
import { typeName } from "../../../generator/model/names.ts";
import type { NamedSchema, Schema } from "../../../generator/model/model.ts";
import { compileSchemas, type CompiledSchema } from "../../../generator/schema/compile.ts";
import { FORMATS, hasFormat } from "../../../generator/schema/formats.ts";
import { helpers } from "../../../generator/schema/helpers.ts";
import { runnable, type Runnable } from "../../../generator/schema/run.ts";

function named(name: string, schema: Schema): NamedSchema {
  const docs = { summary: "", description: "", deprecated: false };
  return { name, schema, examples: [], role: "component", docs, at: `/${name}` };
}
function compile(schema: Schema, formats?: "annotate"): CompiledSchema {
  return compileSchemas([named("T", schema)], { formats }).compiled[0]!;
}
function run(schema: Schema): Runnable {
  return runnable([compile(schema)]).get("T")!;
}
const printed = (schema: Schema): string => compile(schema).guard.statements.join("\n");

// What the suite does not ask (test/suite/formats.test.ts).
it.each([
  ["date-time", "2016-12-31T23:59:60Z", true],
  ["date-time", "2017-01-01T00:59:60+01:00", true],
  ["date-time", "2016-12-30T23:59:60Z", false],
  ["date-time", "2016-12-31T24:00:00Z", false],
  ["date-time", "2024-02-29t00:00:00z", true],
  ["date-time", "2023-02-29T00:00:00Z", false],
  ["date-time", "2024-05-17T09:30:00", false],
  ["time", "09:30:00.", false],
  ["duration", "P", false],
  ["duration", "P1YT", false],
  ["email", `${"a".repeat(64)}@example.com`, true],
  ["email", `${"a".repeat(65)}@example.com`, false],
  ["email", `a@${"b".repeat(64)}.com`, false],
  ["email", "a@[IPv6:1::2]", true],
  ["email", "a@[1::2]", false],
  ["email", '"a\\"b"@example.com', true],
  ["idn-email", `${"ü".repeat(32)}@exämple.com`, true],
  ["idn-email", `${"ü".repeat(33)}@exämple.com`, false],
  ["hostname", "r3---sn-ab.example.com", true],
  ["hostname", "xn--", false],
  ["idn-hostname", "bücher.example", true],
  ["idn-hostname", "Bücher.example", false],
  ["idn-hostname", "xn--bcher-kva.example", true],
  ["idn-hostname", "\ud800.example", false],
  ["ipv6", "1:2:3:4:5:6:7::", true],
  ["ipv6", "1:2:3:4:5:6:7:8::", false],
  ["ipv6", ":::", false],
  ["uri", "http://a%4/1", false],
  ["uri", "http://user:pass@[::1]:80/?a#b", true],
  ["uri", "http://[v1.a:b]", true],
  ["uri", "http://a@b@c", false],
  ["uri", "http://a:b:c", false],
  ["uri", "a:b#c#d", false],
  ["iri", "http://ü/\ud800", false],
  ["iri", "http://ü/\ue000", false],
  ["iri", "http://ü/?\ue000", true],
  ["uri-template", "{a,b*,c:10}{?d}", true],
  ["uri-template", "{a{b}}", false],
  ["uri-template", "{a:0}", false],
  ["relative-json-pointer", "0+1/a", true],
  ["relative-json-pointer", "0+1#", false],
  ["regex", "(?<a>.)\\k<a>", true],
  ["regex", "\\-", false],
  ["byte", "", true],
  ["byte", "YQ==", true],
  ["byte", "YQ", false],
  ["byte", "YQ==YQ==", false],
  ["byte", "Y===", false],
  ["byte", "_-_-", false],
  ["base64url", "_-8", true],
  ["base64url", "_-8=", true],
  ["base64url", "_", false],
  ["base64url", "+/8=", false],
  ["int32", 2 ** 31 - 1, true],
  ["int32", 2 ** 31, false],
  ["int32", -(2 ** 31), true],
  ["int32", 1.5, false],
  ["int64", -(2 ** 63), true],
  ["int64", 2 ** 63, false],
  ["int64", 2 ** 63 - 1024, true],
  ["uint8", -1, false],
  ["uint8", 255, true],
  ["uint8", 256, false],
  ["float", 1.5, true],
  ["password", "", true],
  ["int32", "text", true],
  ["date", 5, true],
] as const)("%s: %j is %j", (format, value, valid) => {
  const { guard, collect } = run({ format });
  expect([guard(value), collect(value).length === 0, hasFormat(format, value)]).toEqual([
    valid,
    valid,
    valid,
  ]);
});

it("says which format, and what was found", () => {
  const [issue] = run({ type: "object", properties: { at: { format: "date" } } }).collect({
    at: "2024-02-30",
  });
  expect(issue).toEqual({
    path: ["at"],
    pointer: "/at",
    keyword: "format",
    params: { format: "date" },
    message: 'must be of format date, found "2024-02-30"',
  });
});

describe("prints nothing that something else has said", () => {
  it.each([
    [
      { type: "integer", format: "int32", minimum: 0, maximum: 9 },
      "return isInteger(value) && value >= 0 && value <= 9;",
    ],
    [
      { type: "integer", format: "int64", minimum: 0 },
      "return isInteger(value) && value >= 0 && value < 2 ** 63;",
    ],
    [{ type: "number", format: "double" }, "return isNumber(value);"],
    [{ type: "string", format: "password" }, 'return typeof value === "string";'],
    [{ type: "string", format: "date", enum: ["2024-05-17"] }, 'return value === "2024-05-17";'],
    [{ type: "integer", format: "int32", enum: [1, 2] }, "return (value === 1 || value === 2);"],
    [{ type: "integer", format: "date" }, "return isInteger(value);"],
  ] as const)("%j", (schema, text) => {
    expect(printed(schema as unknown as Schema)).toBe(text);
  });

  it("but a listed value that does not have the format is refused", () => {
    const { guard } = run({ format: "date", enum: ["2024-05-17", "soon"] });
    expect(["2024-05-17", "soon"].map(guard)).toEqual([true, false]);
  });
});

it("asserts and tells nothing of formats that are taken for notes", () => {
  const schema = { properties: { a: { format: "date" }, b: { format: "made-up" } } };
  const { compiled, diagnostics } = compileSchemas([named("T", schema)], { formats: "annotate" });
  expect(diagnostics).toEqual([]);
  expect(runnable(compiled).get("T")!.guard({ a: "never" })).toBe(true);
});

describe("every format of texts", () => {
  const texts = [...FORMATS].filter(([, { group }]) => group === "string");

  it.each(texts)("%s has samples that differ and are of it", (name) => {
    const samples = Array.from({ length: 100 }, (_, index) => samplesOf(name)!(index, 0));
    expect(samples.filter((sample) => !hasFormat(name, sample))).toEqual([]);
    expect(new Set(samples).size).toBe(100);
  });

  it.each(texts)("%s survives hostile texts of millions of characters", (name) => {
    const sample = samplesOf(name)!(0, 0);
    // Beyond eight million characters the engine has no room to go back over a repeated group.
    const long = ["a", "1"].map((part) => part.repeat(8_000_000));
    const odd = [".", ":", "/", "%41", "{a}", "a@", "é", "\ud800", "=", "~0", "\\"];
    for (const text of [...long, ...odd.map((part) => part.repeat(20_000))]) {
      for (const whole of [text, sample + text, `${text}${sample}!`]) {
        expect(typeof hasFormat(name, whole)).toBe("boolean");
      }
    }
  });
});

it("leaves the names of schemas alone", () => {
  const names = ["Email", "Date_Time", "Uuid", "Uri", "HasEmailFormat", "FormatEmail", "AreLabels"];
  const taken = names.flatMap((name) =>
    ["is", "collect", "validate", ""].map((prefix) => prefix + typeName(name)),
  );
  expect(taken.filter((name) => helpers.has(name))).toEqual([]);
  const [email] = compileSchemas([named("Email", { type: "string", format: "email" })]).compiled;
  expect(email!.guard.name).toBe("isEmail");
  expect(runnable([email!]).get("Email")!.guard("ada@example.com")).toBe(true);
});

it("ships a format only to those who use it", async () => {
  const folder = new URL("../../../templates/runtime", import.meta.url).pathname;
  const size = async (name: string, file = "formats"): Promise<number> => {
    const { gzip } = await bundleSize(`export { ${name} } from "./${file}.ts";`, folder);
    return gzip;
  };
  expect(await size("hasUuidFormat")).toBeLessThan(120);
  expect(await size("hasDateTimeFormat")).toBeLessThan(500);
  expect(await size("hasEmailFormat")).toBeLessThan(700);
  expect(await size("hasIdnHostnameFormat", "formats-idn")).toBeLessThan(2500);
});
