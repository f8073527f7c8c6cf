import { defineConfig } from "vitest/config";

// What needs more time than `npm test` has, or data that is not in the repository.
export default defineConfig({
  test: {
    include: ["test/{package,suite,corpus}/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
