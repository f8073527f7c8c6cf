// Which Python there is: 3.11 or newer, which the programs here need, able to make environments.
import { type Toolchain, toolchainOf } from "../toolchain.ts";

const toolchain: Toolchain = toolchainOf({
  name: "Python 3.11 or newer",
  commands: ["python3", "python"],
  args: ["-c", "import ensurepip, sys; print(sys.version)"],
  read(printed) {
    const [version = "", minor] = /^3\.(\d+)\S*/.exec(printed) ?? [];
    return Number(minor) >= 11 ? `Python ${version}` : undefined;
  },
});

export const versionOf: Toolchain["versionOf"] = toolchain.versionOf;
export const commandOf: Toolchain["commandOf"] = toolchain.commandOf;
