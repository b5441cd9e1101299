/** A notebook kernel: cells in one namespace that lasts, real outputs, no Python. */

import type { Location } from "../protocol/place.ts";
import type { KernelExecuteResult, KernelOutput } from "../protocol/requests.ts";
import { type BudgetLimits, budget } from "../python/budget.ts";
import { type Interpreter, syntaxErrorOf } from "../python/evaluation/interpreter.ts";
import type { Code, Site } from "../python/evaluation/observer.ts";
import { entriesOf, formatException } from "../python/evaluation/traceback.ts";
import { BudgetExceeded, HostStop, Raise } from "../python/objects/errors.ts";
import { PyException } from "../python/objects/exceptions.ts";
import { str } from "../python/objects/text.ts";
import { typeOf } from "../python/objects/type.ts";
import { stripMagics } from "../python/syntax/magics.ts";
import { parse } from "../python/syntax/parse.ts";
import { LineIndex } from "../snippet/lines.ts";
import { displayText } from "./displayText.ts";
import { makeInterpreter, prepareFor } from "./interpreterHost.ts";
import { endedRun } from "./running.ts";

export class Kernel {
  #interpreter: Interpreter | null = null;
  /** The cells' URIs, by code key. */
  readonly #cells: string[] = [];
  #outputs: KernelOutput[] = [];

  async execute(
    cell: string,
    name: string,
    source: string,
    limits: BudgetLimits,
    isCancelled: () => boolean,
  ): Promise<KernelExecuteResult> {
    // A later cell may import torch: the namespace is made once, with all that it may ask for.
    await prepareFor(["import torch"]);
    this.#outputs = [];
    this.#interpreter ??= makeInterpreter({
      observer: null,
      stdout: (text) => this.#stream("stdout", text),
      stderr: (text) => this.#stream("stderr", text),
      picture: (svg) => this.#outputs.push({ kind: "display", text: "<Figure size 640x480 with 1 Axes>", svg }),
      limits,
    });
    const interpreter = this.#interpreter;
    interpreter.begin(limits);
    budget.isCancelled = isCancelled;
    const code: Code = { name, source, key: this.#cells.push(cell) - 1 };
    try {
      const { module, problems } = parse(stripMagics(source));
      if (problems.length > 0) throw new Raise(syntaxErrorOf(code, problems[0]!));
      const value = interpreter.runCell(code, module.body);
      if (value !== undefined && value !== null) {
        interpreter.globals.set("_", value);
        this.#outputs.push({ kind: "result", text: displayText(value) });
      }
      return { ok: true, outputs: this.#outputs };
    } catch (error) {
      this.#outputs.push(this.#error(error));
      return { ok: false, outputs: this.#outputs };
    } finally {
      budget.isCancelled = undefined;
    }
  }

  #stream(name: "stdout" | "stderr", text: string): void {
    const last = this.#outputs.at(-1);
    if (last?.kind === "stream" && last.name === name) {
      this.#outputs[this.#outputs.length - 1] = { kind: "stream", name, text: last.text + text };
    } else this.#outputs.push({ kind: "stream", name, text });
  }

  #error(error: unknown): KernelOutput {
    if (error instanceof Raise && error.exc instanceof PyException) {
      const exc = error.exc;
      const site = entriesOf(exc).at(-1)?.site ?? null;
      return {
        kind: "error",
        name: typeOf(exc).name,
        value: str(exc),
        traceback: formatException(exc).trimEnd().split("\n"),
        location: this.#locate(site),
      };
    }
    if (error instanceof BudgetExceeded && error.kind === "cancelled") {
      return {
        kind: "error",
        name: "KeyboardInterrupt",
        value: "",
        traceback: ["KeyboardInterrupt: "],
        location: this.#locate(error.site),
      };
    }
    const { name, reason } = endedRun(error, null, () => 0);
    const site = error instanceof HostStop ? error.site : null;
    return { kind: "error", name, value: reason, traceback: [`${name}: ${reason}`], location: this.#locate(site) };
  }

  #locate(site: Site | null): Location | null {
    const uri = site === null ? undefined : this.#cells[site.code.key];
    if (site === null || uri === undefined) return null;
    return { uri, range: new LineIndex(site.code.source).rangeOf(site.start, site.end) };
  }
}
