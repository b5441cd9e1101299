/**
 * Expressions on builtin objects that CPython 3.11 has evaluated (test/oracle/record_objects.py), evaluated here: the same
 * repr, or the same exception with the same text.
 */
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { Raise } from "../../server/python/objects/errors.ts";
import { exceptionTypes } from "../../server/python/objects/exceptions.ts";
import { repr, str } from "../../server/python/objects/text.ts";
import { typeOf } from "../../server/python/objects/type.ts";
import { parse, parseExpression } from "../../server/python/syntax/parse.ts";
import { loadPython, makeInterpreter } from "./run.ts";

interface Golden {
  readonly prelude: string;
  readonly cases: readonly (readonly [expression: string, outcome: string])[];
}

const goldens = new URL("../oracle/goldens/objects/", import.meta.url);

beforeAll(loadPython);

for (const file of readdirSync(goldens)) {
  const golden = JSON.parse(readFileSync(new URL(file, goldens), "utf8")) as Golden;
  describe(file.slice(0, -".json".length), () => {
    test(`${golden.cases.length} expressions`, () => {
      const interpreter = makeInterpreter({ out: "", err: "" });
      interpreter.globals.set("__name__", "builtins");
      interpreter.runCode({ name: "prelude", source: golden.prelude, key: 0 }, parse(golden.prelude).module.body);
      const wrong: string[] = [];
      for (const [source, expected] of golden.cases) {
        interpreter.begin();
        let outcome: string;
        try {
          const { expression } = parseExpression(source);
          outcome =
            expression === null
              ? "does not parse"
              : repr(interpreter.evaluate({ name: "e", source, key: 1 }, expression));
        } catch (e) {
          outcome = describeError(e);
        }
        if (outcome !== expected) wrong.push(`${source}\n  expected ${expected}\n  got      ${outcome}`);
      }
      expect(wrong).toEqual([]);
    });
  });
}

function describeError(e: unknown): string {
  if (!(e instanceof Raise)) return e instanceof Error ? `${e.name} of the host: ${e.message}` : String(e);
  expect(typeOf(e.exc).isSubtypeOf(exceptionTypes.BaseException)).toBe(true);
  const text = str(e.exc);
  return typeOf(e.exc).name + (text === "" ? "" : `: ${text}`);
}
