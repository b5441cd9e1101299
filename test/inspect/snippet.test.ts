import { describe, expect, test } from "vitest";
import { findComments } from "../../server/snippet/comments.ts";
import { NotebookFormatError, parseIpynb } from "../../server/snippet/ipynb.ts";
import { LineIndex } from "../../server/snippet/lines.ts";
import { makeSnippet } from "../../server/snippet/make.ts";
import { readInfo } from "../../server/snippet/markdown.ts";
import { findTorchImport } from "../../server/snippet/python.ts";
import {
  findCode,
  type Selection,
  type Snippet,
  toCodeOffset,
  toDocumentOffset,
  toPosition,
} from "../../server/snippet/snippet.ts";

const annotated: Selection = { mode: "annotated" };
const py = (text: string, selection = annotated): Snippet =>
  makeSnippet({ uri: "file:///a/net.py", version: 1, kind: "python", text }, selection);
const md = (text: string, selection = annotated): Snippet =>
  makeSnippet({ uri: "file:///a/doc.md", version: 1, kind: "markdown", text }, selection);
const nb = (cells: string[], selection = annotated): Snippet =>
  makeSnippet(
    {
      uri: "file:///a/n.ipynb",
      version: 1,
      kind: "notebook",
      cells: cells.map((text, i) => ({ uri: `cell:${i}`, kind: "code", language: "python", text })),
    },
    selection,
  );
const sources = (s: Snippet): string[] => s.codes.map((c) => c.source);

describe("Python files", () => {
  test("without an annotation nothing is evaluated, and the torch import is found", () => {
    const s = py("import os\nimport torch as t\nx = 1\n");
    expect(s.codes).toEqual([]);
    expect(s.isAnnotated).toBe(false);
    expect(s.torchImport).toMatchObject({ start: 10, end: 27 });
  });
  test("on at the top turns the file on", () => {
    expect(sources(py("# gradlens: on\nx = 1\n"))).toEqual(["\nx = 1\n"]);
  });
  test("on … off regions are one code whose lines are the document's", () => {
    const text = "a = 0\n# gradlens: on\nb = 1\n# gradlens: off\nc = 2\n# gradlens: on\nd = 3";
    const [code] = py(text).codes;
    expect(code!.source).toBe("\n\nb = 1\n\n\n\nd = 3");
    for (const name of ["b", "d"]) {
      const inDocument = text.indexOf(`${name} =`);
      const inCode = code!.source.indexOf(`${name} =`);
      expect(toDocumentOffset(code!, inCode)).toBe(inDocument);
      expect(toCodeOffset(code!, inDocument)).toBe(inCode);
      expect(toPosition(code!, new LineIndex(code!.source), inCode)).toEqual(
        new LineIndex(text).positionAt(inDocument),
      );
    }
    expect(toCodeOffset(code!, text.indexOf("c ="))).toBeNull();
  });
  test("# %% gradlens cells are codes of their own in one namespace; other cells are off", () => {
    const s = py("import x\n# %% gradlens first\na = 1\n# %% other\nb = 2\n# %% gradlens\nc = 3\n");
    expect(sources(s)).toEqual(["\n\na = 1\n", "\n\n\n\n\n\nc = 3\n"]);
    expect(s.codes.map((c) => [c.isCell, c.namespace])).toEqual([
      [true, 0],
      [true, 0],
    ]);
  });
  test("skip at the top of a cell leaves it out", () => {
    expect(sources(py("# %% gradlens\n# gradlens: skip\na = 1\n# %% gradlens\nb = 2"))).toHaveLength(1);
  });
  test("the command line takes everything", () => {
    expect(sources(py("a = 1\n# gradlens: off\nb = 2", { mode: "all" }))).toEqual(["a = 1\n# gradlens: off\nb = 2"]);
  });
  test("checked on the command line, a file with gradlens cells is evaluated cell by cell", () => {
    const text = "a = 1\n# %% gradlens one\nb = 2\n# %% other\nc = 3";
    const s = py(text, { mode: "all", splitsCells: true });
    expect(s.codes.map((c) => [c.source.trim(), c.isCell])).toEqual([
      ["a = 1", false],
      ["b = 2", true],
      ["c = 3", true],
    ]);
    expect(py("a = 1\n# %% other\nb = 2", { mode: "all", splitsCells: true }).codes).toHaveLength(1);
  });
  test("torchFiles turns on files that import torch; manual only what was asked for", () => {
    expect(py("import torch\nx = 1", { mode: "torchFiles" }).codes).toHaveLength(1);
    expect(py("import os\nx = 1", { mode: "torchFiles" }).codes).toHaveLength(0);
    expect(py("# gradlens: on\nx = 1", { mode: "manual" }).codes).toHaveLength(0);
    expect(py("x = 1", { mode: "manual", isInspected: true }).codes).toHaveLength(1);
    expect(sources(py("import torch\n# gradlens: off\nx = 1", { mode: "torchFiles" }))).toEqual(["import torch\n"]);
  });
  test("directives in strings are text", () => {
    expect(py('s = """\n# gradlens: on\n"""\nx = 1').codes).toEqual([]);
    expect(findComments("x = '#' # real").map((c) => c.text)).toEqual(["# real"]);
    expect(findTorchImport('"""\nimport torch\n"""\n')).toBeNull();
    expect(findTorchImport('"""It\'s # text."""\nimport torch.nn as nn  # net')).toEqual({ start: 19, end: 40 });
    expect(findTorchImport("from torch import nn")).toEqual({ start: 0, end: 20 });
    expect(findTorchImport("import torchvision")).toBeNull();
  });
  test("expectations, watches, examples and skips have the code's offsets", () => {
    const text =
      "# gradlens: on\nx + 1  # => tensor(6.)\n# gradlens: watch x * 2\n# gradlens: example w=1\ndef f(w):\n  pass\ny = 1  # gradlens: skip\n";
    const [code] = py(text).codes;
    const [expectation] = code!.expectations;
    expect(expectation!.expected).toBe("tensor(6.)");
    expect(text.slice(expectation!.start, expectation!.end)).toBe("tensor(6.)");
    expect(code!.source.slice(code!.watches[0]!.expressionOffset)).toMatch(/^x \* 2\n/);
    expect(code!.source.slice(code!.examples[0]!.argumentsOffset)).toMatch(/^w=1\n/);
    expect(code!.skips).toHaveLength(1);
    expect(code!.skips[0]!.ownLine).toBe(false);
  });
  test("an expectation goes on below while its bracket is open", () => {
    const text = "# gradlens: on\nm  # => tensor([[1., 2.],\n   #            [3., 4.]])\n# a comment\n";
    const [expectation] = py(text).codes[0]!.expectations;
    expect(expectation!.expected).toBe("tensor([[1., 2.], [3., 4.]])");
    expect(text.slice(0, expectation!.end)).toMatch(/\[3\., 4\.\]\]\)$/);
  });
});

