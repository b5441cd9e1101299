/** `torch.frexp`: a number as mantissa times a power of two. */
import { int32 } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { denseData, empty, type Strided } from "./strided.ts";

/** Mantissas (0.5 <= |m| < 1, zero and non-finite numbers unchanged) and int32 exponents. */
export function frexp(a: Strided): [mantissa: Strided, exponent: Strided] {
  if (a.dtype.category !== "float") {
    throw new TorchError("RuntimeError", "torch.frexp() only supports floating-point dtypes");
  }
  const entries = denseData(a);
  const mantissa = empty(a.shape, a.dtype);
  const exponent = empty(a.shape, int32);
  for (let i = 0; i < entries.length; i++) {
    const x = entries[i]!;
    if (x === 0 || !Number.isFinite(x)) {
      mantissa.storage.data[i] = x;
      continue;
    }
    // log2 may be off by one next to a power of two: the mantissa decides.
    let e = Math.floor(Math.log2(Math.abs(x))) + 1;
    let m = scaleDown(x, e);
    if (Math.abs(m) >= 1) m = scaleDown(x, ++e);
    else if (Math.abs(m) < 0.5) m = scaleDown(x, --e);
    mantissa.storage.data[i] = m;
    exponent.storage.data[i] = e;
  }
  return [mantissa, exponent];
}

/** x / 2**e in two steps, because 2**e itself may not be representable. */
function scaleDown(x: number, e: number): number {
  const half = Math.trunc(e / 2);
  return x / 2 ** half / 2 ** (e - half);
}
