/** A tensor in few words: its {@link TensorFace}, made once per shown tensor from the dense elements. */
import type { TensorFace } from "../protocol/graph.ts";
import { type ReprOptions, tensorRepr } from "../tensor/print.ts";
import { denseData, type Strided } from "../tensor/strided.ts";

/** Elements in the thinned sample of a face. */
const sampleSize = 256;
/** Lines and characters of a face's text. */
const textLines = 12;
const textLength = 1200;

export function tensorFace(t: Strided, options: ReprOptions = {}): TensorFace {
  const data = denseData(t);
  const isComplex = t.dtype.lanes === 2;
  let squares = 0;
  let least = Infinity;
  let most = -Infinity;
  let total = 0;
  let finite = 0;
  let nanCount = 0;
  let infCount = 0;
  let zeroCount = 0;
  for (let i = 0; i < t.numel; i++) {
    const re = isComplex ? data[2 * i]! : data[i]!;
    const im = isComplex ? data[2 * i + 1]! : 0;
    if (re !== re || im !== im) nanCount++;
    else if (!Number.isFinite(re) || !Number.isFinite(im)) infCount++;
    else {
      finite++;
      if (re === 0 && im === 0) zeroCount++;
      squares += re * re + im * im;
      total += re;
      if (re < least) least = re;
      if (re > most) most = re;
    }
  }
  const isReal = !isComplex && finite > 0;
  const { text, isCut } = cutText(tensorRepr(t, options));
  return {
    dtype: t.dtype.name,
    shape: [...t.shape],
    text,
    textIsCut: isCut,
    norm: t.numel === 0 ? null : Math.sqrt(squares),
    min: isReal ? least : null,
    max: isReal ? most : null,
    mean: isReal ? total / finite : null,
    nanCount,
    infCount,
    zeroCount,
    numel: t.numel,
    sample: sample(data, t.numel, isComplex),
  };
}

function sample(data: ArrayLike<number>, numel: number, isComplex: boolean): number[] {
  const n = Math.min(numel, sampleSize);
  const out = new Array<number>(n);
  for (let i = 0; i < n; i++) {
    const at = n === numel ? i : Math.floor((i * numel) / n);
    out[i] = isComplex ? Math.hypot(data[2 * at]!, data[2 * at + 1]!) : data[at]!;
  }
  return out;
}

export function cutText(text: string): { readonly text: string; readonly isCut: boolean } {
  const lines = text.split("\n");
  let out = lines.length > textLines ? lines.slice(0, textLines).join("\n") : text;
  if (out.length > textLength) out = out.slice(0, textLength);
  return { text: out, isCut: out.length < text.length };
}
