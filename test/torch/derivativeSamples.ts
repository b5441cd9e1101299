/**
 * Where each row of the derivative table is checked: points away from its kinks, small shapes, every kind of argument that
 * changes the formula. Entries are keyed by the row's name.
 */
import "../../server/inspect/torchFloor.ts";
import { add } from "../../server/autograd/rules/arithmetic.ts";
import { mm } from "../../server/autograd/rules/matmul.ts";
import { tril } from "../../server/autograd/rules/rearranging.ts";
import { floatScalar, scalar } from "../../server/autograd/rules/scalar.ts";
import { transpose } from "../../server/autograd/rules/shape.ts";
import { Tensor } from "../../server/autograd/tensor.ts";
import { bool, float64, int64 } from "../../server/tensor/dtype.ts";
import { adaptiveMap } from "../../server/tensor/separable.ts";
import { fromData } from "../../server/tensor/strided.ts";
import { realPart, viewAsComplexPair } from "./complexPairs.ts";

/** Shape, and the range that its entries are taken from. */
export interface Leaf {
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

export interface AnyOp {
  (...args: readonly unknown[]): Tensor | Tensor[];
  readonly rule: object;
}

export interface DerivativeSample {
  readonly leaves: readonly Leaf[];
  readonly run: (op: AnyOp, leaves: Tensor[]) => Tensor | Tensor[];
  /** Times the usual tolerance: only where the row's own kernel is less exact than float64. */
  readonly tolerance?: number;
}

/** A leaf; without a range its entries are between -1.6 and 1.6 and not near 0. */
function leaf(shape: readonly number[], from = -1.6, to = 1.6): Leaf {
  return { shape, from, to };
}
const L = leaf;

type Arguments = (...leaves: Tensor[]) => readonly unknown[];

/** `op(...args(leaves))`; without `args` the leaves are the arguments. */
function at(leaves: readonly Leaf[], args: Arguments = (...t) => t): DerivativeSample {
  return { leaves, run: (op, t) => op(...args(...t)) };
}

const pointwise = (from = -1.6, to = 1.6): DerivativeSample[] => [at([L([2, 3], from, to)])];
const all = (names: string, samples: () => DerivativeSample[]): [string, DerivativeSample[]][] =>
  names.split(" ").map((name) => [name, samples()]);
/** The same arguments after one matrix. */
const withMatrix = (...rest: readonly (readonly unknown[])[]): DerivativeSample[] =>
  rest.map((more) => at([L([3, 4])], (x) => [x, ...more]));

/** A constant int64 tensor. */
function ints(shape: readonly number[], ...values: number[]): Tensor {
  const data = int64.allocate(values.length);
  values.forEach((v, i) => {
    data[i] = v;
  });
  return new Tensor(fromData(data, shape, int64));
}
function mask(shape: readonly number[], ...values: number[]): Tensor {
  const data = bool.allocate(values.length);
  values.forEach((v, i) => {
    data[i] = v;
  });
  return new Tensor(fromData(data, shape, bool));
}
function floats(shape: readonly number[], ...values: number[]): Tensor {
  const data = float64.allocate(values.length);
  values.forEach((v, i) => {
    data[i] = v;
  });
  return new Tensor(fromData(data, shape, float64));
}

/** A square matrix far from singular: 3 more on the diagonal. */
function regular(x: Tensor): Tensor {
  const n = x.shape.at(-1)!;
  const eye = floats([n, n], ...Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 3 : 0)));
  return add(x, eye);
}
/** A symmetric matrix whose eigenvalues are at least 3. */
function definite(x: Tensor): Tensor {
  return regular(mm(x, transpose(x, 0, 1)));
}
function ofMatrix(shape: readonly number[], args: (A: Tensor) => readonly unknown[]): DerivativeSample {
  return at([L(shape)], (x) => args(regular(x!)));
}

/** The options of a convolution. */
function window(
  stride: readonly number[],
  padding: readonly number[],
  dilation: readonly number[],
  groups: number,
  transposed: boolean,
  outputPadding: readonly number[],
): object {
  return { stride, padding, dilation, groups, transposed, outputPadding };
}

