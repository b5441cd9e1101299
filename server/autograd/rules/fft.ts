/** Fourier transforms: linear, so that their gradients are transforms again. */
import { toComplex } from "../../tensor/dtype.ts";
import * as kernel from "../../tensor/fft.ts";
import { fromData } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { zeros } from "./base.ts";
import { real } from "./complex.ts";
import { cat } from "./joining.ts";

export type Normalization = kernel.Normalization;

export const fftC2C: Op<[self: Tensor, dim: readonly number[], normalization: Normalization, forward: boolean]> =
  defineOp("_fft_c2c", {
    node: "FftC2CBackward0",
    forward: (self, dim, normalization, forward) => kernel.complexToComplex(self.impl, dim, normalization, forward),
    save: (_need, _result, _self, dim, normalization, forward) => ({ dim, forward, normalization }),
    grad: [(g, s) => fftC2C(g, s.dim, s.normalization, !s.forward)],
    text: ["the transform of g in the other direction"],
  });

export const fftR2C: Op<[self: Tensor, dim: readonly number[], normalization: Normalization, onesided: boolean]> =
  defineOp("_fft_r2c", {
    node: "FftR2CBackward0",
    forward: (self, dim, normalization, onesided) => kernel.realToComplex(self.impl, dim, normalization, onesided),
    save: (_need, _result, self, dim, normalization, onesided) => ({ dim, normalization, onesided, self }),
    grad: [
      (g, s) => {
        const last = s.dim.at(-1)!;
        const missing = s.onesided ? s.self.shape[last]! - g.shape[last]! : 0;
        const full =
          missing === 0
            ? g
            : cat(
                [
                  g,
                  zeros(
                    g.shape.map((n, d) => (d === last ? missing : n)),
                    toComplex(g.dtype),
                  ),
                ],
                last,
              );
        return real(fftC2C(full, s.dim, s.normalization, false));
      },
    ],
    text: ["the real part of the inverse transform of g"],
  });

export const fftC2R: Op<[self: Tensor, dim: readonly number[], normalization: Normalization, lastDimSize: number]> =
  defineOp("_fft_c2r", {
    node: "FftC2RBackward0",
    forward: (self, dim, normalization, lastDimSize) =>
      kernel.complexToReal(self.impl, dim, normalization, lastDimSize),
    save: (_need, _result, _self, dim, normalization, last_dim_size) => ({ dim, last_dim_size, normalization }),
    grad: [
      (g, s) => {
        const last = s.dim.at(-1)!;
        const half = fftR2C(g, s.dim, s.normalization, true);
        // Entries that stand for two, themselves and their mirror images, count twice.
        const doubled = g.shape[last]! - half.shape[last]!;
        if (doubled <= 0) return half;
        const n = half.shape[last]!;
        const factors = g.dtype.allocate(n);
        for (let k = 0; k < n; k++) factors[k] = k >= 1 && k <= doubled ? 2 : 1;
        const shape = half.shape.map((_, d) => (d === last ? n : 1));
        return mul(half, new Tensor(fromData(factors, shape, g.dtype)));
      },
    ],
    text: ["the one-sided transform of g, mirrored entries counted twice"],
  });
