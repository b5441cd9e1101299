/** Running sums and extremes, differences, the trapezoidal rule: names and signatures. */
import * as arithmetic from "../../autograd/rules/arithmetic.ts";
import * as cumulative from "../../autograd/rules/cumulative.ts";
import * as reduction from "../../autograd/rules/reduction.ts";
import { reshape } from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { TorchError } from "../../tensor/errors.ts";
import { wrapDim } from "../../tensor/strided.ts";
import { type BindingTable, overload } from "../binding/bind.ts";
import type { Scalar } from "../binding/signature.ts";
import { valuesAndIndices } from "../returnTypes.ts";

const { narrow } = cumulative;

/** Widths of the intervals: `x` may be a vector of positions along `dim`. */
function widths(x: Tensor, y: Tensor, dim: number): Tensor {
  const n = y.shape[dim]!;
  if (x.dim === 1) {
    if (x.shape[0] !== n) {
      throw new TorchError("RuntimeError", "trapezoid: There must be one `x` value for each sample point");
    }
    const gaps = arithmetic.sub(narrow(x, 0, 1, n - 1), narrow(x, 0, 0, n - 1));
    return reshape(
      gaps,
      y.shape.map((_, d) => (d === dim ? n - 1 : 1)),
    );
  }
  const view = x.dim < y.dim ? reshape(x, [...new Array<number>(y.dim - x.dim).fill(1), ...x.shape]) : x;
  const m = view.shape[dim]!;
  return arithmetic.sub(narrow(view, dim, 1, m - 1), narrow(view, dim, 0, m - 1));
}

/** Sums of neighbours along `dim`. */
function neighbours(y: Tensor, d: number): Tensor {
  const n = y.shape[d]!;
  return arithmetic.add(narrow(y, d, 0, n - 1), narrow(y, d, 1, n - 1));
}

function trapezoid(y: Tensor, x: Tensor | null, dx: Scalar, dim: number): Tensor {
  const d = wrapDim(dim, y.dim);
  const n = y.shape[d]!;
  if (x !== null) {
    return arithmetic.over(reduction.sumDim(arithmetic.mul(widths(x, y, d), neighbours(y, d)), [d], false, null), 2);
  }
  if (n === 0) return arithmetic.mulScalar(reduction.sumDim(y, [d], false, null), { kind: "float", value: 0, imag: 0 });
  // Every element counts once, the two ends half.
  const ends = arithmetic.add(narrow(y, d, 0, 1), narrow(y, d, n - 1, 1));
  const total = arithmetic.sub(
    reduction.sumDim(y, [d], false, null),
    arithmetic.scaled(reduction.sumDim(ends, [d], false, null), 0.5),
  );
  return arithmetic.mulScalar(total, dx);
}

function cumulativeTrapezoid(y: Tensor, x: Tensor | null, dx: Scalar, dim: number): Tensor {
  const d = wrapDim(dim, y.dim);
  if (x !== null) {
    return arithmetic.over(cumulative.cumsum(arithmetic.mul(widths(x, y, d), neighbours(y, d)), d, null), 2);
  }
  const half: Scalar = { kind: "float", value: dx.value / 2, imag: dx.imag / 2 };
  return cumulative.cumsum(arithmetic.mulScalar(neighbours(y, d), half), d, null);
}

const trapezoidForms = [
  overload("(Tensor y, Tensor x, *, int dim=-1)", (y, x, dim) =>
    trapezoid(y, x, { kind: "int", value: 1, imag: 0 }, dim),
  ),
  overload("(Tensor y, *, Scalar dx=1, int dim=-1)", (y, dx, dim) => trapezoid(y, null, dx, dim)),
];

export const cumulatives: BindingTable = {
  cumsum: {
    overloads: [
      overload("(Tensor input, int dim, *, dtype? dtype=None)", (x, dim, dtype) => cumulative.cumsum(x, dim, dtype)),
    ],
    inplace: [
      overload("(Tensor input, int dim, *, dtype? dtype=None)", (x, dim, dtype) =>
        cumulative.cumsum.inplace(x, dim, dtype),
      ),
    ],
  },
  cumprod: {
    overloads: [
      overload("(Tensor input, int dim, *, dtype? dtype=None)", (x, dim, dtype) => cumulative.cumprod(x, dim, dtype)),
    ],
    inplace: [
      overload("(Tensor input, int dim, *, dtype? dtype=None)", (x, dim, dtype) =>
        cumulative.cumprod.inplace(x, dim, dtype),
      ),
    ],
  },
  cummax: {
    overloads: [overload("(Tensor input, int dim)", (x, dim) => valuesAndIndices("cummax", cumulative.cummax(x, dim)))],
  },
  cummin: {
    overloads: [overload("(Tensor input, int dim)", (x, dim) => valuesAndIndices("cummin", cumulative.cummin(x, dim)))],
  },
  logcumsumexp: {
    overloads: [overload("(Tensor input, int dim)", (x, dim) => cumulative.logcumsumexp(x, dim))],
  },
  diff: {
    overloads: [
      overload(
        "(Tensor input, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None)",
        (x, n, dim, prepend, append) => {
          if (x.dim === 0) throw new TorchError("RuntimeError", "diff expects input to be at least one-dimensional");
          if (n < 0) throw new TorchError("RuntimeError", `order must be non-negative but got ${n}`);
          return cumulative.diff(x, n, dim, prepend, append);
        },
      ),
    ],
  },
  trapezoid: { places: ["torch"], overloads: trapezoidForms },
  trapz: { places: ["torch"], overloads: trapezoidForms },
  cumulative_trapezoid: {
    places: ["torch"],
    overloads: [
      overload("(Tensor y, Tensor x, *, int dim=-1)", (y, x, dim) =>
        cumulativeTrapezoid(y, x, { kind: "int", value: 1, imag: 0 }, dim),
      ),
      overload("(Tensor y, *, Scalar dx=1, int dim=-1)", (y, dx, dim) => cumulativeTrapezoid(y, null, dx, dim)),
    ],
  },
};