describe("misspelt directives are problems with a suggestion", () => {
  test.each([
    ["# gradlens: onn", "on"],
    ["# gradlens: of", "off"],
    ["# gradlens: wacth x", "watch"],
    ["# gradlens: exmaple x=1", "example"],
    ["# gradlen: on", "# gradlens: on"],
    ["# GradLens: on", "# gradlens: on"],
    ["# gradlens on", "# gradlens: on"],
    ["# gradlense: skip", "# gradlens: skip"],
    ["# %% gradlen", "gradlens"],
    ["# gradlens: frobnicate", null],
  ])("%s", (text, suggestion) => {
    const { problems } = py(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.suggestion).toBe(suggestion);
    if (suggestion !== null) {
      const fixed = text.slice(0, problems[0]!.start) + suggestion + text.slice(problems[0]!.end);
      expect(py(fixed).problems).toEqual([]);
    }
  });
  test.each(["# gradlens shows gradients", "# gradient: on", "# %% gradient descent", "# on", "# gradlens: on", "#%%"])(
    "%s is none",
    (text) => {
      expect(py(text).problems).toEqual([]);
    },
  );
});

describe("Markdown", () => {
  const text =
    "# T\n\n```python gradlens\nx = 1\n```\n\n- item\n\n  ```py gradlens\n  y = x\n    z = 2\n  ```\n\n```python\nno\n```\n\n~~~{python} gradlens fresh\nw = 3\n~~~\n";
  test("only gradlens fences, one namespace until fresh", () => {
    const s = md(text);
    expect(s.codes.map((c) => [c.source.trim(), c.namespace])).toEqual([
      ["x = 1", 0],
      ["y = x\n  z = 2", 0],
      ["w = 3", 1],
    ]);
  });
  test("positions of an indented fence map both ways", () => {
    const s = md(text);
    const offset = text.indexOf("z = 2");
    const found = findCode(s, "file:///a/doc.md", offset)!;
    expect(found.code.source.slice(found.offset)).toMatch(/^z = 2/);
    expect(toDocumentOffset(found.code, found.offset)).toBe(offset);
    expect(toPosition(found.code, new LineIndex(found.code.source), found.offset)).toEqual(
      new LineIndex(text).positionAt(offset),
    );
    expect(findCode(s, "file:///a/doc.md", text.indexOf("no\n"))).toBeNull();
  });
  test("info strings", () => {
    expect(readInfo("{.python .gradlens}")).toMatchObject({ isPython: true, isOn: true });
    expect(readInfo("python")).toMatchObject({ isPython: true, isOn: false });
    expect(readInfo("js gradlens")).toMatchObject({ isPython: false, isOn: false });
  });
  test("a misspelt info string is a problem", () => {
    const t = "```python gradlen\nx\n```";
    const { problems } = md(t);
    expect(t.slice(problems[0]!.start, problems[0]!.end)).toBe("gradlen");
  });
});

