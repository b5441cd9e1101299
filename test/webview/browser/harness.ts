/** A list of named tests over one browser, run one after the other, each on a page of its own. */
import { Bench, type FixturePage, type OpenOptions } from "./fixturePage.ts";

export interface SuiteOptions {
  readonly browser: string;
  readonly built: string;
  readonly fakeHost: string;
  /** Path of axe-core's script. */
  readonly axe: string;
  /** Parts of the names of the tests to run; empty for all. */
  readonly only: readonly string[];
  /** Folder for pictures. */
  readonly screenshots: string;
}

export interface TestContext extends SuiteOptions {
  readonly bench: Bench;
  open(options?: OpenOptions): Promise<FixturePage>;
}

type TestBody = (panel: FixturePage, context: TestContext) => Promise<void>;

interface PanelTest {
  readonly name: string;
  readonly options: OpenOptions;
  readonly body: TestBody;
}

const tests: PanelTest[] = [];

/** Declares a test that gets a fresh panel. */
export function panelTest(name: string, body: TestBody, options: OpenOptions = {}): void {
  tests.push({ name, body, options });
}

/** How long a test may wait for its signals, in milliseconds: generous, for machines that do other things. */
const LONGEST = 30_000;

/** @returns the number of failures; the last line printed is `N passed, N failed`. */
export async function runTests(options: SuiteOptions): Promise<number> {
  const bench = await Bench.start(options.browser, options.built, options.fakeHost);
  let passed = 0;
  let failed = 0;
  try {
    for (const test of tests) {
      if (options.only.length > 0 && !options.only.some((part) => test.name.includes(part))) continue;
      const pages: FixturePage[] = [];
      const open = async (how?: OpenOptions): Promise<FixturePage> => {
        const page = await bench.open(how);
        page.page.setDefaultTimeout(LONGEST);
        pages.push(page);
        return page;
      };
      try {
        await test.body(await open(test.options), { ...options, bench, open });
        for (const page of pages) {
          const errors = await page.errors();
          if (errors.length > 0) throw new Error(`the page reported: ${errors.join("\n")}`);
        }
        passed++;
        console.log(`  ok      ${test.name}`);
      } catch (error) {
        failed++;
        console.log(
          `  FAILED  ${test.name}\n          ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        for (const page of pages)
          for (const line of await page.errors().catch(() => [])) console.log(`          page: ${line}`);
      } finally {
        for (const page of pages) await page.close();
      }
    }
  } finally {
    await bench.stop();
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

export function check(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

export function equal(actual: unknown, expected: unknown, what = "value"): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

export function near(actual: number, expected: number, within: number, what: string): void {
  if (!(Math.abs(actual - expected) <= within))
    throw new Error(`${what}: expected ${expected} ± ${within}, got ${actual}`);
}
