/** Matrix products: `mm`, `bmm`, `mv`, `dot`, `addmm` and relatives. Checks and messages follow PyTorch. */
import { bool, type DType, float32, type TypedArray } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { settle } from "./loops.ts";
import { empty, type Strided } from "./strided.ts";

/** What dtype-mismatch messages call a dtype: `float`, `double`, `long int`. */
export function cppName(d: DType): string {
  const names: Record<string, string> = {
    float32: "float",
    float64: "double",
    float16: "c10::Half",
    bfloat16: "c10::BFloat16",
    int64: "long int",
    int32: "int",
    int16: "short int",
    int8: "signed char",
    uint8: "unsigned char",
    bool: "bool",
    complex64: "c10::complex<float>",
    complex128: "c10::complex<double>",
  };
  return names[d.name]!;
}

function sameDType(a: Strided, b: Strided): void {
  if (a.dtype !== b.dtype) {
    throw new TorchError(
      "RuntimeError",
      `expected m1 and m2 to have the same dtype, but got: ${cppName(a.dtype)} != ${cppName(b.dtype)}`,
    );
  }
}

/** `torch.mm(a, b)`: [n, k] x [k, m]. */
export function mm(a: Strided, b: Strided): Strided {
  if (a.shape.length !== 2) throw new TorchError("RuntimeError", "self must be a matrix");
  if (b.shape.length !== 2) throw new TorchError("RuntimeError", "mat2 must be a matrix");
  const [n, k] = a.shape as [number, number];
  const [k2, m] = b.shape as [number, number];
  if (k !== k2) {
    throw new TorchError("RuntimeError", `mat1 and mat2 shapes cannot be multiplied (${n}x${k} and ${k2}x${m})`);
  }
  sameDType(a, b);
  refuseBool("addmm_impl_cpu_", a.dtype);
  const out = empty([n, m], a.dtype);
  multiply(
    out.storage.data,
    0,
    a,
    a.offset,
    a.strides[0]!,
    a.strides[1]!,
    b,
    b.offset,
    b.strides[0]!,
    b.strides[1]!,
    n,
    k,
    m,
  );
  settle(out.storage.data, a.dtype);
  return out;
}

function refuseBool(kernel: string, d: DType): void {
  if (d === bool) throw new TorchError("NotImplementedError", `"${kernel}" not implemented for 'Bool'`);
}

/** `torch.bmm(a, b)`: [s, n, k] x [s, k, m]. */
export function bmm(a: Strided, b: Strided): Strided {
  if (a.shape.length !== 3) throw new TorchError("RuntimeError", "batch1 must be a 3D tensor");
  if (b.shape.length !== 3) throw new TorchError("RuntimeError", "batch2 must be a 3D tensor");
  const [s, n, k] = a.shape as [number, number, number];
  const m = b.shape[2]!;
  if (a.dtype !== b.dtype) {
    throw new TorchError("RuntimeError", `expected scalar type ${a.dtype.scalarName} but found ${b.dtype.scalarName}`);
  }
  if (b.shape[0] !== s || b.shape[1] !== k) {
    throw new TorchError(
      "RuntimeError",
      `Expected size for first two dimensions of batch2 tensor to be: [${s}, ${k}] but got: [${b.shape[0]}, ${b.shape[1]}].`,
    );
  }
  refuseBool("bmm", a.dtype);
  const out = empty([s, n, m], a.dtype);
  for (let i = 0; i < s; i++) {
    multiply(
      out.storage.data,
      i * n * m,
      a,
      a.offset + i * a.strides[0]!,
      a.strides[1]!,
      a.strides[2]!,
      b,
      b.offset + i * b.strides[0]!,
      b.strides[1]!,
      b.strides[2]!,
      n,
      k,
      m,
      // PyTorch multiplies batches of small matrices itself.
      k * n * m < 400 ? "stepwise" : "fused",
    );
  }
  settle(out.storage.data, a.dtype);
  return out;
}

