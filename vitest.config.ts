import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The editor and the panel are driven by their own runners: scripts/test.mjs starts them after these.
    exclude: ["test/editor/**", "test/webview/browser/**"],
    testTimeout: 60_000,
    pool: "threads",
    maxWorkers: 2,
  },
});
