import { describe, expect, test } from "vitest";
import type { CodeAction } from "../../server/features/editorTerms.ts";
import { provideCodeActions } from "../../server/features/provideCodeActions.ts";
import { provideCompletion } from "../../server/features/provideCompletion.ts";
import { type AnnotationProblem, provideDiagnostics } from "../../server/features/provideDiagnostics.ts";
import { dedent, Run, uri } from "./fixture.ts";
import { quadratic } from "./quadratic.ts";
import { weave } from "./weave.ts";

function checkDiagnostics(run: Run, expected: string, annotations: readonly AnnotationProblem[] = []): void {
  const diagnostics = provideDiagnostics(run.trace(), run.scene().places, annotations);
  expect(weave(run.source, { diagnostics })).toBe(dedent(expected));
}

const misspelt: AnnotationProblem = {
  uri,
  range: { start: { line: 0, character: 12 }, end: { line: 0, character: 14 } },
  message: "`onn` is not a GradLens directive: did you mean `on`?",
  suggestion: "on",
};

describe("diagnostics", () => {
  test("exceptions keep PyTorch's text, and point at both lines of a conflict", () => {
    const run = new Run(`
      y = x.exp()
      y += 1
      y.sum().backward()
    `);
    run.problem("y.sum().backward()", {
      kind: "exception",
      name: "RuntimeError",
      message: "one of the variables needed for gradient computation has been modified by an inplace operation",
      related: [
        { range: run.range("x.exp()"), message: "saved here by exp" },
        { range: run.range("y += 1"), message: "changed here" },
      ],
    });
    checkDiagnostics(
      run,
      `
      y = x.exp()
      y += 1
      y.sum().backward()
      #^^^^^^^^^^^^^^^^^^ error RuntimeError: RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation
      #   see 1:5 saved here by exp
      #   see 2:1 changed here
      `,
    );
  });

  test("warnings, what is not supported, stops and drifts have their own weight", () => {
    const run = new Run(`
      a.grad
      torch.foo(a)
      while True: pass
      b  # => tensor(1.)
    `)
      .problem("a.grad", { kind: "warning", name: "UserWarning", message: "The .grad attribute of a Tensor" })
      .problem("torch.foo(a)", { kind: "unsupported", name: "NotSupported", message: "torch.foo" })
      .problem("while True: pass", { kind: "stopped", name: "stopped", message: "stopped after 2000 ms" })
      .problem("b  # => tensor(1.)", { kind: "expectation", name: "drift", message: "was tensor(1.), now tensor(2.)" });
    checkDiagnostics(
      run,
      `
      a.grad
      #^^^^^^ warning UserWarning: UserWarning: The .grad attribute of a Tensor
      torch.foo(a)
      #^^^^^^^^^^^^ warning NotSupported: not supported: torch.foo
      while True: pass
      #^^^^^^^^^^^^^^^^ information stopped: stopped after 2000 ms
      b  # => tensor(1.)
      #^^^^^^^^^^^^^^^^^^ warning expectation: was tensor(1.), now tensor(2.)
      `,
    );
  });

  test("the same warning of every pass is told once", () => {
    const run = new Run("f()\n");
    for (let i = 0; i < 3; i++) run.problem("f()", { kind: "warning", name: "UserWarning", message: "again" });
    expect(provideDiagnostics(run.trace(), run.scene().places, [])).toHaveLength(1);
  });

  test("a misspelt directive is told before anything has run", () => {
    expect(provideDiagnostics(null, null, [misspelt])).toMatchObject([{ severity: "warning", code: "directive" }]);
  });
});

/** The text after an action's edits. */
function applied(source: string, action: CodeAction): string {
  const lines = source.split("\n");
  for (const { range, newText } of [...action.edits].sort((a, b) => b.range.start.line - a.range.start.line)) {
    const line = lines[range.start.line]!;
    lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
  }
  return lines.join("\n");
}

const line = (at: number) => ({ start: { line: at, character: 0 }, end: { line: at, character: 0 } });

describe("code actions", () => {
  test("a misspelt directive is corrected", () => {
    const source = "# gradlens: onn\n";
    const problem = { ...misspelt, range: { start: { line: 0, character: 12 }, end: { line: 0, character: 15 } } };
    const [action] = provideCodeActions(
      uri,
      { start: { line: 0, character: 13 }, end: { line: 0, character: 13 } },
      null,
      [problem],
      [],
    );
    expect(action!.title).toBe("Change to `on`");
    expect(applied(source, action!)).toBe("# gradlens: on\n");
  });

  test("an expectation is rewritten, one or all", () => {
    const run = new Run("a  # => 1\nb  # => 2\n");
    const drift = (at: number, actual: string) => ({
      uri,
      range: { start: { line: at, character: 8 }, end: { line: at, character: 9 } },
      actual,
    });
    const actions = provideCodeActions(uri, line(0), run.scene(), [], [drift(0, "3"), drift(1, "4")]);
    expect(actions.map(({ title }) => title)).toEqual([
      "Update the expectation",
      "Update all 2 expectations of this file",
    ]);
    expect(applied(run.source, actions[0]!)).toBe("a  # => 3\nb  # => 2\n");
    expect(applied(run.source, actions[1]!)).toBe("a  # => 3\nb  # => 4\n");
  });

  test("a stale result is never written into the text", () => {
    const run = new Run("a  # => 1\n");
    const drift = { uri, range: { start: { line: 0, character: 8 }, end: { line: 0, character: 9 } }, actual: "3" };
    expect(provideCodeActions(uri, line(0), run.scene({ isStale: true }), [], [drift])).toEqual([]);
  });

  test("where the time for typing ran out, the long limit is offered", () => {
    const run = new Run("while True: pass\n").problem("while True: pass", {
      kind: "stopped",
      name: "stopped",
      message: "m",
    });
    const [action] = provideCodeActions(uri, line(0), run.scene(), [], []);
    expect(action!.command).toMatchObject({ command: "gradlens.server.runOn", arguments: [{ uri }] });
  });

  test("a root's line offers its backward run", () => {
    const actions = provideCodeActions(uri, line(3), quadratic().scene(), [], []);
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([["GradLens: Run backward (loss)", "source"]]);
  });
});

describe("completion", () => {
  const labels = (before: string) =>
    provideCompletion(before, { line: 0, character: before.length }).map(({ label }) => label);

  test("directives after the word and its colon", () => {
    expect(labels("# gradlens: ")).toEqual(["on", "off", "skip", "watch", "example"]);
    expect(labels("    #gradlens:o")).toEqual(["on", "off", "skip", "watch", "example"]);
  });

  test("the whole directive after its first letters, but not in every comment", () => {
    expect(labels("# gr")).toHaveLength(5);
    expect(labels("y = x  # gr")).toEqual(["# gradlens: skip", "# gradlens: watch"]);
    expect(labels("# ")).toEqual([]);
    expect(labels("# green")).toEqual([]);
    expect(labels("gr")).toEqual([]);
  });

  test("what was typed is replaced", () => {
    expect(provideCompletion("# gradlens: wa", { line: 4, character: 14 })[3]).toMatchObject({
      snippet: "watch $0",
      range: { start: { line: 4, character: 12 }, end: { line: 4, character: 14 } },
    });
  });
});
