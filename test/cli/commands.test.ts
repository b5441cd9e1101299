import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { file, gradlens, notebook } from "./gradlens.ts";

describe("run", () => {
  test("prints what the program prints", async () => {
    const path = file("hello.py", 'print("hello", 1 + 1)\nif __name__ == "__main__":\n    print("main")\n');
    expect(await gradlens("run", path)).toEqual({ stdout: "hello 2\nmain\n", stderr: "", code: 0 });
  });
  test("an uncaught exception prints a traceback to stderr, exit 1", async () => {
    const path = file("fails.py", 'print("before")\ndef f():\n    return 1 / 0\nf()\n');
    const { stdout, stderr, code } = await gradlens("run", path);
    expect(stdout).toBe("before\n");
    expect(stderr).toBe(
      `Traceback (most recent call last):\n  File "${path}", line 4, in <module>\n    f()\n  File "${path}", line 3, in f\n    return 1 / 0\n           ~~^~~\nZeroDivisionError: division by zero\n`,
    );
    expect(code).toBe(1);
  });
  test("a syntax error runs nothing", async () => {
    const path = file("syntax.py", 'print("before")\nx = = 1\n');
    const { stdout, stderr, code } = await gradlens("run", path);
    expect([stdout, code]).toEqual(["", 1]);
    expect(stderr).toMatch(/line 2[\s\S]*SyntaxError: invalid syntax\n$/);
  });
  test("an unknown module is a ModuleNotFoundError", async () => {
    const { stderr, code } = await gradlens("run", file("module.py", "import pandas\n"));
    expect(stderr).toMatch(/ModuleNotFoundError: No module named 'pandas'\n$/);
    expect(code).toBe(1);
  });
  test("SystemExit decides the exit code", async () => {
    expect(await gradlens("run", file("exit.py", "raise SystemExit(3)\n"))).toMatchObject({ code: 3, stderr: "" });
  });
  test("an empty file", async () => {
    expect(await gradlens("run", file("empty.py", ""))).toEqual({ stdout: "", stderr: "", code: 0 });
  });
  test("a thousand frames run, more are a RecursionError", async () => {
    const source =
      "def f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\nprint(f(990))\ntry:\n    f(10**6)\nexcept RecursionError as e:\n    print('deep', e)\n";
    const { stdout, code } = await gradlens("run", file("deep.py", source));
    expect(stdout).toMatch(/^990\ndeep maximum recursion depth exceeded/);
    expect(code).toBe(0);
  });
  test("a notebook goes on after a cell that fails", async () => {
    const path = file(
      "cells.ipynb",
      notebook([{ source: "x = 1\nx" }, { source: "1 / 0" }, { source: "print(x + 1)" }]),
    );
    const { stdout, stderr, code } = await gradlens("run", path);
    expect(stdout).toBe("1\n2\n");
    expect(stderr).toMatch(/ZeroDivisionError: division by zero\n$/);
    expect(code).toBe(1);
  });
  test("Markdown fences run in order", async () => {
    const path = file("doc.md", "# T\n\n```python\nx = 2\n```\ntext\n\n```python\nprint(x)\n```\n");
    expect(await gradlens("run", path)).toEqual({ stdout: "2\n", stderr: "", code: 0 });
  });
  test("warnings go to stderr", async () => {
    const { stdout, stderr, code } = await gradlens(
      "run",
      file("warn.py", "import warnings\nwarnings.warn('careful')\nprint(1)\n"),
    );
    expect([stdout, code]).toEqual(["1\n", 0]);
    expect(stderr).toMatch(/warn\.py:2: UserWarning: careful/);
  });
  test("tensors that fill the memory end the program, what was printed stays", async () => {
    const source = "import torch\nprint('begin')\na = []\nwhile True:\n    a.append(torch.ones(20_000_000))\n";
    const { stdout, stderr, code } = await gradlens("run", file("eat.py", source));
    expect([stdout, code]).toEqual(["begin\n", 1]);
    expect(stderr).toMatch(/line 5\nStopped: out of memory\n$/);
  });
  test("an allocation beyond all bounds is refused", async () => {
    const { stderr, code } = await gradlens("run", file("huge.py", "import torch\ntorch.zeros(10**12)\n"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/4000000000000 bytes|memory/);
  });
});

describe("unusable files and arguments", () => {
  test.each([
    [["run", "nowhere.py"], "nowhere.py: no such file"],
    [["run", file("cut.ipynb", '{"nbformat": 4,\n "cells": [')], "the text ends too early, in line 2, column 12"],
    [["run", file("no.ipynb", "hello")], "not JSON: unexpected `h` in line 1, column 1"],
    [["run", file("void.ipynb", "")], "the file is empty"],
    [["run", file("a.txt", "")], "only .py, .ipynb and .md"],
    [["frobnicate"], "unknown command `frobnicate`"],
    [["run"], "which file?"],
    [["check"], "which files?"],
    [["run", "--batch", file("bad.jsonl", '{"id": 1}\n')], 'line 1 is not {"id", "source"}'],
  ])("%j", async (args, message) => {
    const { stdout, stderr, code } = await gradlens(...args);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });
});

describe("run --batch", () => {
  test("isolated programs, answers in order", async () => {
    const programs = [
      { id: "a", source: "x = 1\nprint(x)" },
      { id: "b", source: "print(x)" },
      { id: "c", source: "raise ValueError('no')" },
      { id: 4, source: "def f(:\n" },
      { id: 5, source: "import torch\ntorch.manual_seed(0)\nprint(torch.tensor([1.0]))" },
      { id: 6, source: "print('é', end='')" },
    ];
    const path = file("programs.jsonl", programs.map((p) => JSON.stringify(p)).join("\n"));
    const { stdout, code } = await gradlens("run", "--batch", path);
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(answers).toMatchObject([
      { id: "a", stdout: "1\n", error: null },
      { id: "b", stdout: "", error: "NameError: name 'x' is not defined" },
      { id: "c", stdout: "", error: "ValueError: no" },
      { id: 4, stdout: "", error: "SyntaxError: invalid syntax" },
      { id: 5, stdout: "tensor([1.])\n", error: null },
      { id: 6, stdout: "é", error: null },
    ]);
    expect(code).toBe(0);
  });
  test("a program that does not end is stopped, and the next one runs", async () => {
    const programs = [
      { id: 1, source: "print('on')\nwhile True:\n    pass" },
      { id: 2, source: "print('next')" },
      { id: 3, source: "a = []\nwhile True:\n    a.append('x' * 10**6)" },
      { id: 4, source: "async def f(): pass" },
      { id: 5, source: "print('last')" },
      { id: 6, source: "import torch\nx = torch.ones(400, 400)\nwhile True:\n    x = x @ x * 0.001" },
    ];
    const path = file("endless.jsonl", programs.map((p) => JSON.stringify(p)).join("\n"));
    const { stdout } = await gradlens("run", "--batch", path);
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { error: string | null; stdout: string });
    expect(answers.map((a) => a.stdout)).toEqual(["on\n", "next\n", "", "", "last\n", ""]);
    expect(answers[0]!.error).toBe("Stopped: after 10000 ms");
    expect(answers[2]!.error).toMatch(/^Stopped: (out of memory|after 10000 ms)$/);
    expect(answers[5]!.error).toBe("Stopped: after 10000 ms");
    expect(answers[3]!.error).toMatch(/^NotSupported: /);
  }, 60_000);
});

