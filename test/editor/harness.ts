/**
 * A test runner of a page: tests run one after the other in the extension host, which is shared state by nature.
 * A suite is a module that calls `test`; `runAll` runs what was registered.
 */
import { writeFileSync } from "node:fs";

interface Test {
  readonly name: string;
  readonly body: () => Promise<void>;
}

const tests: Test[] = [];

/** Longer than any of these takes on a slow machine, short enough to name the one that waits for ever. */
const timeLimit = 60_000;

export function test(name: string, body: () => Promise<void>): void {
  tests.push({ name, body });
}

/**
 * Runs every test and reports to the console, and as JSON to the file that `GRADLENS_TEST_RESULTS` names.
 * Rejects when a test failed, which makes the host exit with an error.
 */
export async function runAll(): Promise<void> {
  const only = process.env["GRADLENS_TEST_ONLY"];
  const failures: string[] = [];
  const chosen = tests.filter(({ name }) => !only || name.includes(only));
  for (const { name, body } of chosen) {
    const begun = performance.now();
    try {
      await withinTime(body());
      console.log(`  ok      ${name} (${Math.round(performance.now() - begun)} ms)`);
    } catch (error) {
      failures.push(name);
      console.log(`  FAILED  ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  const results = { passed: chosen.length - failures.length, failed: failures.length };
  const file = process.env["GRADLENS_TEST_RESULTS"];
  if (file) writeFileSync(file, JSON.stringify(results));
  if (failures.length > 0) throw new Error(`${failures.length} editor tests failed: ${failures.join("; ")}`);
}

async function withinTime(body: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still waiting after ${timeLimit / 1000} s`)), timeLimit);
  });
  await Promise.race([body, late]).finally(() => clearTimeout(timer));
}
