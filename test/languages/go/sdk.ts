// The official SDK, unchanged, in the two shapes that the seeds show. Both compile all of Cloudflare's
// API, which takes minutes on a machine whose build cache has not seen them.
import type { Bench, Tool } from "../language.ts";
import { queues } from "./emulator.ts";
import { type Example, placed, played, seed000, seed002 } from "./examples.ts";
import { assembled, built, type Go, pinned, rewritten } from "./module.ts";

/** Metrics, and warnings as a map: the shape of seed 000, which v6.10.0 was the first to have. */
export const withMap: Tool = sdk({ major: 7, settings: {}, examples: seed000 });

/** Neither: the shape of seed 002, which v6.9.0 was the last to have. */
export const withList: Tool = sdk({
  major: 6,
  settings: { warnings: "list", pushResult: "absent" },
  examples: seed002,
});

interface Sdk {
  readonly major: number;
  /** The emulator's, so that it answers as the service did when this version was made. */
  readonly settings: object;
  readonly examples: readonly Example[];
}

function sdk({ major, settings, examples }: Sdk): Tool {
  const folder = `cloudflare-go/v${major}`;
  const module = `github.com/cloudflare/cloudflare-go/v${major}`;
  const ready = async (bench: Bench): Promise<Go> => {
    const go = await assembled(bench, ["cloudflare-go", folder]);
    await rewritten(bench, (text) =>
      text.replaceAll("cloudflare-go/v7", `cloudflare-go/v${major}`),
    );
    await placed(bench, examples, major);
    return go;
  };
  return {
    name: `cloudflare-go v${major}`,
    version: pinned(folder, module),
    async compiles(bench) {
      const go = await ready(bench);
      await go(["vet", "./..."]);
      await go(["build", "./..."]);
    },
    async story(bench) {
      const go = await ready(bench);
      const program = await built(bench, go);
      const { url } = await bench.emulator({ queues, settings });
      await program(["story", url]);
      for (const example of examples) await played(bench, go, example, settings);
    },
  };
}
