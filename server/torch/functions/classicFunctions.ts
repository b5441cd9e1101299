/** `torch.special`: Bessel functions and orthogonal polynomials. PyTorch has no derivatives for them. */

import type { Op } from "../../autograd/op.ts";
import { scalarTensor } from "../../autograd/rules/scalar.ts";
import { withoutDerivative } from "../../autograd/rules/undifferentiable.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import * as bessel from "../../tensor/bessel.ts";
import { floatUnary } from "../../tensor/operation.ts";
import { polynomials } from "../../tensor/orthogonalPolynomials.ts";
import { i0, i1 } from "../../tensor/special.ts";
import { type Binding, type BindingTable, overload, withOut } from "../binding/bind.ts";

const unary: Readonly<Record<string, (x: number) => number>> = {
  airy_ai: bessel.airyAi,
  bessel_j0: bessel.besselJ0,
  bessel_j1: bessel.besselJ1,
  bessel_y0: bessel.besselY0,
  bessel_y1: bessel.besselY1,
  modified_bessel_i0: i0,
  modified_bessel_i1: i1,
  modified_bessel_k0: bessel.besselK0,
  modified_bessel_k1: bessel.besselK1,
  scaled_modified_bessel_k0: bessel.scaledBesselK0,
  scaled_modified_bessel_k1: bessel.scaledBesselK1,
  spherical_bessel_j0: bessel.sphericalBesselJ0,
};

function besselBinding(name: string, f: (x: number) => number): Binding {
  const kernel = floatUnary({ kernel: `${name}_cpu`, f });
  const op = withoutDerivative<[self: Tensor]>(`special_${name}`, 1, (self) => kernel(self.impl));
  return { places: ["special"], overloads: [overload("(Tensor input)", (x) => op(x), withOut)] };
}

function polynomialBinding(name: string): Binding {
  const kernel = polynomials[name]!;
  const op: Op<[x: Tensor, n: Tensor]> = withoutDerivative(`special_${name}`, 2, (x, n) => kernel(x.impl, n.impl));
  return {
    places: ["special"],
    overloads: [
      overload("(Tensor x, Tensor n)", (x, n) => op(x, n), withOut),
      overload("(Scalar x, Tensor n)", (x, n) => op(scalarTensor(x), n), withOut),
      overload("(Tensor x, Scalar n)", (x, n) => op(x, scalarTensor(n)), withOut),
    ],
  };
}

export const classicFunctions: BindingTable = Object.fromEntries([
  ...Object.entries(unary).map(([name, f]) => [name, besselBinding(name, f)] as const),
  ...Object.keys(polynomials).map((name) => [name, polynomialBinding(name)] as const),
]);
