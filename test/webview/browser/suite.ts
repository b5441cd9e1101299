/** All tests of the panel in a browser; importing a part declares its tests. */
import "./interaction.ts";
import "./film.ts";
import "./exports.ts";
import "./conditions.ts";
import "./themes.ts";
import { runTests, type SuiteOptions } from "./harness.ts";

export function runSuite(options: SuiteOptions): Promise<number> {
  return runTests(options);
}