/** `torch.mv(a, v)`: [n, k] x [k]. */
export function mv(a: Strided, v: Strided): Strided {
  if (a.shape.length !== 2 || v.shape.length !== 1) {
    throw new TorchError(
      "RuntimeError",
      `vector + matrix @ vector expected, got 1, ${a.shape.length}, ${v.shape.length}`,
    );
  }
  const [n, k] = a.shape as [number, number];
  if (v.shape[0] !== k) {
    throw new TorchError("RuntimeError", `size mismatch, got input (${n}), mat (${n}x${k}), vec (${v.shape[0]})`);
  }
  if (a.dtype !== v.dtype) {
    const [matrix, vector] = [a.dtype.scalarName, v.dtype.scalarName];
    throw new TorchError(
      "RuntimeError",
      `addmv input tensors must have the same dtype, but got ${vector}, ${matrix}, and ${vector}`,
    );
  }
  refuseBool("addmv_impl_cpu", a.dtype);
  const out = empty([n], a.dtype);
  multiply(
    out.storage.data,
    0,
    a,
    a.offset,
    a.strides[0]!,
    a.strides[1]!,
    v,
    v.offset,
    v.strides[0]!,
    0,
    n,
    k,
    1,
    vectorOrder(k),
  );
  settle(out.storage.data, a.dtype);
  return out;
}

/** `torch.dot(a, b)` of two vectors. */
export function dot(a: Strided, b: Strided): Strided {
  if (a.shape.length !== 1 || b.shape.length !== 1) {
    throw new TorchError(
      "RuntimeError",
      `1D tensors expected, but got ${a.shape.length}D and ${b.shape.length}D tensors`,
    );
  }
  if (a.dtype !== b.dtype) {
    throw new TorchError(
      "RuntimeError",
      `dot : expected both vectors to have same dtype, but found ${a.dtype.scalarName} and ${b.dtype.scalarName}`,
    );
  }
  if (a.numel !== b.numel) {
    throw new TorchError(
      "RuntimeError",
      `inconsistent tensor size, expected tensor [${a.shape[0]}] and src [${b.shape[0]}] to have the same number of elements, but got ${a.numel} and ${b.numel} elements respectively`,
    );
  }
  refuseBool("dot", a.dtype);
  const out = empty([], a.dtype);
  multiply(
    out.storage.data,
    0,
    a,
    a.offset,
    0,
    a.strides[0]!,
    b,
    b.offset,
    b.strides[0]!,
    0,
    1,
    a.numel,
    1,
    vectorOrder(a.numel),
  );
  settle(out.storage.data, a.dtype);
  return out;
}

/** `torch.outer(a, b)`. */
export function outerShapeCheck(a: Strided, b: Strided): void {
  if (a.shape.length !== 1) {
    throw new TorchError("RuntimeError", `outer: Expected 1-D argument self, but got ${a.shape.length}-D`);
  }
  if (b.shape.length !== 1) {
    throw new TorchError("RuntimeError", `outer: Expected 1-D argument vec2, but got ${b.shape.length}-D`);
  }
}

/**
 * How products of float32 are added up: in a chain of fused multiply-adds (matrices), rounding each product and each
 * sum (what PyTorch's own loops do for small batches), or in double with one rounding (where the library's order is not
 * known).
 */
type Accumulation = "fused" | "stepwise" | "double";

/** The library multiplies very short vectors one step at a time; for longer ones its order is its own. */
function vectorOrder(k: number): Accumulation {
  return k <= 3 ? "stepwise" : "double";
}

function multiplyStepwise(
  out: TypedArray,
  o: number,
  a: TypedArray,
  ia: number,
  an: number,
  ak: number,
  b: TypedArray,
  ib: number,
  bk: number,
  bm: number,
  n: number,
  k: number,
  m: number,
): void {
  const f = Math.fround;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let s = 0;
      for (let p = 0; p < k; p++) s = f(s + f(a[ia + i * an + p * ak]! * b[ib + p * bk + j * bm]!));
      out[o + i * m + j] = s;
    }
  }
}

/** Longer sums are cut into blocks by PyTorch's library, in a way that depends on the sizes. */
const FUSED_LENGTH = 384;

/**
 * The float32 product as PyTorch's library computes it: for every element one chain of fused multiply-adds along k,
 * rounded at each step. A product of floats is exact in double, so rounding `s + x*y` to float32 is that step (but for
 * a double rounding of one in 2**29).
 */