const f = floatScalar;
const M = [3, 4] as const;
const checker = mask([3, 4], 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1);
const wide = ints([2, 3], 0, 2, 1, 1, 0, 2);
const tall = ints([2], 2, 0);

const pairs = (): DerivativeSample[] => [at([L([2, 3]), L([2, 3], 0.4, 2)]), at([L([2, 3]), L([3], 0.4, 2)])];
/** Per element, its mean, its sum. */
const reductions = (make: (reduction: number) => DerivativeSample): DerivativeSample[] => [0, 1, 2].map(make);

/** Complex in, complex out, through pairs of real numbers on both sides. */
function complexAt(leaves: readonly Leaf[], args: Arguments = (...t) => t): DerivativeSample {
  return { leaves, run: (op, t) => realPart(op(...args(...t.map(viewAsComplexPair))) as Tensor) };
}

export const derivativeSamples: ReadonlyMap<string, readonly DerivativeSample[]> = new Map<string, DerivativeSample[]>([
  // Elementwise, one input.
  ...all(
    "neg exp sigmoid tanh sin cos tan atan sinh cosh asinh exp2 expm1 erf erfc special_erfcx deg2rad rad2deg sinc abs sgn sign " +
      "floor ceil trunc round frac relu silu mish hardswish hardsigmoid log_sigmoid i0 special_i0e special_i1 special_i1e " +
      "special_log_ndtr clone alias zero_ clone.contiguous angle",
    pointwise,
  ),
  ...all("asin acos atanh erfinv", () => pointwise(-0.8, 0.8)),
  ...all("log sqrt log2 log10 rsqrt reciprocal lgamma digamma special_entr", () => pointwise(0.3, 2.5)),
  ...all("acosh", () => pointwise(1.3, 3)),
  ...all("log1p", () => pointwise(-0.6, 2)),
  ...all("special_ndtri", () => pointwise(0.1, 0.9)),
  ["logit", [at([L([2, 3], 0.1, 0.9)], (x) => [x, null]), at([L([2, 3], 0.05, 0.95)], (x) => [x, 0.2])]],
  ["polygamma", [0, 1, 2].map((n) => at([L([2, 3], 0.5, 3)], (x) => [x, n]))],
  ["mvlgamma", [at([L([2, 3], 1.5, 4)], (x) => [x, 2])]],
  ["round.decimals", [at([L([2, 3])], (x) => [x, 1])]],
  ["nan_to_num", withMatrix([0, null, null])],
  ["gelu", withMatrix(["none"], ["tanh"])],
  ["softplus", withMatrix([f(1), f(20)], [f(2), f(1.5)])],
  ["elu", withMatrix([f(1), f(1), f(1)], [f(1.5), f(2), f(0.5)])],
  ["celu", withMatrix([f(1)], [f(0.7)])],
  ["leaky_relu", withMatrix([f(0.01)])],
  ["hardtanh", withMatrix([f(-1), f(1)])],
  ["softshrink", withMatrix([f(0.5)])],
  ["hardshrink", withMatrix([f(0.5)])],
  ["threshold", withMatrix([f(0.3), f(7)])],
  ["clamp", withMatrix([f(-1), f(0.5)], [null, f(0.5)], [f(-0.5), null])],
  ["clamp_min", withMatrix([f(-0.5)])],
  ["clamp_max", withMatrix([f(0.5)])],
  [
    "rrelu_with_noise",
    [at([L(M)], (x) => [x, floats([3, 4], ...new Array(12).fill(0.25)), f(0.125), f(0.375), false])],
  ],
  ["glu", [at([L(M)], (x) => [x, 1]), at([L([4, 2])], (x) => [x, 0])]],

  // Elementwise, several inputs; the second shape is broadcast.
  ...all("add.Tensor sub.Tensor rsub.Tensor", () => [
    at([L([2, 3]), L([3])]),
    at([L([2, 3]), L([1, 3])], (a, b) => [a, b, f(2)]),
  ]),
  ["rsub.Scalar", [at([L([2, 3])], (a) => [a, floats([], 2)]), at([L([2, 3])], (a) => [a, floats([], 2), f(3)])]],
  ...all("mul.Tensor div.Tensor maximum minimum fmax fmin atan2 hypot logaddexp logaddexp2 copysign.Tensor", pairs),
  ...all("add.Scalar sub.Scalar mul.Scalar div.Scalar copysign.Scalar", () => withMatrix([f(2.5)])),
  [
    "pow.Tensor_Scalar",
    [f(3), f(0.5), scalar(2), f(-1.5), f(1), f(0)].map((e) => at([L([2, 3], 0.3, 2)], (x) => [x, e])),
  ],
  ["pow.Tensor_Tensor", [at([L([2, 3], 0.3, 2), L([3])])]],
  ["pow.Scalar", [at([L([2, 3])], (x) => [floats([], 2.5), x])]],
  ["xlogy.Tensor", pairs()],
  ["special_xlog1py", pairs()],
  ...all("xlogy.Scalar_Self special_xlog1py.self_scalar", () => [at([L([2, 3], 0.3, 2)], (x) => [f(1.5), x])]),
  ...all("xlogy.Scalar_Other special_xlog1py.other_scalar", () => withMatrix([f(1.5)])),
  ["ldexp.Tensor", pairs()],
  ["fmod.Tensor", [at([L([2, 3]), L([2, 3], 0.4, 0.7)])]],
  ["remainder.Tensor", [at([L([2, 3]), L([2, 3], 0.4, 0.7)])]],
  ...all("fmod.Scalar remainder.Scalar", () => withMatrix([f(0.45)])),
  [
    "div.Tensor_mode",
    [
      at([L([2, 3]), L([3], 0.4, 2)], (a, b) => [a, b, null]),
      at([L([2, 3]), L([3], 0.4, 0.7)], (a, b) => [a, b, "floor"]),
    ],
  ],
  ["clamp.Tensor", [at([L(M), L([4], -1, -0.3), L([4], 0.3, 1)])]],
  ...all("clamp_min.Tensor clamp_max.Tensor", () => [at([L(M), L([4])])]),
  ["lerp.Scalar", [at([L([2, 3]), L([3])], (a, b) => [a, b, f(0.3)])]],
  ["lerp.Tensor", [at([L([2, 3]), L([3]), L([2, 1])])]],
  ...all("addcmul addcdiv", () => [at([L([2, 3]), L([3]), L([2, 1], 0.5, 2)], (a, b, c) => [a, b, c, f(0.7)])]),
  ["where.self", [at([L(M), L([4])], (a, b) => [checker, a, b])]],
  ["_prelu_kernel", [at([L([2, 3]), L([1, 3])])]],
  ...all("sigmoid_backward tanh_backward", () => [at([L([2, 3]), L([2, 3], -0.8, 0.8)])]),
  ["threshold_backward", [at([L([2, 3]), L([2, 3])], (g, x) => [g, x, f(0.2)])]],
  // PyTorch has no derivative for these (or only for no input at all): there is nothing to check.
  ...all(
    "heaviside floor_divide nextafter remainder.Scalar_Tensor special_zeta.other_scalar asinh_ acosh_ " +
      "special_airy_ai special_bessel_j0 special_bessel_j1 special_bessel_y0 special_bessel_y1 special_modified_bessel_i0 " +
      "special_modified_bessel_i1 special_modified_bessel_k0 special_modified_bessel_k1 special_scaled_modified_bessel_k0 " +
      "special_scaled_modified_bessel_k1 special_spherical_bessel_j0 special_hermite_polynomial_h " +
      "special_hermite_polynomial_he special_laguerre_polynomial_l special_legendre_polynomial_p " +
      [..."tuvw"].map((k) => `special_chebyshev_polynomial_${k} special_shifted_chebyshev_polynomial_${k} `).join("") +
      // Samples of random numbers: their gradients are zero by definition.
      "bernoulli normal.Tensor_Tensor normal.Tensor_float normal.float_Tensor " +
      "_unique2 unique_dim unique_consecutive scatter.reduce scatter_.reduce scatter.value_reduce scatter_.value_reduce",
    () => [],
  ),
  // The first argument has no derivative.
  ...all("special_zeta igamma igammac", () => [
    at([L([2, 3], 0.5, 2)], (x) => [new Tensor(fromData(Float64Array.of(2.3), [], float64)), x]),
  ]),
  ["polygamma_", [at([L([2, 3], 0.5, 2)], (x) => [x, 1])]],
  ...all("eq_.Scalar ne_.Scalar lt_.Scalar le_.Scalar gt_.Scalar ge_.Scalar", () => [
    at([L([2, 3])], (x) => [x, new Tensor(fromData(Float64Array.of(0.3), [], float64))]),
  ]),
  ...all("eq_.Tensor ne_.Tensor lt_.Tensor le_.Tensor gt_.Tensor ge_.Tensor", () => pairs()),
  ["special_zeta.self_scalar", [at([L([2, 3], 0.5, 2)], (x) => [f(2.5), x])]],
  ["frexp.Tensor", [at([L([2, 3], 0.55, 0.95)])]],

  // Reductions.
  ...all("sum mean prod", () => withMatrix([null])),
  ...all("sum.dim_IntList mean.dim nansum", () =>
    withMatrix([[1], false, null], [[0], true, null], [null, false, null]),
  ),
  ["prod.dim_int", withMatrix([1, false, null], [0, true, null])],
  ["logsumexp", withMatrix([[1], false], [[0, 1], true])],
  ...all("var.correction std.correction var_mean.correction std_mean.correction", () =>
    withMatrix([[1], 1, false], [null, 0, true]),
  ),
  [
    "linalg_vector_norm",
    [f(2), f(1), f(3), f(Infinity), f(0.5)].flatMap((p) => withMatrix([p, [1], false, null], [p, null, true, null])),
  ],
  ["dist", [f(2), f(1), f(3)].map((p) => at([L(M), L(M)], (a, b) => [a, b, p]))],
  ["renorm", withMatrix([f(2), 0, f(1)])],
  ...all("max min median nanmedian", () => [at([L(M)])]),
  ...all("max.dim min.dim median.dim nanmedian.dim mode", () => withMatrix([1, false], [0, true])),
  ["kthvalue", withMatrix([2, 1, false])],
  ...all("amax amin", () => withMatrix([[1], false], [[0, 1], true])),
  ["aminmax", withMatrix([1, false], [null, false])],
  ...all("cumsum cumprod", () => withMatrix([1, null], [0, null])),
  ...all("cummax cummin logcumsumexp", () => withMatrix([1], [0])),
  ["_softmax", withMatrix([1, false], [0, false])],
  ["_log_softmax", withMatrix([1, false], [0, false])],
  ["sort", withMatrix([1, false], [0, true])],
  ["sort.stable", withMatrix([1, false])],
  ["topk", withMatrix([2, 1, true], [2, 0, false])],

  // Products of matrices.
  ["mm", [at([L([2, 3]), L([3, 4])])]],
  ["bmm", [at([L([2, 2, 3]), L([2, 3, 2])])]],
  ["mv", [at([L([2, 3]), L([3])])]],
  ...all("dot vdot", () => [at([L([3]), L([3])])]),
  ["addbmm", [at([L([2, 2]), L([3, 2, 3]), L([3, 3, 2])], (c, a, b) => [c, a, b, f(0.5), f(2)])]],
  ["baddbmm", [at([L([1, 2]), L([3, 2, 3]), L([3, 3, 2])], (c, a, b) => [c, a, b, f(0.5), f(2)])]],
  ["addmv", [at([L([1]), L([2, 3]), L([3])], (c, a, b) => [c, a, b, f(0.5), f(2)])]],
  ["addr", [at([L([3]), L([2]), L([3])], (c, a, b) => [c, a, b, f(0.5), f(2)])]],
  ["linalg_cross", [at([L([2, 3]), L([2, 3])], (a, b) => [a, b, 1])]],
  ["trace", [at([L(M)])]],
  ["addmm", [at([L([4]), L([2, 3]), L([3, 4])], (c, a, b) => [c, a, b, f(0.5), f(2)])]],

  // Linear algebra, at matrices that are well away from singular ones.
  ...all("_linalg_det _linalg_slogdet linalg_inv_ex", () => [
    ofMatrix([3, 3], (A) => [A]),
    ofMatrix([2, 2, 2], (A) => [A]),
  ]),
  ["_linalg_solve_ex", [at([L([3, 3]), L([3, 2])], (x, b) => [regular(x), b, true])]],
  [
    "linalg_solve_triangular",
    [true, false].map((upper) => at([L([3, 3]), L([3, 2])], (x, b) => [regular(x), b, upper, true, false])),
  ],
  ["linalg_cholesky_ex", [false, true].map((upper) => at([L([3, 3])], (x) => [definite(x), upper]))],
  ["cholesky", [at([L([3, 3])], (x) => [definite(x), false])]],
  ["cholesky_solve", [at([L([3, 2]), L([3, 3])], (b, x) => [b, tril(regular(x), 0), false])]],
  ["cholesky_inverse", [at([L([3, 3])], (x) => [tril(regular(x), 0), false])]],
  ["linalg_qr", [ofMatrix([3, 3], (A) => [A, "reduced"]), at([L([4, 3])], (x) => [x, "reduced"])]],
  ["_linalg_eigh", [at([L([3, 3])], (x) => [add(x, transpose(x, 0, 1)), "L", true])]],
  [
    "_linalg_svd",
    [
      [3, 3],
      [4, 3],
    ].map((shape) => ({ leaves: [L(shape)], run: (op, [x]) => (op(x) as Tensor[])[1]! })),
  ],
  ["linalg_pinv.atol_rtol_tensor", [at([L([4, 3])], (x) => [x, 0, 1e-12])]],
  ["linalg_lu_factor_ex", [ofMatrix([3, 3], (A) => [A])]],
  ["linalg_lu", [ofMatrix([3, 3], (A) => [A])]],
  ["norm.ScalarOpt_dim", [f(2), f(1), f(3)].flatMap((p) => withMatrix([p, [1], false], [p, [0], true]))],

  // Layers.
  ["native_layer_norm", [at([L([2, 3, 2]), L([3, 2]), L([3, 2])], (x, w, b) => [x, w, b, [3, 2], 1e-5])]],
  ["native_group_norm", [at([L([2, 4, 3]), L([4]), L([4])], (x, w, b) => [x, w, b, 2, 1e-5])]],
  ["native_batch_norm", [at([L([3, 2, 2]), L([2]), L([2])], (x, w, b) => [x, w, b, null, null, true, 1e-5])]],
  [
    "convolution",
    [
      at([L([1, 2, 5]), L([3, 2, 2]), L([3])], (x, w, b) => [x, w, b, window([2], [1], [1], 1, false, [0])]),
      at([L([1, 2, 4, 3]), L([2, 1, 2, 2]), L([2])], (x, w, b) => [
        x,
        w,
        b,
        window([1, 1], [0, 1], [2, 1], 2, false, [0, 0]),
      ]),
      at([L([1, 2, 3]), L([2, 2, 3]), L([2])], (x, w, b) => [x, w, b, window([2], [1], [1], 1, true, [1])]),
    ],
  ],
  // Pooling by averages, padding and resampling are all one linear map per axis: the map is the argument.
  ...all(
    "avg_pool2d avg_pool3d _adaptive_avg_pool2d _adaptive_avg_pool3d reflection_pad1d reflection_pad2d reflection_pad3d " +
      "replication_pad1d replication_pad2d replication_pad3d upsample_nearest1d upsample_nearest2d upsample_nearest3d " +
      "upsample_nearest_exact1d upsample_nearest_exact2d upsample_nearest_exact3d upsample_linear1d upsample_bilinear2d " +
      "upsample_bicubic2d upsample_trilinear3d",
    () => [
      at([L([1, 2, 5])], (x) => [x, [adaptiveMap(5, 3)], {}]),
      at([L([2, 4])], (x) => [x, [adaptiveMap(2, 3), adaptiveMap(4, 2)], {}]),
    ],
  ),
  ["embedding", [at([L([4, 3])], (w) => [w, wide, -1, false, false])]],
  ["pixel_shuffle", [at([L([1, 4, 2, 1])], (x) => [x, 2])]],
  ["pixel_unshuffle", [at([L([1, 1, 2, 4])], (x) => [x, 2])]],
  ["channel_shuffle", [at([L([1, 4, 2])], (x) => [x, 2])]],
  ["constant_pad_nd", withMatrix([[1, 2, -1, 1], 0.5])],

  // Shapes and views.
  ["_to_copy", [at([L(M)], (x) => [x, float64])]],
  ["expand", [at([L([3, 1])], (x) => [x, [2, 3, 4]])]],
  ["sum_to_size", [at([L(M)], (x) => [x, [1, 4]])]],
  ["as_strided", [at([L(M)], (x) => [x, [2, 2], [5, 1], 1])]],
  // Only in what is written: PyTorch's gradient of the tensor written into is not its derivative, and is copied as it is.
  ["as_strided_scatter", [at([L([2, 2])], (y) => [floats([6], 1, 2, 3, 4, 5, 6), y, [2, 2], [3, 1], 1])]],
  ["narrow_copy", withMatrix([1, 1, 2])],
  ["copy_", [at([L(M), L([4])])]],
  ...all("view _unsafe_view _reshape_alias", () => withMatrix([[2, 6]])),
  ["permute", [at([L([2, 3, 2])], (x) => [x, [2, 0, 1]])]],
  ...all("transpose.int transpose", () => withMatrix([0, 1])),
  ["t", [at([L(M)])]],
  ["unsqueeze", withMatrix([1])],
  ["squeeze", [at([L([3, 1, 2, 1])])]],
  ["squeeze.dim", [at([L([3, 1, 2])], (x) => [x, 1])]],
  ["squeeze_.dim", [at([L([3, 1, 2])], (x) => [x, 1])]],
  ["squeeze.dims", [at([L([3, 1, 2, 1])], (x) => [x, [1, 3]])]],
  ["select.int", withMatrix([1, 2])],
  ["slice.Tensor", withMatrix([1, 1, 4, 2])],
  ["diagonal", withMatrix([0, 0, 1], [1, 0, 1])],
  ["diagonal_copy", withMatrix([0, 0, 1])],
  ["unbind.int", withMatrix([0])],
  ...all("split.Tensor unsafe_split.Tensor", () => withMatrix([2, 1])),
  ...all("split_with_sizes unsafe_split_with_sizes", () => withMatrix([[1, 3], 1])),
  ["repeat", withMatrix([[2, 1, 2]])],
  ["flip", withMatrix([[0, 1]])],
  [
    "roll",
    withMatrix(
      [
        [1, 2],
        [0, 1],
      ],
      [[3], []],
    ),
  ],
  ["rot90", withMatrix([1, [0, 1]])],
  ...all("tril triu", () => withMatrix([0], [1])),
  ["diag_embed", withMatrix([1, 0, 2])],
  ["block_diag", [at([L([2, 3]), L([1, 2])], (a, b) => [[a, b]])]],
  ["unfold", withMatrix([1, 2, 1])],
  ["select_scatter", [at([L(M), L([3])], (a, b) => [a, b, 1, 2])]],
  ["slice_scatter", [at([L(M), L([3, 2])], (a, b) => [a, b, 1, 0, 4, 2])]],
  ["diagonal_scatter", [at([L(M), L([3])], (a, b) => [a, b, 0, 0, 1])]],
  ...all("cat stack", () => [at([L([2, 3]), L([2, 3])], (a, b) => [[a, b], 1])]),

  // Indices.
  ["index.Tensor", withMatrix([[tall]], [[null, wide]], [[checker]])],
  ...all("index_put _index_put_impl", () =>
    [false, true].map((accumulate) => at([L(M), L([2, 4])], (a, b) => [a, [tall], b, accumulate])),
  ),
  ["gather", withMatrix([1, wide, false], [0, wide, false])],
  ...all("scatter.src scatter_add", () => [at([L(M), L([2, 3])], (a, b) => [a, 1, wide, b])]),
  ["scatter.value", withMatrix([1, wide, f(2)])],
  [
    "scatter_reduce.two",
    ["sum", "prod", "mean", "amax", "amin"].map((how) => at([L(M), L([2, 3])], (a, b) => [a, 1, wide, b, how, true])),
  ],
  [
    "index_reduce",
    ["prod", "mean", "amax", "amin"].map((how) => at([L(M), L([2, 4])], (a, b) => [a, 0, tall, b, how, true])),
  ],
  ["index_select", withMatrix([0, tall])],
  ["index_add", [at([L(M), L([2, 4])], (a, b) => [a, 0, tall, b, f(2)])]],
  ["index_copy", [at([L(M), L([2, 4])], (a, b) => [a, 0, tall, b])]],
  ["index_fill.int_Scalar", withMatrix([0, tall, f(2)])],
  ["index_fill.int_Tensor", [at([L(M), L([])], (a, b) => [a, 0, tall, b])]],
  ["masked_fill.Scalar", withMatrix([checker, f(2)])],
  ["masked_fill.Tensor", [at([L(M), L([])], (a, b) => [a, checker, b])]],
  ["masked_select", withMatrix([checker])],
  ["masked_scatter", [at([L(M), L([7])], (a, b) => [a, checker, b])]],
  ["take", withMatrix([ints([3], 1, 7, 1)])],
  ["put", [false, true].map((accumulate) => at([L(M), L([2])], (a, b) => [a, ints([2], 1, 7), b, accumulate]))],
  ...all("fill_.Scalar fill.Scalar", () => withMatrix([f(2)])),
  ...all("fill_.Tensor fill.Tensor", () => [at([L(M), L([])])]),

  // Losses.
  ["mse_loss", reductions((r) => at([L(M), L(M)], (a, b) => [a, b, r]))],
  ["smooth_l1_loss", reductions((r) => at([L(M), L(M)], (a, b) => [a, b, r, 0.8]))],
  ["huber_loss", reductions((r) => at([L(M), L(M)], (a, b) => [a, b, r, 0.8]))],
  ["soft_margin_loss", reductions((r) => at([L(M)], (a) => [a, floats([4], 1, -1, 1, -1), r]))],
  ["binary_cross_entropy", reductions((r) => at([L(M, 0.1, 0.9), L(M, 0.1, 0.9)], (a, b) => [a, b, null, r]))],
  [
    "binary_cross_entropy_with_logits",
    reductions((r) => at([L(M), L(M, 0.1, 0.9)], (a, b) => [a, b, null, floats([4], 1, 2, 3, 0.5), r])),
  ],
  ["nll_loss_forward", reductions((r) => at([L(M)], (a) => [a, ints([3], 2, 0, 3), floats([4], 1, 2, 3, 0.5), r, 0]))],
  [
    "nll_loss2d_forward",
    reductions((r) => at([L([1, 2, 2, 2])], (a) => [a, ints([1, 2, 2], 1, 0, 0, 1), null, r, -100])),
  ],
  ["multi_margin_loss", reductions((r) => at([L(M)], (a) => [a, ints([3], 2, 0, 3), 1, 1, null, r]))],
  [
    "multilabel_margin_loss_forward",
    reductions((r) => at([L(M)], (a) => [a, ints([3, 4], 2, 0, -1, 0, 1, -1, 0, 0, 3, 2, 1, -1), r])),
  ],

  // Fourier transforms, of complex numbers as pairs.
  [
    "_fft_c2c",
    [complexAt([L([3, 5, 2])], (x) => [x, [1], 0, true]), complexAt([L([4, 3, 2])], (x) => [x, [0, 1], 1, false])],
  ],
  [
    "_fft_r2c",
    [true, false].flatMap((onesided) =>
      [
        [3, 5],
        [3, 4],
      ].map(
        (shape): DerivativeSample => ({
          leaves: [L(shape)],
          run: (op, [x]) => realPart(op(x, [0, 1], 0, onesided) as Tensor),
        }),
      ),
    ),
  ],
  [
    "_fft_c2r",
    [4, 5].map((n) => ({ leaves: [L([2, 3, 2])], run: (op, [x]) => op(viewAsComplexPair(x!), [0, 1], 2, n) })),
  ],

  // Complex numbers.
  ["_conj", [complexAt([L([3, 2])])]],
  ["conj_physical", [complexAt([L([3, 2])])]],
  ["view_as_real", [{ leaves: [L([3, 2])], run: (op, [x]) => op(viewAsComplexPair(x!)) }]],
  ["view_as_complex", [{ leaves: [L([3, 2])], run: (op, [x]) => realPart(op(x) as Tensor) }]],
  ["complex", [{ leaves: [L([3]), L([3])], run: (op, [a, b]) => realPart(op(a, b) as Tensor) }]],
  ["polar", [{ leaves: [L([3], 0.5, 2), L([3])], run: (op, [a, b]) => realPart(op(a, b) as Tensor) }]],
]);
