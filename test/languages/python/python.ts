// Python: two generators and the official SDK.
import type { Language } from "../language.ts";
import { datamodelCodeGenerator, openapiPythonClient } from "./generators.ts";
import { cloudflare } from "./sdk.ts";
import { versionOf } from "./toolchain.ts";

export const language: Language = {
  name: "python",
  toolchain: versionOf,
  tools: [openapiPythonClient, datamodelCodeGenerator, cloudflare],
};
