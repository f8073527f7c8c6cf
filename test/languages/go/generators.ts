// The two generators: each makes its client anew for every step, since a step has a folder of its own.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Bench, Tool } from "../language.ts";
import { queues } from "./emulator.ts";
import { assembled, built, type Go, pinned } from "./module.ts";

// Both generators make the same of both documents, but that oapi-codegen leaves the examples of the
// 3.1 one out of its comments.
const document = "openapi-3.0.json";

/** Types and a client over encoding/json and net/http. */
export const oapiCodegen: Tool = generator({
  name: "oapi-codegen",
  module: "github.com/oapi-codegen/oapi-codegen/v2",
  command: (path) => ["oapi-codegen", "-config", "oapi-codegen.yaml", path],
});

/** A client without reflection, over go-faster/jx. */
export const ogen: Tool = generator({
  name: "ogen",
  module: "github.com/ogen-go/ogen",
  command: (path) => [
    ...["ogen", "--config", "ogen.yaml", "--loglevel", "error", "--clean"],
    ...["--target", "queues", "--package", "queues", path],
  ],
});

interface Generator {
  readonly name: string;
  readonly module: string;
  /** What follows `go tool`. */
  command(document: string): readonly string[];
}

function generator({ name, module, command }: Generator): Tool {
  const generated = async (bench: Bench): Promise<Go> => {
    const go = await assembled(bench, [name]);
    await mkdir(join(bench.folder, "queues"), { recursive: true });
    await go(["tool", ...command(join(bench.package, document))]);
    return go;
  };
  return {
    name,
    version: pinned(name, module),
    async compiles(bench) {
      const go = await generated(bench);
      await go(["vet", "./..."]);
      await go(["build", "./..."]);
    },
    async vectors(bench) {
      const program = await built(bench, await generated(bench));
      return JSON.parse(await program(["vectors", join(bench.package, "vectors.json")]));
    },
    async story(bench) {
      const program = await built(bench, await generated(bench));
      const { url } = await bench.emulator({ queues });
      await program(["story", url]);
    },
  };
}
