/** Bessel functions and orthogonal polynomials of `torch.special`. PyTorch gives them no derivative. */
import { scalarTensor } from "../../autograd/rules/scalar.ts";
import { withoutDerivative } from "../../autograd/rules/undifferentiable.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { airyAi } from "../../tensor/airy.ts";
import * as functions from "../../tensor/gammaBessel.ts";
import { binary, floatUnary } from "../../tensor/operation.ts";
import { i0, i1 } from "../../tensor/special.ts";
import { type Binding, type BindingTable, overload, withOut } from "../binding/bind.ts";

const places = ["special"] as const;

/** `bessel_j0_cpu` → `special_bessel_j0`. */
function rowName(kernel: string): string {
  return `special_${kernel.replace(/_cpu$/, "")}`;
}

function unary(name: string, f: (x: number) => number): Binding {
  const kernel = floatUnary({ kernel: name, f });
  const op = withoutDerivative<[self: Tensor]>(rowName(name), 1, (x) => kernel(x.impl));
  return { places, overloads: [overload("(Tensor input)", (x) => op(x), withOut)] };
}

/** `f(x, n)` with tensors or numbers for the argument and the degree. */
function polynomial(name: string, f: (x: number, n: number) => number): Binding {
  const kernel = binary({ kernel: name, f, toFloat: true });
  const compute = withoutDerivative<[x: Tensor, n: Tensor]>(rowName(name), 2, (x, n) => kernel(x.impl, n.impl));
  return {
    places,
    overloads: [
      overload("(Tensor x, Tensor n)", compute, withOut),
      overload("(Scalar x, Tensor n)", (x, n) => compute(scalarTensor(x), n), withOut),
      overload("(Tensor x, Scalar n)", (x, n) => compute(x, scalarTensor(n)), withOut),
    ],
  };
}

export const orthogonals: BindingTable = {
  airy_ai: unary("airy_ai_cpu", airyAi),
  bessel_j0: unary("bessel_j0_cpu", functions.besselJ0),
  bessel_j1: unary("bessel_j1_cpu", functions.besselJ1),
  bessel_y0: unary("bessel_y0_cpu", functions.besselY0),
  bessel_y1: unary("bessel_y1_cpu", functions.besselY1),
  modified_bessel_i0: unary("modified_bessel_i0_cpu", i0),
  modified_bessel_i1: unary("modified_bessel_i1_cpu", i1),
  modified_bessel_k0: unary("modified_bessel_k0_cpu", functions.besselK0),
  modified_bessel_k1: unary("modified_bessel_k1_cpu", functions.besselK1),
  scaled_modified_bessel_k0: unary("scaled_modified_bessel_k0_cpu", functions.scaledBesselK0),
  scaled_modified_bessel_k1: unary("scaled_modified_bessel_k1_cpu", functions.scaledBesselK1),
  spherical_bessel_j0: unary("spherical_bessel_j0_cpu", functions.sphericalBesselJ0),
  chebyshev_polynomial_t: polynomial("chebyshev_polynomial_t_cpu", functions.chebyshevT),
  chebyshev_polynomial_u: polynomial("chebyshev_polynomial_u_cpu", functions.chebyshevU),
  chebyshev_polynomial_v: polynomial("chebyshev_polynomial_v_cpu", functions.chebyshevV),
  chebyshev_polynomial_w: polynomial("chebyshev_polynomial_w_cpu", functions.chebyshevW),
  shifted_chebyshev_polynomial_t: polynomial(
    "shifted_chebyshev_polynomial_t_cpu",
    functions.shifted(functions.chebyshevT),
  ),
  shifted_chebyshev_polynomial_u: polynomial(
    "shifted_chebyshev_polynomial_u_cpu",
    functions.shifted(functions.chebyshevU),
  ),
  shifted_chebyshev_polynomial_v: polynomial(
    "shifted_chebyshev_polynomial_v_cpu",
    functions.shifted(functions.chebyshevV),
  ),
  shifted_chebyshev_polynomial_w: polynomial(
    "shifted_chebyshev_polynomial_w_cpu",
    functions.shifted(functions.chebyshevW),
  ),
  hermite_polynomial_h: polynomial("hermite_polynomial_h_cpu", functions.hermiteH),
  hermite_polynomial_he: polynomial("hermite_polynomial_he_cpu", functions.hermiteHe),
  laguerre_polynomial_l: polynomial("laguerre_polynomial_l_cpu", functions.laguerreL),
  legendre_polynomial_p: polynomial("legendre_polynomial_p_cpu", functions.legendreP),
};
