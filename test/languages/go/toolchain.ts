// Which Go there is: 1.25 or newer, which the modules here ask for.
import { type Toolchain, toolchainOf } from "../toolchain.ts";

const toolchain: Toolchain = toolchainOf({
  name: "Go 1.25 or newer",
  // In PATH, or where Go's own installer puts it.
  commands: ["go", "/usr/local/go/bin/go"],
  args: ["version"],
  read(printed) {
    const [, minor] = /^go version go1\.(\d+)/.exec(printed) ?? [];
    return Number(minor) >= 25 ? printed.trim() : undefined;
  },
});

export const versionOf: Toolchain["versionOf"] = toolchain.versionOf;
export const commandOf: Toolchain["commandOf"] = toolchain.commandOf;
