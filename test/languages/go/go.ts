// Go: two generators and the official SDK in two shapes.
import type { Language } from "../language.ts";
import { oapiCodegen, ogen } from "./generators.ts";
import { withList, withMap } from "./sdk.ts";
import { versionOf } from "./toolchain.ts";

export const language: Language = {
  name: "go",
  toolchain: versionOf,
  tools: [oapiCodegen, ogen, withMap, withList],
};
