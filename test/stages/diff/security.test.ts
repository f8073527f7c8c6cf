// Security: alternatives are OR, the schemes of one are AND, and scopes belong to each.
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../generator/model/model.ts";
import { operation, rootWith } from "../../diff/pairs.ts";
import { told } from "./support.ts";

const key = { type: "apiKey", in: "header", name: "X-Key" };
const schemes: JsonObject = {
  key,
  other: { type: "apiKey", in: "header", name: "X-Other" },
  login: {
    type: "oauth2",
    flows: {
      clientCredentials: { tokenUrl: "https://example.com", scopes: { read: "", write: "" } },
    },
  },
};

function asking(security: Json, securitySchemes: JsonObject = schemes): JsonObject {
  return { ...operation({ security }), components: { securitySchemes } };
}

const tightened = ["major breaking security-tightened"];
const eased = "minor compatible security-alternative-added";

describe("what an operation asks for", () => {
  it.each<readonly [string, Json, Json, readonly string[]]>([
    ["the same in another order", [{ key: [] }, { other: [] }], [{ other: [] }, { key: [] }], []],
    ["nothing, said in two ways", [], [{}], []],
    ["one more alternative", [{ key: [] }], [{ key: [] }, { other: [] }], [eased]],
    ["one alternative less", [{ key: [] }, { other: [] }], [{ key: [] }], tightened],
    ["both together", [{ key: [] }], [{ key: [], other: [] }], tightened],
    [
      "one of two that were needed together",
      [{ key: [], other: [] }],
      [{ key: [] }],
      [eased, "patch compatible security-loosened"],
    ],
    ["another one", [{ key: [] }], [{ other: [] }], [...tightened, eased]],
    [
      "a scope more",
      [{ login: ["read"] }],
      [{ login: ["read", "write"] }],
      ["major breaking security-scope-added"],
    ],
    ["credentials where none were needed", [], [{ key: [] }], tightened],
    ["an optional one", [], [{}, { key: [] }], []],
    ["what was optional", [{}, { key: [] }], [{ key: [] }], tightened],
  ])("%s", (_name, old, next, lines) => {
    expect(told(asking(old), asking(next))).toEqual(lines);
  });

  it("follows the document where an operation says nothing of its own", () => {
    const root = (security: Json): JsonObject => {
      return { ...operation({}), security, components: { securitySchemes: schemes } };
    };
    expect(told(root([]), root([{ key: [] }]))).toEqual(tightened);
  });

  it("knows a scheme by what it is: another name changes the client's option alone", () => {
    expect(told(asking([{ key: [] }], { key }), asking([{ token: [] }], { token: key }))).toEqual([
      "major breaking security-scheme-renamed",
    ]);
  });

  it("takes two secrets of one kind for two", () => {
    const twins = { key, twin: key };
    expect(told(asking([{ key: [] }], twins), asking([{ twin: [] }], twins))).toEqual([
      ...tightened,
      eased,
    ]);
  });
});

describe("schemes", () => {
  it("tells what happens to flows", () => {
    const flows = (names: readonly string[]): JsonObject =>
      rootWith({
        components: {
          securitySchemes: {
            login: {
              type: "oauth2",
              flows: Object.fromEntries(names.map((name) => [name, { scopes: {} }])),
            },
          },
        },
      });
    expect(told(flows(["implicit"]), flows(["authorizationCode"]))).toEqual([
      "major undecided oauth-flow-removed",
      "minor compatible oauth-flow-added",
    ]);
  });
});
