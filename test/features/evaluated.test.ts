/**
 * What a user sees of programs that the engine evaluated. Values are PyTorch 2.13's own, or the arithmetic stands beside
 * them.
 */
import { describe, expect, test } from "vitest";
import { provideCodeLenses } from "../../server/features/provideCodeLenses.ts";
import { provideDiagnostics } from "../../server/features/provideDiagnostics.ts";
import { provideHover } from "../../server/features/provideHover.ts";
import { provideInlayHints } from "../../server/features/provideInlayHints.ts";
import { provideOverlay } from "../../server/features/provideOverlay.ts";
import type { Scene } from "../../server/features/scene.ts";
import { evaluate } from "./evaluated.ts";
import { dedent } from "./fixture.ts";
import { weave } from "./weave.ts";

const everything = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

function viewsOf(scene: Scene) {
  return {
    hints: provideInlayHints(scene, everything),
    lenses: provideCodeLenses(scene),
    overlay: provideOverlay(scene),
    diagnostics: provideDiagnostics(scene.trace, scene.places, []),
  };
}

/** The whole editor after the text was run. */
async function checkEditor(text: string, expected: string): Promise<void> {
  const { source, scene } = await evaluate(text);
  expect(weave(source, viewsOf(scene))).toBe(dedent(expected));
}

async function hoverOf(text: string, marked: string): Promise<string | null> {
  const evaluated = await evaluate(text);
  return provideHover(evaluated.scene, evaluated.at(marked))?.markdown ?? null;
}

describe("the editor", () => {
  test("a loss and its gradients", async () => {
    // loss = (1·3)² + (2·4)² = 73, ∂loss/∂w = 2·w·x² = [18, 64]
    await checkEditor(
      `
      import torch
      w = torch.tensor([1., 2.], requires_grad=True)
      x = torch.tensor([3., 4.])
      loss = ((w * x) ** 2).sum()
      loss.backward()
      print(w.grad)
      `,
      `
      import torch
      w = torch.tensor([1., 2.], requires_grad=True)  # ⟦[2] tensor([1., 2.]) · ∇ tensor([18., 64.])⟧
      x = torch.tensor([3., 4.])  # ⟦[2] tensor([3., 4.])⟧
      # ⟦▶ Run backward⟧ ⟦Graph⟧
      loss = ((w * x) ** 2).sum()  # ⟦tensor(73.) · ∇ tensor(1.)⟧
      # ⟦▶ Run backward⟧ ⟦Graph⟧
      loss.backward()
      print(w.grad)  # ⟦› tensor([18., 64.])⟧
      `,
    );
  });

  test("functions show what their last call saw, and what was returned", async () => {
    // f(2) = 2·2 + 1 = 5; f(3) = 7
    await checkEditor(
      `
      import torch
      def f(x):
          y = x * 2
          return y + 1
      a = f(torch.tensor(2.))
      b = f(torch.tensor(3.))
      `,
      `
      import torch
      def f(x):
          y = x * 2  # ⟦tensor(6.) ×2⟧
          return y + 1  # ⟦tensor(7.) ×2⟧
      a = f(torch.tensor(2.))  # ⟦tensor(5.)⟧
      b = f(torch.tensor(3.))  # ⟦tensor(7.)⟧
      `,
    );
  });

  test("in-place changes show the tensor as it was at each line", async () => {
    await checkEditor(
      `
      import torch
      x = torch.zeros(2)
      x[0] = 5
      x += 1
      x
      `,
      `
      import torch
      x = torch.zeros(2)  # ⟦[2] tensor([0., 0.])⟧
      x[0] = 5  # ⟦[2] tensor([5., 0.])⟧
      x += 1  # ⟦[2] tensor([6., 1.])⟧
      x  # ⟦[2] tensor([6., 1.])⟧
      `,
    );
  });

  test("what a comprehension binds is not what its line leaves behind; literals need no hint", async () => {
    await checkEditor(
      `
      a, b = 1, 2.5
      a += 1
      y = [v * 2 for v in range(3)]
      `,
      `
      a, b = 1, 2.5
      a += 1  # ⟦2⟧
      y = [v * 2 for v in range(3)]  # ⟦[0, 2, 4]⟧
      `,
    );
  });

  test("an exception keeps everything before it", async () => {
    await checkEditor(
      `
      import torch
      a = torch.ones(2)
      b = a + torch.ones(3)
      c = a * 2
      `,
      `
      import torch
      a = torch.ones(2)  # ⟦[2] tensor([1., 1.])⟧
      b = a + torch.ones(3)
      #   ^^^^^^^^^^^^^^^^^ error RuntimeError: RuntimeError: The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0
      c = a * 2
      `,
    );
  });
});

