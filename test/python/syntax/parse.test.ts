/** The parser against CPython 3.11: trees, ranges, and what is rejected with which message. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Stmt } from "../../../server/python/syntax/ast.ts";
import { dumpAst } from "../../../server/python/syntax/dumpAst.ts";
import { listMagics, stripMagics } from "../../../server/python/syntax/magics.ts";
import { loadParser, parse, parseExpression } from "../../../server/python/syntax/parse.ts";
import { canonical, difference } from "./canonicalTree.ts";

const require = createRequire(import.meta.url);

function golden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as T;
}

const trees = golden<{ source: string; tree: unknown }[]>("./trees.golden.json");
const errors =
  golden<
    { source: string; error: { type: string; message: string; line: number | null; offset: number | null } | null }[]
  >("./syntaxErrors.golden.json");

beforeAll(async () => {
  await loadParser({
    runtimeWasm: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    pythonWasm: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
  });
});

describe("trees and ranges are CPython's", () => {
  test.each(trees.map(({ source, tree }) => [source, tree] as const))("%j", (source, tree) => {
    const { module, problems } = parse(source);
    // `return` and `yield` on their own parse, but do not compile: those problems are not the tree's.
    expect(
      problems.filter(
        (problem) => !/outside|starred expression here|multiple|unreachable|binding/.test(problem.message),
      ),
    ).toEqual([]);
    expect(difference(canonical(module), tree)).toBeNull();
  });

  test("with carriage returns, offsets are those of the text as given", () => {
    const { module } = parse("x = 1\r\ny = '''a\r\nb'''\r\nz\r\n");
    expect(module.body.map(({ start, end }) => [start, end])).toEqual([
      [0, 5],
      [7, 21],
      [23, 24],
    ]);
    expect(module.body[1]).toMatchObject({ value: { value: { kind: "str", value: "a\nb" } } });
  });
});

/** 1-based line and column in characters, as CPython counts. */
function placeOf(source: string, offset: number): [number, number] {
  const before = source.slice(0, offset);
  return [before.split("\n").length, [...before.slice(before.lastIndexOf("\n") + 1)].length + 1];
}

/**
 * Where ours is another place on purpose: inside f-strings CPython 3.11 counts from the field, not from the line;
 * and for a few errors it points at nothing (offset 0), at the statement around, or at no line at all.
 */
const OTHER_PLACE = /^f'|= f"|^@x\n|__future__|__debug__|\0/;

describe("what CPython rejects is rejected with its message", () => {
  test.each(errors.map(({ source, error }) => [source, error] as const))("%j", (source, error) => {
    const problem = parse(source).problems[0];
    if (error === null) {
      expect(problem).toBeUndefined();
      return;
    }
    expect({ type: problem?.kind, message: problem?.message }).toEqual({ type: error.type, message: error.message });
    if (!OTHER_PLACE.test(source)) expect(placeOf(source, problem?.start ?? -1)).toEqual([error.line, error.offset]);
  });
});

describe("one bad statement costs one statement", () => {
  const kinds = (source: string): string[] => parse(source).module.body.map((statement) => statement.type);

  test("the others keep their trees and their offsets", () => {
    const { module, problems } = parse("a = 1\nb = = 2\nc = 3\n");
    expect(module.body.map(({ type, start, end }) => [type, start, end])).toEqual([
      ["Assign", 0, 5],
      ["ErrorStmt", 6, 13],
      ["Assign", 14, 19],
    ]);
    expect(problems).toHaveLength(1);
  });

  test("inside a function only the line is lost", () => {
    const { module } = parse("def f(x):\n    y = x +\n    return x\nf(1)\n");
    const definition = module.body[0] as Stmt & { type: "FunctionDef" };
    expect(definition.body.map((statement) => statement.type)).toEqual(["ErrorStmt", "Return"]);
    expect(module.body[1]?.type).toBe("ExprStmt");
  });

  test("an unclosed bracket stops at the next statement of its margin", () => {
    expect(kinds("import torch\nx = torch.tensor([1., 2.]\ny = 2\nprint(y)\n")).toEqual([
      "Import",
      "ErrorStmt",
      "Assign",
      "ExprStmt",
    ]);
  });

  test("an unterminated string stops at its line's end", () => {
    expect(kinds("a = 1\nb = 'x\nc = 3\n")).toEqual(["Assign", "ErrorStmt", "Assign"]);
  });

  test("a header without its colon takes its block along", () => {
    expect(kinds("a\nif x\n    b\n    c\nd\n")).toEqual(["ExprStmt", "ErrorStmt", "ExprStmt"]);
  });

  test("several problems are all told", () => {
    const { problems } = parse("a = = 1\nb = 2\nc d\nprint 'x'\n");
    expect(problems.map((problem) => problem.message)).toEqual([
      "invalid syntax",
      "invalid syntax",
      "Missing parentheses in call to 'print'. Did you mean print(...)?",
    ]);
  });

  test("an unexpected indent costs its lines", () => {
    expect(kinds("a = 1\n    b = 2\nc = 3\n")).toEqual(["Assign", "ErrorStmt", "Assign"]);
  });
});

