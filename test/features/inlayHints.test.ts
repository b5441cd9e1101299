import { describe, expect, test } from "vitest";
import { provideInlayHints } from "../../server/features/provideInlayHints.ts";
import type { Scene } from "../../server/features/scene.ts";
import { dedent, leaf, made, plain, Run, tensor } from "./fixture.ts";
import { asked, quadratic } from "./quadratic.ts";
import { weave } from "./weave.ts";

const everything = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

function checkHints(run: Run, expected: string, more: Parameters<Run["scene"]>[0] = {}): void {
  expect(weave(run.source, { hints: provideInlayHints(run.scene(more), everything) })).toBe(dedent(expected));
}

describe("inlay hints", () => {
  test("values and gradients stand at the end of the line, the shape first", () => {
    checkHints(
      quadratic(),
      `
      import torch
      w = torch.tensor([1., 2.], requires_grad=True)  # ⟦[2] tensor([1., 2.]) · ∇ tensor([2., 4.])⟧
      lr = 0.1
      loss = (w ** 2).sum()  # ⟦tensor(5.) · ∇ tensor(1.)⟧
      loss.backward()
      print(w.grad)  # ⟦› tensor([2., 4.])⟧
      `,
    );
  });

  test("values only", () => {
    checkHints(
      quadratic(),
      `
      import torch
      w = torch.tensor([1., 2.], requires_grad=True)  # ⟦[2] tensor([1., 2.])⟧
      lr = 0.1
      loss = (w ** 2).sum()  # ⟦tensor(5.)⟧
      loss.backward()
      print(w.grad)  # ⟦› tensor([2., 4.])⟧
      `,
      { settings: { inlayHints: "values" } },
    );
  });

  test("gradients only", () => {
    checkHints(
      quadratic(),
      `
      import torch
      w = torch.tensor([1., 2.], requires_grad=True)  # ⟦∇ tensor([2., 4.])⟧
      lr = 0.1
      loss = (w ** 2).sum()  # ⟦∇ tensor(1.)⟧
      loss.backward()
      print(w.grad)
      `,
      { settings: { inlayHints: "gradients" } },
    );
  });

  test("off", () => {
    const run = quadratic();
    checkHints(run, run.source, { settings: { inlayHints: "off" } });
  });

  test("where the editor draws the overlay of a chosen run, hints do not repeat its gradients", () => {
    const hints = provideInlayHints(
      quadratic().scene({ chosen: asked, chosenRoot: "root:loss", settings: { drawsOverlay: true } }),
      everything,
    );
    expect(hints.map(({ text }) => text)).toEqual(["[2] tensor([1., 2.])", "tensor(5.)", "› tensor([2., 4.])"]);
  });

  test("the length is capped, and what one half does not need the other may use", () => {
    checkHints(
      quadratic(),
      `
      import torch
      w = torch.tensor([1., 2.], requires_grad=True)  # ⟦[2] tensor(… · ∇ tensor([2.…⟧
      lr = 0.1
      loss = (w ** 2).sum()  # ⟦tensor(5.) · ∇ tensor(1.)⟧
      loss.backward()
      print(w.grad)  # ⟦› tensor([2., 4.])⟧
      `,
      { settings: { hintLength: 28 } },
    );
    for (const { text } of provideInlayHints(quadratic().scene({ settings: { hintLength: 17 } }), everything)) {
      expect(text.length).toBeLessThanOrEqual(17);
    }
  });

  test("in a loop the last pass is shown with the number of passes, or the pass that was stepped to", () => {
    const run = new Run(`
      for i in range(3):
          y = x * i
      z = 1
    `)
      .bound("i", [plain("int", "0", 0), plain("int", "1", 1), plain("int", "2", 2)])
      .bound("y", [tensor("tensor(0.)", [0]), tensor("tensor(2.)", [2]), tensor("tensor(4.)", [4])]);
    checkHints(
      run,
      `
      for i in range(3):  # ⟦2 ×3⟧
          y = x * i  # ⟦tensor(4.) ×3⟧
      z = 1
      `,
    );
    checkHints(
      run,
      `
      for i in range(3):  # ⟦1 ×3⟧
          y = x * i  # ⟦tensor(2.) ×3⟧
      z = 1
      `,
      { passes: [{ uri: "file:///fixture.py", line: 1, pass: 1 }] },
    );
  });

  test("several targets are told apart by name; a repeated value is told once", () => {
    const run = new Run(`
      a, b = split(x)
      c = d = x
    `)
      .bound("a", tensor("tensor(1.)", [1]))
      .bound("b", tensor("tensor(2.)", [2]))
      .bound("c", tensor("tensor(3.)", [3]))
      .bound("d", tensor("tensor(3.)", [3]));
    checkHints(
      run,
      `
      a, b = split(x)  # ⟦a = tensor(1.), b = tensor(2.)⟧
      c = d = x  # ⟦tensor(3.)⟧
      `,
    );
  });

  test("a statement over several lines has its hint at its end", () => {
    const run = new Run(`
      w = torch.tensor([
          1.,  # a comment with ( in it
          2.])
      w
    `)
      .bound("w", leaf("tensor([1., 2.], requires_grad=True)", [1, 2], "w"))
      .seen("w", leaf("tensor([1., 2.], requires_grad=True)", [1, 2], "w"), { nth: 2 });
    checkHints(
      run,
      `
      w = torch.tensor([
          1.,  # a comment with ( in it
          2.])  # ⟦[2] tensor([1., 2.])⟧
      w  # ⟦[2] tensor([1., 2.])⟧
      `,
    );
  });

  test("literals, functions, modules and None say nothing that the line does not say", () => {
    const run = new Run(`
      lr = 0.1
      name = 'a'
      count = len(x)
      f = torch.relu
      none = g()
    `)
      .bound("lr", plain("float", "0.1", 0.1))
      .bound("name", plain("str", "'a'"))
      .bound("count", plain("int", "3", 3))
      .bound("f", plain("builtin_function_or_method", "<built-in method relu>"))
      .bound("none", plain("NoneType", "None"));
    checkHints(
      run,
      `
      lr = 0.1
      name = 'a'
      count = len(x)  # ⟦3⟧
      f = torch.relu
      none = g()
      `,
    );
  });

  test("a line with an expectation already says its value; a gradient may follow", () => {
    const run = new Run("x.sum()  # => tensor(3.)\n").seen(
      "x.sum()",
      made("tensor(3., grad_fn=<SumBackward0>)", [3], "s", "SumBackward0"),
    );
    checkHints(run, run.source);
  });

  test("a watched expression is shown at its comment, beside what the line binds", () => {
    const run = new Run(`
      # gradlens: watch a + b
      c = a * b  # gradlens: watch zz
    `)
      .seen("a + b", tensor("tensor(3.)", [3]), { syntax: "BinOp", name: null })
      .bound("c", tensor("tensor(2.)", [2]), { nth: 1 })
      .seen("zz", tensor("tensor(1.)", [1]));
    checkHints(
      run,
      `
      # gradlens: watch a + b  # ⟦tensor(3.)⟧
      c = a * b  # gradlens: watch zz  # ⟦c = tensor(2.), zz = tensor(1.)⟧
      `,
    );
  });

  test("wrapped rows are joined to one line", () => {
    const run = new Run("m = f()\n").bound(
      "m",
      tensor("tensor([[1., 2.],\n        [3., 4.]])", [1, 2, 3, 4], { shape: [2, 2] }),
    );
    checkHints(run, "m = f()  # ⟦[2, 2] tensor([[1., 2.], [3., 4.]])⟧\n");
  });

  test("a stale hint says so where it is looked at", () => {
    const scene: Scene = quadratic().scene({ isStale: true });
    for (const hint of provideInlayHints(scene, everything).filter(({ text }) => !text.startsWith("›"))) {
      expect(hint.tooltip).toContain("from before the last edit");
    }
  });
});