describe("a backward run that was asked for", () => {
  test("shows the gradient behind every line that contributed", async () => {
    const text = `
      import torch
      w = torch.tensor(3., requires_grad=True)
      b = torch.tensor(1., requires_grad=True)
      y = w * 2 + b
      unused = b * 5
      loss = y ** 2
    `;
    const evaluated = await evaluate(text);
    // y = 7: ∂loss/∂y = 14, ∂loss/∂w = 28, ∂loss/∂b = 14; ‖∇‖ = √(28² + 14²) = 31.30
    const scene = evaluated.backward("loss");
    expect(weave(evaluated.source, { overlay: provideOverlay(scene), lenses: provideCodeLenses(scene) })).toBe(
      dedent(`
      import torch
      w = torch.tensor(3., requires_grad=True)  # ⟪∂loss/∂w = tensor(28.)⟫
      b = torch.tensor(1., requires_grad=True)  # ⟪∂loss/∂b = tensor(14.)⟫
      y = w * 2 + b  # ⟪∂loss/∂y = tensor(14.)⟫
      # ⟦▶ Run backward⟧ ⟦Graph⟧
      unused = b * 5
      # ⟦✓ 2 gradients · ‖∇‖ 31.3 · clear⟧ ⟦Graph⟧
      loss = y ** 2  # ⟪∂loss/∂loss = tensor(1.)⟫
      `),
    );
  });

  test("the hover has the rule with numbers, and the chain", async () => {
    const evaluated = await evaluate(`
      import torch
      x = torch.tensor(9., requires_grad=True)
      y = x ** 2
    `);
    const scene = evaluated.withGraph(evaluated.backward());
    // ∂(x²)/∂x = 2·9 = 18
    const onPower = provideHover(scene, evaluated.at("x *$0* 2"))!.markdown;
    expect(onPower).toMatch(/∂\(x \*\* 2\)\/∂x = .* = 18/);
    const onLeaf = provideHover(scene, evaluated.at("y = $0x"))!.markdown;
    expect(onLeaf).toMatch(/∂\(x \*\* 2\)\/∂x = .* = 18/);
    expect(onLeaf).toContain("**`∂y/∂x`**\n\n```python\ntensor(18.)\n```");
    expect(onLeaf).toContain("chain: `PowBackward0 y → AccumulateGrad x`");
  });
});

describe("hover", () => {
  test("values are those of that line, also after a rebinding", async () => {
    const text = "import torch\nx = torch.tensor(1.)\ny = x + 1\nx = torch.tensor(5.)\n";
    expect(await hoverOf(text, "y = $0x")).toContain("tensor(1.)");
    expect(await hoverOf(text, "$0x = torch.tensor(5")).toContain("tensor(5.)");
  });

  test("accumulation over two backward calls: 6 + 6 = 12", async () => {
    const text = `
      import torch
      x = torch.tensor(3., requires_grad=True)
      (x ** 2).backward()
      (x ** 2).backward()
      x.grad
    `;
    expect(await hoverOf(text, "$0x = torch")).toContain("accumulated in `.grad`: `6 + 6 = 12`");
    expect(await hoverOf(text, "x.g$0rad")).toContain("`x.grad` · Tensor float32 []");
    expect(await hoverOf(text, "x.g$0rad")).toContain("tensor(12.)");
  });

  test("parameters and arguments of a call", async () => {
    const text = "import torch\ndef f(x, n):\n    return x * n\nf(torch.ones(2), 3)\n";
    expect(await hoverOf(text, "def f($0x")).toContain("`x` · Tensor float32 [2]");
    expect(await hoverOf(text, "def f(x, $0n")).toContain("`n` · `int`");
  });

  test("views and versions are told", async () => {
    const text = "import torch\nx = torch.zeros(3)\nv = x[1:]\nv += 1\n";
    expect(await hoverOf(text, "v $0+= 1".replace("v $0", "$0v "))).toContain("view · version 1");
  });
});
