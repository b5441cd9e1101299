/** `torch.gradient`: differences of second order inside, of first or second order at the ends. */
import * as arithmetic from "../../autograd/rules/arithmetic.ts";
import { narrow } from "../../autograd/rules/cumulative.ts";
import { cat } from "../../autograd/rules/joining.ts";
import { view } from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { TorchError } from "../../tensor/errors.ts";
import { wrapDim } from "../../tensor/strided.ts";
import { type BindingTable, overload, sequence, toInt, toScalar } from "../binding/bind.ts";
import type { Scalar } from "../binding/signature.ts";
import { isTensor } from "../tensorType.ts";

const { add, div, divScalar, mul, neg, over, scaled, sub } = arithmetic;
type Spacing = Scalar | Tensor;

const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

function dimsOf(v: PyValue, rank: number): number[] {
  const given = v === null ? Array.from({ length: rank }, (_, d) => d) : (sequence(v)?.map(toInt) ?? [toInt(v)]);
  const dims = given.map((d) => {
    if (d === undefined) {
      return raiseError(exceptionTypes.TypeError, `gradient(): argument 'dim' must be int, not ${typeOf(v).name}`);
    }
    return wrapDim(d, rank);
  });
  const repeated = dims.find((d, i) => dims.indexOf(d) !== i);
  if (repeated !== undefined) fail(`dim ${repeated} appears multiple times in the list of dims`);
  return dims;
}

const unit: Scalar = { kind: "float", value: 1, imag: 0 };

function spacingsOf(v: PyValue, dims: readonly number[]): Spacing[] {
  if (v === null) return dims.map(() => unit);
  const items = sequence(v);
  const one = (x: PyValue): Spacing =>
    isTensor(x) && x.dim > 0
      ? x
      : (toScalar(x) ??
        raiseError(exceptionTypes.TypeError, `gradient(): argument 'spacing' must be Number, not ${typeOf(x).name}`));
  if (items === undefined) return dims.map(() => one(v));
  if (items.length !== dims.length) {
    fail(
      `torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim arguments to have the same length, but got a spacing argument of length ${items.length} and a dim argument of length ${dims.length}.`,
    );
  }
  return items.map(one);
}

/** Evenly spaced samples. */
function even(x: Tensor, d: number, h: Scalar, edgeOrder: number): Tensor {
  const n = x.shape[d]!;
  const at = (i: number): Tensor => narrow(x, d, i, 1);
  const middle = divScalar(over(sub(narrow(x, d, 2, n - 2), narrow(x, d, 0, n - 2)), 2), h);
  if (edgeOrder === 1) {
    return cat([divScalar(sub(at(1), at(0)), h), middle, divScalar(sub(at(n - 1), at(n - 2)), h)], d);
  }
  const first = sub(add(scaled(at(0), -1.5), scaled(at(1), 2)), scaled(at(2), 0.5));
  const last = add(sub(scaled(at(n - 3), 0.5), scaled(at(n - 2), 2)), scaled(at(n - 1), 1.5));
  return cat([divScalar(first, h), middle, divScalar(last, h)], d);
}

/** Samples at the given coordinates: the parabola through each three neighbours. */
function uneven(x: Tensor, d: number, coordinates: Tensor, edgeOrder: number): Tensor {
  const n = x.shape[d]!;
  if (coordinates.dim !== 1 || coordinates.shape[0] !== n) {
    fail("torch.gradient expected each coordinate tensor to have the size of its dimension");
  }
  const steps = view(
    sub(narrow(coordinates, 0, 1, n - 1), narrow(coordinates, 0, 0, n - 1)),
    x.shape.map((_, e) => (e === d ? n - 1 : 1)),
  );
  const step = (i: number): Tensor => narrow(steps, d, i, 1);
  const at = (i: number): Tensor => narrow(x, d, i, 1);
  const mixed = (a: Tensor, b: Tensor, c: Tensor, p: Tensor, q: Tensor, r: Tensor): Tensor =>
    add(add(mul(a, p), mul(b, q)), mul(c, r));
  const before = narrow(steps, d, 0, n - 2);
  const after = narrow(steps, d, 1, n - 2);
  const both = add(before, after);
  const middle = mixed(
    div(neg(after), mul(before, both)),
    div(sub(after, before), mul(before, after)),
    div(before, mul(after, both)),
    narrow(x, d, 0, n - 2),
    narrow(x, d, 1, n - 2),
    narrow(x, d, 2, n - 2),
  );
  if (edgeOrder === 1) {
    return cat([div(sub(at(1), at(0)), step(0)), middle, div(sub(at(n - 1), at(n - 2)), step(n - 2))], d);
  }
  const edge = (near: Tensor, far: Tensor): [Tensor, Tensor, Tensor] => {
    const sum = add(near, far);
    return [
      div(neg(add(scaled(near, 2), far)), mul(near, sum)),
      div(sum, mul(near, far)),
      div(neg(near), mul(far, sum)),
    ];
  };
  const [a, b, c] = edge(step(0), step(1));
  const [r, q, p] = edge(step(n - 2), step(n - 3)).map((t) => neg(t)) as [Tensor, Tensor, Tensor];
  return cat([mixed(a, b, c, at(0), at(1), at(2)), middle, mixed(p, q, r, at(n - 3), at(n - 2), at(n - 1))], d);
}

export const gradients: BindingTable = {
  gradient: {
    places: ["torch"],
    overloads: [
      overload("(Tensor input, *, any spacing=None, any dim=None, int edge_order=1)", (x, spacing, dim, edgeOrder) => {
        const single = spacing !== null && dim === null && sequence(spacing)?.length === 1 && x.dim === 1;
        const dims = dimsOf(single ? 0 : dim, x.dim);
        const spacings = spacingsOf(spacing, dims);
        if (edgeOrder !== 1 && edgeOrder !== 2) fail("torch.gradient only supports edge_order=1 and edge_order=2.");
        if (dims.some((d) => x.shape[d]! < edgeOrder + 1)) {
          fail("torch.gradient expected each dimension size to be at least edge_order+1");
        }
        return dims.map((d, i) => {
          const h = spacings[i]!;
          return "kind" in h ? even(x, d, h, edgeOrder) : uneven(x, d, h, edgeOrder);
        });
      }),
    ],
  },
};
