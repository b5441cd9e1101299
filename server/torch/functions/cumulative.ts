/** Running sums and extremes, differences, the trapezoidal rule: names and signatures. */
import * as arithmetic from "../../autograd/rules/arithmetic.ts";
import * as cumulative from "../../autograd/rules/cumulative.ts";
import * as reduction from "../../autograd/rules/reduction.ts";
import { select, view } from "../../autograd/rules/shape.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { TorchError } from "../../tensor/errors.ts";
import { empty, wrapDim } from "../../tensor/strided.ts";
import { type BindingTable, overload, withOut } from "../binding/bind.ts";
import type { Scalar } from "../binding/signature.ts";
import { valuesAndIndices } from "../returnTypes.ts";

const { narrow } = cumulative;

/** Widths of the intervals between the positions `x`, a vector along `dim` or one position per sample. */
function widths(x: Tensor, y: Tensor, dim: number): Tensor {
  if (x.dim === 1 && x.shape[0] !== y.shape[dim]) {
    throw new TorchError("RuntimeError", "trapezoid: There must be one `x` value for each sample point");
  }
  const positions =
    x.dim === 1
      ? view(
          x,
          y.shape.map((n, d) => (d === dim ? n : 1)),
        )
      : x.dim < y.dim
        ? view(x, [...new Array<number>(y.dim - x.dim).fill(1), ...x.shape])
        : x;
  const n = positions.shape[dim]!;
  return arithmetic.sub(narrow(positions, dim, 1, n - 1), narrow(positions, dim, 0, n - 1));
}

/** Sums of neighbours along `dim`. */
function neighbours(y: Tensor, d: number): Tensor {
  const n = y.shape[d]!;
  return arithmetic.add(narrow(y, d, 0, n - 1), narrow(y, d, 1, n - 1));
}

function trapezoid(y: Tensor, x: Tensor | null, dx: Scalar, dim: number): Tensor {
  const d = wrapDim(dim, y.dim);
  // Without samples there is nothing to sum up.
  if (y.shape[d] === 0) return new Tensor(empty(y.shape.toSpliced(d, 1), y.dtype));
  if (x !== null) {
    return arithmetic.over(reduction.sumDim(arithmetic.mul(neighbours(y, d), widths(x, y, d)), [d], false, null), 2);
  }
  // Every element counts once, the two ends half.
  const ends = arithmetic.add(select(y, d, 0), select(y, d, -1));
  const total = arithmetic.sub(reduction.sumDim(y, [d], false, null), arithmetic.scaled(ends, 0.5));
  return arithmetic.mulScalar(total, dx);
}

function cumulativeTrapezoid(y: Tensor, x: Tensor | null, dx: Scalar, dim: number): Tensor {
  const d = wrapDim(dim, y.dim);
  if (x !== null) {
    return arithmetic.over(cumulative.cumsum(arithmetic.mul(neighbours(y, d), widths(x, y, d)), d, null), 2);
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
      overload(
        "(Tensor input, int dim, *, dtype? dtype=None)",
        (x, dim, dtype) => cumulative.cumsum(x, dim, dtype),
        withOut,
      ),
    ],
    inplace: [
      overload("(Tensor input, int dim, *, dtype? dtype=None)", (x, dim, dtype) =>
        cumulative.cumsum.inplace(x, dim, dtype),
      ),
    ],
  },
  cumprod: {
    overloads: [
      overload(
        "(Tensor input, int dim, *, dtype? dtype=None)",
        (x, dim, dtype) => cumulative.cumprod(x, dim, dtype),
        withOut,
      ),
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
    overloads: [overload("(Tensor input, int dim)", (x, dim) => cumulative.logcumsumexp(x, dim), withOut)],
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
        withOut,
      ),
    ],
  },
  trapezoid: { places: ["torch"], overloads: trapezoidForms },
  trapz: {
    places: ["torch"],
    overloads: [
      overload("(Tensor y, *, float dx=1, int dim=-1)", (y, dx, dim) =>
        trapezoid(y, null, { kind: "float", value: dx, imag: 0 }, dim),
      ),
      trapezoidForms[0]!,
    ],
  },
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
