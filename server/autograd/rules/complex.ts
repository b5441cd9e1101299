/** Complex numbers: conjugate, parts. For real tensors the conjugate is the tensor itself. */
import * as products from "../../tensor/arithmetic.ts";
import { toComplex } from "../../tensor/dtype.ts";
import * as kernel from "../../tensor/elementary.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { broadcastShapes, broadcastStrides, denseData, empty, type Strided, viewOf } from "../../tensor/strided.ts";
import * as views from "../../tensor/views.ts";
import { complexHooks } from "../modes.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { clone } from "./base.ts";
import { scalarTensor } from "./scalar.ts";
import { select } from "./shape.ts";
import { sgn } from "./sign.ts";

export const conjOp: Op<[self: Tensor]> = defineOp("_conj", {
  node: "ConjBackward0",
  forward: (self) => kernel.conjPhysical(self.impl),
  grad: [(g) => conj(g)],
  text: ["conj"],
});

/** The complex conjugate; the same tensor when it is real. */
export function conj(t: Tensor): Tensor {
  return t.dtype.category === "complex" ? conjOp(t) : t;
}

export const conjPhysical: Op<[self: Tensor]> = defineOp("conj_physical", {
  node: "ConjPhysicalBackward0",
  forward: (self) => kernel.conjPhysical(self.impl),
  grad: [(g) => conj(g)],
  text: ["conj"],
});

/** `conj_physical_()`: a node of another name. */
export const conjPhysicalInplace: Op<[self: Tensor]> = defineOp("conj_physical_", {
  ...conjPhysical.rule,
  node: "ConjPhysicalBackward1",
});

export const viewAsReal: Op<[self: Tensor]> = defineOp("view_as_real", {
  node: "ViewAsRealBackward0",
  isView: true,
  forward: (self) => views.viewAsReal(self.impl),
  grad: [(g) => viewAsComplex(g.impl.isContiguous ? g : clone(g))],
  text: ["1"],
});

export const viewAsComplex: Op<[self: Tensor]> = defineOp("view_as_complex", {
  node: "ViewAsComplexBackward0",
  isView: true,
  forward: (self) => views.viewAsComplex(self.impl),
  grad: [(g) => viewAsReal(g)],
  text: ["1"],
});

/** The real part: a view; the tensor itself when it is real. */
export function real(t: Tensor): Tensor {
  return t.dtype.category === "complex" ? select(viewAsReal(t), -1, 0) : t;
}
/** The imaginary part: a view. */
export function imag(t: Tensor): Tensor {
  if (t.dtype.category !== "complex") {
    throw new TorchError("RuntimeError", "imag is not implemented for tensors with non-complex dtypes.");
  }
  return select(viewAsReal(t), -1, 1);
}
complexHooks.real = (t) => real(t);

function pairUp(re: Strided, im: Strided): Strided {
  const shape = broadcastShapes(re.shape, im.shape);
  const out = empty(shape, toComplex(re.dtype));
  const a = denseData(viewOf(re, shape, broadcastStrides(re, shape)));
  const b = denseData(viewOf(im, shape, broadcastStrides(im, shape)));
  for (let i = 0; i < out.numel; i++) {
    out.storage.data[2 * i] = a[i]!;
    out.storage.data[2 * i + 1] = b[i]!;
  }
  return out;
}
function checkParts(name: string, a: Tensor, b: Tensor): void {
  if (a.dtype.category !== "float" || b.dtype.category !== "float" || a.dtype.name === "bfloat16") {
    throw new TorchError(
      "RuntimeError",
      `Expected both inputs to be Half, Float or Double tensors but got ${a.dtype.scalarName} and ${b.dtype.scalarName}`,
    );
  }
  if (a.dtype !== b.dtype) {
    throw new TorchError(
      "RuntimeError",
      `Expected object of scalar type ${a.dtype.scalarName} but got scalar type ${b.dtype.scalarName} for second argument`,
    );
  }
  if (a.dtype.itemsize < 4) throw new Unsupported(`torch.${name} of float16`);
}

/** `torch.complex(real, imag)`. */
export const complex: Op<[real: Tensor, imag: Tensor]> = defineOp("complex", {
  node: "ComplexBackward0",
  inputs: 2,
  forward: (re, im) => {
    checkParts("complex", re, im);
    return pairUp(re.impl, im.impl);
  },
  save: (_need, _result, re, im) => ({ imag: im, real: re }),
  grad: [(g) => real(g), (g) => imag(g)],
  text: ["the real part of g", "the imaginary part of g"],
});

/** `torch.polar(abs, angle)`. */
export const polar: Op<[abs: Tensor, angle: Tensor]> = defineOp("polar", {
  node: "PolarBackward0",
  inputs: 2,
  forward: (abs, angle) => {
    checkParts("polar", abs, angle);
    return pairUp(products.mul(abs.impl, kernel.cos(angle.impl)), products.mul(abs.impl, kernel.sin(angle.impl)));
  },
  save: (_need, result) => ({ result }),
  grad: [
    (g, s) => real(mul(conj(g), sgn(s.result))),
    (g, s) => real(mul(conj(g), mul(s.result, scalarTensor({ kind: "complex", value: 0, imag: 1 })))),
  ],
  text: ["cos, sin of the angle", "g turned by a right angle"],
});
