import { describe, expect, test } from "vitest";
import type { CodeLens } from "../../server/features/editorTerms.ts";
import { provideCellStatus } from "../../server/features/provideCellStatus.ts";
import { provideCodeLenses, provideInvitation } from "../../server/features/provideCodeLenses.ts";
import { provideExampleLenses } from "../../server/features/provideExampleLenses.ts";
import { provideOverlay } from "../../server/features/provideOverlay.ts";
import { commands } from "../../server/protocol/requests.ts";
import { makeSnippet } from "../../server/snippet/make.ts";
import { dedent, face, gradient, leaf, made, Run, uri } from "./fixture.ts";
import { asked, quadratic } from "./quadratic.ts";
import { weave } from "./weave.ts";

type More = Parameters<Run["scene"]>[0];

function checkLenses(run: Run, expected: string, more: More = {}): void {
  expect(weave(run.source, { lenses: provideCodeLenses(run.scene(more)) })).toBe(dedent(expected));
}

function checkOverlay(run: Run, expected: string, more: More = {}): void {
  expect(weave(run.source, { overlay: provideOverlay(run.scene(more)) })).toBe(dedent(expected));
}

const chosen = { chosen: asked, chosenRoot: "root:loss" };

describe("code lenses", () => {
  test("on the statement that makes a root, and on its .backward()", () => {
    checkLenses(
      quadratic(),
      `
      import torch
      w = torch.tensor([1., 2.], requires_grad=True)
      lr = 0.1
      # ⟦▶ Run backward⟧ ⟦Graph⟧
      loss = (w ** 2).sum()
      # ⟦▶ Run backward⟧ ⟦Graph⟧
      loss.backward()
      print(w.grad)
      `,
    );
  });

  test("after a run: what it gave, and how to clear it", () => {
    // One leaf, ∇ = [2, 4], norm √20.
    checkLenses(
      quadratic(),
      `
      import torch
      w = torch.tensor([1., 2.], requires_grad=True)
      lr = 0.1
      # ⟦✓ 1 gradient · ‖∇‖ 4.472 · clear⟧ ⟦Graph⟧
      loss = (w ** 2).sum()
      # ⟦✓ 1 gradient · ‖∇‖ 4.472 · clear⟧ ⟦Graph⟧
      loss.backward()
      print(w.grad)
      `,
      { ...chosen, chosen: { ...asked, norm: Math.sqrt(20) } },
    );
  });

  test("the commands carry their arguments", () => {
    const [run, graph] = provideCodeLenses(quadratic().scene()) as [CodeLens, CodeLens];
    expect(run.command).toEqual({
      title: "▶ Run backward",
      command: commands.runBackward,
      arguments: [{ uri, root: "root:loss" }],
    });
    expect(graph.command.arguments).toEqual([uri, "root:loss"]);
  });

  test("a root that is not a scalar is reduced first", () => {
    const run = new Run("y = x * 2\n").root("y = x * 2", "y", "y", "MulBackward0", [3]);
    checkLenses(
      run,
      `
      # ⟦▶ Run backward: .sum()⟧ ⟦.mean()⟧ ⟦Graph⟧
      y = x * 2
      `,
    );
  });

  test("a root of every pass of a loop has one lens, for the last pass", () => {
    const run = new Run(`
      for x in xs:
          y = x * 2
    `)
      .root("y = x * 2", "first", "e0", "MulBackward0")
      .root("y = x * 2", "last", "e1", "MulBackward0");
    const lenses = provideCodeLenses(run.scene());
    expect(lenses.map(({ command }) => command.title)).toEqual(["▶ Run backward", "Graph"]);
    expect(lenses[0]!.command.arguments).toEqual([{ uri, root: "root:last" }]);
  });

  test("they can be switched off", () => {
    expect(provideCodeLenses(quadratic().scene({ settings: { codeLens: false } }))).toEqual([]);
  });

  test("a torch file without annotation gets one invitation", () => {
    const lenses = provideInvitation(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 12 } });
    expect(weave("import torch\n", { lenses })).toBe("# ⟦GradLens: inspect this file⟧ ⟦Annotate⟧\nimport torch\n");
    expect(lenses[0]!.command.arguments).toEqual([{ uri, on: true }]);
  });

  test("a cell's status bar names what its lenses would stand at", () => {
    expect(provideCellStatus(quadratic().scene()).map(({ text }) => text)).toEqual(["▶ Run backward loss", "Graph"]);
    expect(provideCellStatus(quadratic().scene({ uri: "file:///other.py" }))).toEqual([]);
  });
});

describe("examples", () => {
  const lensesOf = (run: Run, chosen: Readonly<Record<string, number>> = {}) => {
    const snippet = makeSnippet({ uri, version: 1, kind: "python", text: run.source }, { mode: "all" });
    return provideExampleLenses(uri, uri, snippet.codes, run.scene().places, (name) => chosen[name] ?? 0);
  };

  test("a lens at each of several examples chooses it; a method is named with its class", () => {
    const run = new Run(`
      class Net:
          # gradlens: example self=Net(), x=1
          # gradlens: example self=Net(), x=2
          @decorated
          def forward(self, x):
              return x
    `);
    const lenses = lensesOf(run, { "Net.forward": 1 });
    expect(weave(run.source, { lenses })).toBe(
      dedent(`
      class Net:
          # ⟦○ evaluate with this⟧
          # gradlens: example self=Net(), x=1
          # ⟦● evaluated⟧
          # gradlens: example self=Net(), x=2
          @decorated
          def forward(self, x):
              return x
      `),
    );
    expect(lenses[0]!.command.arguments).toEqual([{ uri, name: "Net.forward", example: 0 }]);
  });

  test("one example is no choice", () => {
    expect(
      lensesOf(new Run("# gradlens: example x=1\ndef f(x): pass\n# gradlens: example x=1\ndef g(x): pass\n")),
    ).toEqual([]);
  });
});

describe("overlay", () => {
  test("every contributing line shows its gradient", () => {
    checkOverlay(
      quadratic(),
      `
      import torch
      w = torch.tensor([1., 2.], requires_grad=True)  # ⟪∂loss/∂w = tensor([2., 4.])⟫
      lr = 0.1
      loss = (w ** 2).sum()  # ⟪∂loss/∂loss = tensor(1.)⟫
      loss.backward()
      print(w.grad)
      `,
      chosen,
    );
  });

  test("nothing without a chosen run", () => {
    expect(provideOverlay(quadratic().scene())).toEqual([]);
  });

  test("two names of a line are both told, one tensor once", () => {
    const a = leaf("tensor(1., requires_grad=True)", [1], "a");
    const run = new Run(`
      a, b = f()
      c = a
      y = a * b
    `)
      .bound("a", a)
      .bound("b", made("tensor(2., grad_fn=<MulBackward0>)", [2], "b", "MulBackward0"))
      .bound("c", a);
    const shown = {
      ...asked,
      rootName: "y",
      gradients: new Map([
        ["a", gradient(face("tensor(2.)", [2]))],
        ["b", gradient(face("tensor(1.)", [1]))],
      ]),
    };
    checkOverlay(
      run,
      `
      a, b = f()  # ⟪∂y/∂a = tensor(2.), ∂y/∂b = tensor(1.)⟫
      c = a  # ⟪∂y/∂c = tensor(2.)⟫
      y = a * b
      `,
      { chosen: shown, chosenRoot: "y" },
    );
  });
});
