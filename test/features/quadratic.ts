/** A small run that most tests share: loss = Σ w², w = [1, 2], so loss = 5 and ∂loss/∂w = 2·w = [2, 4]. */
import { backwardRun, face, gradient, leaf, made, plain, Run } from "./fixture.ts";

export const gradients = {
  w: gradient(face("tensor([2., 4.])", [2, 4], [2]), { accumulated: { before: null, after: "tensor([2., 4.])" } }),
  square: gradient(face("tensor([1., 1.])", [1, 1], [2])),
  sum: gradient(face("tensor(1.)", [1])),
};

export function quadratic(): Run {
  const w = leaf("tensor([1., 2.], requires_grad=True)", [1, 2], "w");
  const square = made("tensor([1., 4.], grad_fn=<PowBackward0>)", [1, 4], "square", "PowBackward0");
  const sum = made("tensor(5., grad_fn=<SumBackward0>)", [5], "sum", "SumBackward0");
  return new Run(`
    import torch
    w = torch.tensor([1., 2.], requires_grad=True)
    lr = 0.1
    loss = (w ** 2).sum()
    loss.backward()
    print(w.grad)
  `)
    .bound("w", w)
    .seen("torch.tensor([1., 2.], requires_grad=True)", w)
    .seen("torch.tensor", plain("builtin_function_or_method", "<built-in method tensor>"), { syntax: "Attribute" })
    .bound("lr", plain("float", "0.1", 0.1))
    .bound("loss", sum)
    .seen("(w ** 2).sum()", sum)
    .seen("w ** 2", square, { syntax: "BinOp" })
    .seen("w ", w, { nth: 1, name: "w", syntax: "Name" })
    .seen("loss", sum, { nth: 1 })
    .seen("loss.backward()", plain("NoneType", "None"))
    .root("loss = (w ** 2).sum()", "loss", "sum", "SumBackward0")
    .backward("loss.backward()", "loss", "sum", gradients)
    .printed("print(w.grad)", "tensor([2., 4.])\n");
}

/** The same as a lens would have asked for: nothing accumulated anywhere. */
export const asked = backwardRun(99, null, "loss", "sum", {
  ...gradients,
  w: gradient(face("tensor([2., 4.])", [2, 4], [2])),
});
