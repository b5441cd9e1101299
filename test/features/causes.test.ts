/**
 * Where an error of backward comes from: the line that cut the path, both lines of an in-place conflict. PyTorch's
 * messages are those of 2.13.
 */
import { describe, expect, test } from "vitest";
import { provideDiagnostics } from "../../server/features/provideDiagnostics.ts";
import { evaluate } from "./evaluated.ts";

/** `line: code: words` of every mark, lines from 1. */
async function marksOf(text: string): Promise<string[]> {
  const { scene } = await evaluate(text);
  return provideDiagnostics(scene.trace, scene.places, []).map(
    ({ range, code, message }) => `${range.start.line + 1}: ${code}: ${message}`,
  );
}

const cut = (inner: string, outer: string) =>
  `the path for gradients ends here: \`${inner}\` requires grad, \`${outer}\` does not`;

/** The error on its line, and the one cause on its own. */
async function checkCause(text: string, errorLine: number, causeLine: number, cause: string): Promise<void> {
  expect(await marksOf(text)).toEqual([
    `${errorLine}: RuntimeError: RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn`,
    `${causeLine}: cause: ${cause}`,
  ]);
}

describe("a loss without a path", () => {
  test("a detach some statements above", () =>
    checkCause(
      `
      import torch
      x = torch.ones(2, requires_grad=True)
      h = x * 3
      y = h.detach() * 2
      loss = y.sum()
      loss.backward()
      `,
      6,
      4,
      cut("h", "h.detach()"),
    ));

  test("a value computed in no_grad", () =>
    checkCause(
      `
      import torch
      x = torch.ones(2, requires_grad=True)
      with torch.no_grad():
          y = x * 2
      y.sum().backward()
      `,
      5,
      4,
      cut("x", "x * 2"),
    ));

  test("a number made of it and a tensor made of that", () =>
    checkCause(
      `
      import torch
      x = torch.ones(2, requires_grad=True)
      loss = torch.tensor(x.sum().item())
      loss.backward()
      `,
      4,
      3,
      cut("x.sum()", "x.sum().item()"),
    ));

  test("a leaf that never required grad", () =>
    checkCause(
      `
      import torch
      x = torch.ones(2)
      y = x * 2
      y.sum().backward()
      `,
      4,
      2,
      "made here without `requires_grad=True`",
    ));

  test("inside a function, its own names count", () =>
    checkCause(
      `
      import torch
      x = torch.ones(2, requires_grad=True)
      def f(x):
          h = x.detach()
          loss = h.sum()
          loss.backward()
      f(x)
      `,
      6,
      4,
      cut("x", "x.detach()"),
    ));
});

describe("an in-place conflict", () => {
  test("both lines are shown: where backward needs the tensor, and where it was changed", async () => {
    const { scene } = await evaluate(`
      import torch
      x = torch.ones(2, requires_grad=True)
      y = x.exp()
      y += 1
      y.sum().backward()
    `);
    const [error, cause] = provideDiagnostics(scene.trace, scene.places, []);
    expect(error).toMatchObject({ code: "RuntimeError", range: { start: { line: 4 } } });
    expect(error!.related.map(({ location, message }) => [location.range.start.line + 1, message])).toEqual([
      [3, "saved here by ExpBackward0"],
      [4, "changed in place here"],
    ]);
    expect(cause).toMatchObject({ code: "cause", severity: "information", range: { start: { line: 3 } } });
  });

  test("of two tensors that look alike, the one that was changed is named: the run saw it", async () => {
    const marks = await marksOf(`
      import torch
      x = torch.ones(2, requires_grad=True)
      y = x.exp()
      z = x.exp()
      y += 1
      z.sum().backward()
      y.sum().backward()
    `);
    expect(marks.slice(1)).toEqual(["5: cause: changed in place here: backward needs the old value"]);
  });
});
