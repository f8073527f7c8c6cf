import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // These have scripts of their own: they need more time, or data that is not in the repository.
    exclude: ["test/suite/**", "test/corpus/**", "test/package/**"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