describe("parseExpression", () => {
  test("reads what eval reads", () => {
    expect(parseExpression("  a + 1").expression).toMatchObject({ type: "BinOp", start: 2, end: 7 });
    expect(parseExpression("a, b").expression).toMatchObject({ type: "Tuple" });
  });
  test("rejects statements", () => {
    for (const source of ["a = 1", "pass", "", "a; b", "a\nb"]) {
      const { expression, problems } = parseExpression(source);
      expect(expression).toBeNull();
      expect(problems[0]?.message).toMatch(/^invalid syntax/);
    }
  });
});

describe("IPython's lines", () => {
  test("are replaced by as many characters of Python", () => {
    const source =
      "%matplotlib inline\nimport torch\n  \n!pip install x \\\n  y\ntorch.ones?\nx = 5 % 3\nif x:\n    %time f()\n!l\n";
    const { source: stripped, stripped: list } = listMagics(source);
    expect(stripped).toHaveLength(source.length);
    expect(list.map(({ kind, text }) => [kind, text])).toEqual([
      ["line magic", "%matplotlib inline"],
      ["shell", "!pip install x \\\n  y"],
      ["help", "torch.ones?"],
      ["line magic", "%time f()"],
      ["shell", "!l"],
    ]);
    expect(parse(stripped).problems).toEqual([]);
    expect(stripped.indexOf("x = 5 % 3")).toBe(source.indexOf("x = 5 % 3"));
  });
  test("are not looked for inside strings and brackets", () => {
    const source = "x = '''\n%a\n!b\n'''\ny = (5\n%c)\n";
    expect(stripMagics(source)).toBe(source);
  });
  test("a cell magic takes its cell, unless it runs it", () => {
    expect(stripMagics("%%bash\nls\n").trim()).toBe("pass");
    expect(stripMagics("%%time\nx = 1\n")).toBe("pass  \nx = 1\n");
  });
});

test("dumpAst writes as ast.dump(indent=2) does, without contexts", () => {
  expect(dumpAst(parse("x = f(a, -1.0)[b] + 'c'\n").module)).toBe(
    [
      "Module(",
      "  body=[",
      "    Assign(",
      "      targets=[",
      "        Name(id='x')],",
      "      value=BinOp(",
      "        left=Subscript(",
      "          value=Call(",
      "            func=Name(id='f'),",
      "            args=[",
      "              Name(id='a'),",
      "              UnaryOp(",
      "                op=USub(),",
      "                operand=Constant(value=1.0))],",
      "            keywords=[]),",
      "          slice=Name(id='b')),",
      "        op=Add(),",
      "        right=Constant(value='c')))])",
    ].join("\n"),
  );
});

describe("parsing is total", () => {
  const pieces = fc.constantFrom(
    ..."( ) [ ] { } : , = == := . + - * ** ' \" ''' f' f\" { } \\ \n \n\t if else for in def f x lambda not and print class return yield await async match case _ 1 0x 1e \t @ # $ ? é \u00a0 \r".split(
      " ",
    ),
    "\n",
    "    ",
    " ",
  );

  test("for mutated programs", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...trees.map(({ source }) => source)),
        fc.array(fc.tuple(fc.nat(), fc.nat(4), pieces), { minLength: 1, maxLength: 4 }),
        (source, edits) => {
          let text = source;
          for (const [place, removed, inserted] of edits) {
            const at = place % (text.length + 1);
            text = text.slice(0, at) + inserted + text.slice(at + removed);
          }
          const { module, problems } = parse(text);
          for (const { start, end } of [...module.body, ...problems]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(start).toBeLessThanOrEqual(end);
          }
          expect(problems.filter((problem) => problem.message.startsWith("not supported: this"))).toEqual([]);
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  test("for pieces in any order", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        parse(parts.join(" "));
        parse(parts.join(""));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test("for deep nesting", () => {
    for (const deep of [
      "(".repeat(500),
      `${"(".repeat(150)}1${")".repeat(150)}`,
      `${"-".repeat(3000)}1`,
      `${"1+".repeat(5000)}1`,
    ]) {
      expect(parse(deep).module.type).toBe("Module");
    }
  });
});
