import { defineConfig } from "vitest/config";

// `--mode long`: what needs more time than `npm test` has, or data that is not in the repository.
const LONG = [
  "test/{package,suite,corpus,faults,runtimes,live,languages,postgres,diff/peers}/**/*.test.ts",
];

export default defineConfig(({ mode }) => ({
  test:
    mode === "long"
      ? { include: LONG, testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false }
      : {
          include: ["test/**/*.test.ts"],
          exclude: LONG,
          // No test leaves anything behind in a module, and a world for each file took a sixth of the time.
          isolate: false,
          // One worker fewer than there are processors is one, where there are two.
          maxWorkers: "100%",
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
}));
