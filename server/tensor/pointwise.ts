/** The elementwise operations, gathered: arithmetic, elementary functions, comparisons and choices. */
export * from "./arithmetic.ts";
export * from "./comparison.ts";
export * from "./elementary.ts";
export * from "./specialPointwise.ts";
