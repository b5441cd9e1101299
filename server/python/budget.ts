/**
 * What a run may spend. One run is under way in a worker at a time, so this is one object, reset by the interpreter when
 * a run begins; host loops whose length a snippet chooses charge it, so that `list(range(10**12))` stops like a `while`.
 */
import { BudgetExceeded } from "./objects/errors.ts";

export interface BudgetLimits {
  /** Statements, loop tests, calls, and elements handled by host loops. */
  readonly steps: number;
  /** Milliseconds of wall time. */
  readonly time: number;
  /** Bytes that any one string, integer, container or tensor may claim, roughly. */
  readonly memory: number;
  /** Characters of output. */
  readonly output: number;
}

const CLOCK_INTERVAL = 4096;

class Budget {
  /** Counts down; at zero {@link refill} looks at the clock and the total. Evaluator code does `if (--budget.fuel < 0) budget.refill()`. */
  fuel = 0;
  #limits: BudgetLimits = { steps: Infinity, time: Infinity, memory: Infinity, output: Infinity };
  #spentSteps = 0;
  #deadline = Infinity;
  #output = 0;
  /** Set by a host that wants the run to end (between two refills); checked with the clock. */
  isCancelled: (() => boolean) | undefined;

  begin(limits: BudgetLimits): void {
    this.#limits = limits;
    this.#spentSteps = 0;
    this.#output = 0;
    this.#deadline = performance.now() + limits.time;
    this.fuel = Math.min(CLOCK_INTERVAL, limits.steps);
  }

  refill(): void {
    this.#spentSteps += CLOCK_INTERVAL;
    if (this.#spentSteps >= this.#limits.steps) {
      throw new BudgetExceeded("steps", `stopped after ${this.#limits.steps} steps`);
    }
    if (performance.now() > this.#deadline) {
      throw new BudgetExceeded("time", `stopped after ${this.#limits.time} ms`);
    }
    if (this.isCancelled?.()) throw new BudgetExceeded("cancelled", "stopped on request");
    this.fuel = CLOCK_INTERVAL;
  }

  /** Something slow happened inside one step: the clock is looked at before the next one. */
  hurry(): void {
    if (this.fuel <= 0) return;
    // What was not used of this interval is not spent.
    this.#spentSteps -= this.fuel;
    this.fuel = 0;
  }

  /** A host loop is about to handle (or has handled) `n` elements. */
  charge(n: number): void {
    if (n === Infinity || n > this.#limits.steps) {
      throw new BudgetExceeded("steps", `stopped after ${this.#limits.steps} steps`);
    }
    this.fuel -= n;
    while (this.fuel < 0) {
      const owed = this.fuel;
      this.refill();
      this.fuel += owed;
    }
  }

  /**
   * About to allocate one object of roughly `bytes`. Bounds the size of a single object (`10**10**8`, `"a" * 10**12`);
   * the sum of many small ones is bounded by the worker's heap limit, whose breach is reported the same way.
   */
  allocate(bytes: number): void {
    if (bytes > this.#limits.memory) {
      throw new BudgetExceeded(
        "memory",
        `stopped: one value would take over ${Math.round(this.#limits.memory / 2 ** 20)} MiB`,
      );
    }
  }

  write(characters: number): void {
    this.#output += characters;
    if (this.#output > this.#limits.output) {
      throw new BudgetExceeded("output", `stopped after ${this.#limits.output} characters of output`);
    }
  }
}

export const budget = new Budget();
