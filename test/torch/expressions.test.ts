/**
 * Expressions on tensors, printed: operators, elementwise functions, reductions and sorting over dtypes and special
 * values, and the errors of calls that fit no signature. Recorded by test/oracle/record_expressions.py.
 */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { makeInterpreter, prepareFor } from "../../server/inspect/interpreterHost.ts";
import { NotSupported } from "../../server/python/objects/errors.ts";
import { parse } from "../../server/python/syntax/parse.ts";
import { loadPython } from "../python/run.ts";

const { prelude, cases } = JSON.parse(
  readFileSync(new URL("../oracle/goldens/torch/expressions.json", import.meta.url), "utf8"),
) as { prelude: string; cases: [expression: string, text: string][] };

let evaluate: (expression: string) => string;

beforeAll(async () => {
  await loadPython();
  await prepareFor([prelude]);
  let printed = "";
  const interpreter = makeInterpreter({
    observer: null,
    stdout: (text) => {
      printed += text;
    },
    stderr: () => undefined,
    limits: { steps: 1e9, time: 60_000, memory: 2 ** 30, output: 1e9 },
  });
  const run = (source: string): void => {
    interpreter.begin();
    interpreter.runCode({ name: "expressions", source, key: 0 }, parse(source).module.body);
  };
  run(prelude);
  evaluate = (expression) => {
    printed = "";
    try {
      run(`print(text(${JSON.stringify(expression)}), end="")`);
    } catch (e) {
      if (e instanceof NotSupported) return `not supported: ${e.feature}`;
      throw e;
    }
    return printed;
  };
});

/** One test per function or method: the first word of the expression. */
const groups = new Map<string, typeof cases>();
for (const entry of cases) {
  const name = /^(?:torch|x)\.\w+|\.\w+(?=\()/.exec(entry[0])?.[0] ?? "operators";
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [entry]);
  else group.push(entry);
}

describe("prints what PyTorch prints", () => {
  for (const [name, group] of groups) {
    test(name, () => {
      const different = group.flatMap(([expression, want]) => {
        const have = evaluate(expression);
        return have === want ? [] : [{ expression, want, have }];
      });
      expect(different).toEqual([]);
    });
  }
});
