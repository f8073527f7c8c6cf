// Operations: which are there, what they are called, what is announced of them.
import { describe, expect, it } from "vitest";
import { operation, rootWith } from "../../diff/pairs.ts";
import { changesBetween, told } from "./support.ts";

const done = { responses: { 200: { description: "Done" } } };

describe("operations", () => {
  it("tells one that is gone, with what was announced", () => {
    const old = operation({ deprecated: true, "x-sunset": "2030-01-01" });
    const [change] = changesBetween(old, rootWith({}));
    expect(change).toMatchObject({
      code: "operation-removed",
      weight: "major",
      verdict: "breaking",
      subject: "POST /things",
      message: "The operation `doThing` is gone. It was deprecated, with a sunset on 2030-01-01.",
      ...{ old: "/paths/~1things/post", new: "/paths", absent: "new" },
    });
  });

  it("knows one that moved by its operationId, and compares it", () => {
    const next = rootWith({
      paths: { "/stuff": { put: { operationId: "doThing", ...done, tags: ["a"] } } },
    });
    expect(told(operation({}), next)).toEqual([
      "major breaking operation-moved",
      "patch compatible tags-changed",
    ]);
  });

  it("takes a path for the same whatever its parameters are called", () => {
    const path = (name: string) =>
      rootWith({
        paths: {
          [`/things/{${name}}/parts`]: {
            get: {
              operationId: "listParts",
              parameters: [{ name, in: "path", required: true, schema: { type: "string" } }],
              ...done,
            },
          },
        },
      });
    expect(told(path("id"), path("thing_id"))).toEqual(["patch compatible path-parameter-renamed"]);
  });

  it("tells a new name: the wire does not change, the code that calls it must", () => {
    const [change] = changesBetween(operation({}), operation({ operationId: "make" }));
    expect(change).toMatchObject({ code: "operation-id-changed", weight: "major", wire: "" });
    expect(change!.caller).not.toBe("");
  });

  it("tells words as a patch, at the place where they stand", () => {
    const [change] = changesBetween(operation({}), operation({ description: "Does it." }));
    expect(change).toMatchObject({
      code: "docs-changed",
      weight: "patch",
      new: "/paths/~1things/post",
    });
  });

  it("matches the second of two paths that differ in nothing but names with the second", () => {
    const twice = rootWith({
      paths: { "/a/{x}": { get: done }, "/a/{y}": { get: { ...done, tags: ["y"] } } },
    });
    expect(told(twice, twice)).toEqual([]);
  });

  it.each([
    ["x-onespec-idempotent", true, "minor compatible extension-changed"],
    ["x-onespec-new-one", true, "major undecided extension-changed"],
  ])("weighs %s", (name, value, line) => {
    expect(told(operation({}), operation({ [name]: value }))).toEqual([line]);
  });

  it("takes no notice of other extensions", () => {
    expect(told(operation({}), operation({ "x-internal": true }))).toEqual([]);
  });
});

describe("the document", () => {
  const servers = (...urls: string[]) => rootWith({ servers: urls.map((url) => ({ url })) });
  const [one, two] = ["https://one.example", "https://two.example"];

  it.each([
    ["a server more", servers(one!), servers(one!, two!), ["minor compatible server-added"]],
    ["a server less", servers(one!, two!), servers(one!), ["major undecided server-removed"]],
    [
      "another order",
      servers(one!, two!),
      servers(two!, one!),
      ["minor compatible default-server-changed"],
    ],
  ])("tells %s", (_name, old, next, lines) => {
    expect(told(old, next)).toEqual(lines);
  });

  it("tells title, version and description as patches", () => {
    const next = rootWith({ info: { title: "Stuff", version: "2", description: "All of it." } });
    expect(told(rootWith({}), next)).toEqual([
      "patch compatible title-changed",
      "patch compatible version-changed",
      "patch compatible docs-changed",
    ]);
  });

  it.each(["x-onespec-envelope", "x-onespec-short-names"])(
    "takes %s for what types hang on",
    (name) => {
      const value = name === "x-onespec-envelope" ? { result: "result" } : "things";
      expect(told(rootWith({}), rootWith({ [name]: value }))).toEqual([
        "major breaking extension-changed",
      ]);
    },
  );
});