describe("check", () => {
  const result = (text: string): object => ({ output_type: "execute_result", data: { "text/plain": [text] } });
  const stdout = (...text: string[]): object => ({ output_type: "stream", name: "stdout", text });
  test("notebooks: stdout, result and error are compared, stderr is not", async () => {
    const path = file(
      "check.ipynb",
      notebook([
        { source: "x = 1\nprint('a')\nprint('b')\nx", outputs: [stdout("a\n"), stdout("b\n"), result("1")] },
        { source: "x + 1", outputs: [result("3")] },
        {
          source: "1 / 0",
          outputs: [{ output_type: "error", ename: "ZeroDivisionError", evalue: "division by zero" }],
        },
        { source: "x = 5", outputs: [{ output_type: "stream", name: "stderr", text: ["w"] }] },
        { source: "# nothing", outputs: [result("5")] },
        { source: "x" },
      ]),
    );
    const { stdout: out, code } = await gradlens("check", path);
    expect(out).toBe(
      `${path}, cell 1 [1], line 1: the stored output does not match\n  expected: 3\n  actual:   2\n` +
        `${path}, cell 4 [1], line 1: the stored output does not match\n  expected: 5\n  actual:   (nothing)\n3 of 5 match\n`,
    );
    expect(code).toBe(1);
  });
  test("expectations, and --json", async () => {
    const path = file(
      "expect.py",
      "x = 3\nx + 1  # => 4\ny = x * 2  # => 7\nprint('a', 'b')  # => a b\nfor i in range(3):\n    i  # => 2\n1 / 0\nx  # => 3\n",
    );
    const { stdout: out, code } = await gradlens("check", "--json", path);
    const found = JSON.parse(out) as unknown[];
    expect(found).toEqual([
      { file: path, cell: null, line: 2, kind: "expectation", ok: true, expected: "4", actual: "4" },
      { file: path, cell: null, line: 3, kind: "expectation", ok: false, expected: "7", actual: "6" },
      { file: path, cell: null, line: 4, kind: "expectation", ok: true, expected: "a b", actual: "a b" },
      { file: path, cell: null, line: 6, kind: "expectation", ok: true, expected: "2", actual: "2" },
      { file: path, cell: null, line: 8, kind: "expectation", ok: false, expected: "3", actual: "not evaluated" },
    ]);
    expect(code).toBe(1);
  });
  test("all well is exit 0", async () => {
    const path = file("well.md", "```python\n1 + 1  # => 2\n```\n");
    expect(await gradlens("check", path)).toEqual({ stdout: "1 of 1 match\n", stderr: "", code: 0 });
  });
  test("a file that can't be read does not hide the others", async () => {
    const path = file("fine.py", "1  # => 1\n");
    const { stdout: out, stderr, code } = await gradlens("check", "nowhere.py", path);
    expect(out).toBe("1 of 1 match\n");
    expect(stderr).toContain("nowhere.py");
    expect(code).toBe(2);
  });

  const seeds = join(process.cwd(), "..", "shared", "seeds");
  test.skipIf(!existsSync(seeds))("notebooks from the field, where they are at hand", async () => {
    const files = readdirSync(seeds)
      .filter((f) => f.endsWith(".ipynb"))
      .map((f) => join(seeds, f));
    const { stdout: out, code } = await gradlens("check", ...files);
    expect(out.trimEnd().split("\n").at(-1)).toBe("109 of 110 match");
    expect(out).toContain("cell 36 [44]");
    expect(code).toBe(1);
  });
});