function multiplyFused(
  out: TypedArray,
  o: number,
  a: TypedArray,
  ia: number,
  an: number,
  ak: number,
  b: TypedArray,
  ib: number,
  bk: number,
  bm: number,
  n: number,
  k: number,
  m: number,
): void {
  const f = Math.fround;
  const columns = packColumns(b, ib, bk, bm, k, m);
  const row = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < k; p++) row[p] = a[ia + i * an + p * ak]!;
    const at = o + i * m;
    let j = 0;
    for (; j + 4 <= m; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let q = j * k;
      for (let p = 0; p < k; p++, q++) {
        const x = row[p]!;
        s0 = f(s0 + x * columns[q]!);
        s1 = f(s1 + x * columns[q + k]!);
        s2 = f(s2 + x * columns[q + 2 * k]!);
        s3 = f(s3 + x * columns[q + 3 * k]!);
      }
      out[at + j] = s0;
      out[at + j + 1] = s1;
      out[at + j + 2] = s2;
      out[at + j + 3] = s3;
    }
    for (; j < m; j++) {
      let s = 0;
      for (let p = 0, q = j * k; p < k; p++, q++) s = f(s + row[p]! * columns[q]!);
      out[at + j] = s;
    }
  }
}

/**
 * out[n, m] (dense, from `o`) = A x B. Operands are packed so that the inner loop runs along contiguous memory; every
 * element is accumulated in double (int64 exactly, within its range) and rounded once on writing.
 */
function multiply(
  out: TypedArray,
  o: number,
  a: Strided,
  ia: number,
  an: number,
  ak: number,
  b: Strided,
  ib: number,
  bk: number,
  bm: number,
  n: number,
  k: number,
  m: number,
  order: Accumulation = "fused",
): void {
  if (a.dtype.lanes === 2) {
    multiplyComplex(out, o, a.data, ia, an, ak, b.data, ib, bk, bm, n, k, m);
    return;
  }
  if (a.dtype.name === "int32") {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < m; j++) {
        let s = 0;
        for (let p = 0; p < k; p++) {
          s = (s + Math.imul(a.data[ia + i * an + p * ak]!, b.data[ib + p * bk + j * bm]!)) | 0;
        }
        out[o + i * m + j] = s;
      }
    }
    return;
  }
  if (a.dtype === float32 && order === "fused" && k <= FUSED_LENGTH) {
    multiplyFused(out, o, a.data, ia, an, ak, b.data, ib, bk, bm, n, k, m);
    return;
  }
  if (a.dtype === float32 && order === "stepwise") {
    multiplyStepwise(out, o, a.data, ia, an, ak, b.data, ib, bk, bm, n, k, m);
    return;
  }
  const packedB = packColumns(b.data, ib, bk, bm, k, m);
  const row = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < k; p++) row[p] = a.data[ia + i * an + p * ak]!;
    const at = o + i * m;
    let j = 0;
    for (; j + 4 <= m; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let q = j * k;
      for (let p = 0; p < k; p++, q++) {
        const x = row[p]!;
        s0 += x * packedB[q]!;
        s1 += x * packedB[q + k]!;
        s2 += x * packedB[q + 2 * k]!;
        s3 += x * packedB[q + 3 * k]!;
      }
      out[at + j] = s0;
      out[at + j + 1] = s1;
      out[at + j + 2] = s2;
      out[at + j + 3] = s3;
    }
    for (; j < m; j++) {
      let s = 0;
      for (let p = 0, q = j * k; p < k; p++, q++) s += row[p]! * packedB[q]!;
      out[at + j] = s;
    }
  }
}

/** The columns of a k x m operand, one after the other. */
function packColumns(data: TypedArray, ib: number, bk: number, bm: number, k: number, m: number): Float64Array {
  const packed = new Float64Array(k * m);
  for (let j = 0, q = 0; j < m; j++) {
    for (let p = 0, at = ib + j * bm; p < k; p++, q++, at += bk) packed[q] = data[at]!;
  }
  return packed;
}

function multiplyComplex(
  out: TypedArray,
  o: number,
  a: TypedArray,
  ia: number,
  an: number,
  ak: number,
  b: TypedArray,
  ib: number,
  bk: number,
  bm: number,
  n: number,
  k: number,
  m: number,
): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let re = 0;
      let im = 0;
      for (let p = 0; p < k; p++) {
        const x = 2 * (ia + i * an + p * ak);
        const y = 2 * (ib + p * bk + j * bm);
        re += a[x]! * b[y]! - a[x + 1]! * b[y + 1]!;
        im += a[x]! * b[y + 1]! + a[x + 1]! * b[y]!;
      }
      out[2 * (o + i * m + j)] = re;
      out[2 * (o + i * m + j) + 1] = im;
    }
  }
}