describe("notebooks", () => {
  test("on turns on that cell and those below", () => {
    const s = nb(["a", "# gradlens: on\nb", "c", "# gradlens: off\nd", "e"]);
    expect(s.codes.map((c) => [c.name, c.uri, c.cell])).toEqual([
      ["<cell 2>", "cell:1", 1],
      ["<cell 3>", "cell:2", 2],
    ]);
  });
  test("skip at the top of a cell", () => {
    expect(nb(["# gradlens: skip\na", "b"], { mode: "all" }).codes.map((c) => c.cell)).toEqual([1]);
  });
});

describe(".ipynb files", () => {
  test("nbformat 4", () => {
    const json = JSON.stringify({
      nbformat: 4,
      metadata: { language_info: { name: "python" } },
      cells: [
        { cell_type: "markdown", source: ["# T"] },
        {
          cell_type: "code",
          execution_count: 3,
          source: ["x\n", "y"],
          outputs: [
            { output_type: "stream", name: "stdout", text: ["a\n", "b"] },
            { output_type: "execute_result", data: { "text/plain": ["1"] } },
            { output_type: "error", ename: "E", evalue: "v", traceback: [] },
          ],
        },
      ],
    });
    const { cells } = parseIpynb(json);
    expect(cells[1]).toEqual({
      kind: "code",
      source: "x\ny",
      executionCount: 3,
      outputs: [
        { kind: "stream", name: "stdout", text: "a\nb" },
        { kind: "display", isResult: true, text: "1" },
        { kind: "error", name: "E", value: "v" },
      ],
    });
  });
  test("nbformat 3", () => {
    const json = JSON.stringify({
      nbformat: 3,
      worksheets: [
        {
          cells: [
            {
              cell_type: "code",
              input: "x",
              prompt_number: 1,
              outputs: [
                { output_type: "pyout", text: ["1"] },
                { output_type: "pyerr", ename: "E", evalue: "v" },
                { output_type: "stream", stream: "stdout", text: "s" },
              ],
            },
          ],
        },
      ],
    });
    expect(parseIpynb(json).cells[0]!.outputs).toEqual([
      { kind: "display", isResult: true, text: "1" },
      { kind: "error", name: "E", value: "v" },
      { kind: "stream", name: "stdout", text: "s" },
    ]);
  });
  test.each([
    ["", "the file is empty"],
    ['{"nbformat": 4,\n "cells": [', "ends too early, in line 2, column 12"],
    ["hello", "line 1, column 1"],
    ['{"nbformat": 4,\n "cells": [}', "line 2, column 12"],
    ["[]", "not an object"],
    ['{"a": 1}', "`nbformat` is missing"],
    ['{"nbformat": 4}', "`cells` is missing"],
    ['{"nbformat": 7, "cells": []}', "nbformat 7 is not supported"],
    ['{"nbformat": 4, "cells": [{"cell_type": "code", "source": 5}]}', "the source of cell 0"],
  ])("%j", (text, message) => {
    expect(() => parseIpynb(text)).toThrowError(NotebookFormatError);
    expect(() => parseIpynb(text)).toThrowError(message);
  });
});
