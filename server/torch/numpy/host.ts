/** What the Python text of the numpy module needs from the host: windows, writes, texts, and the random streams. */
import { Tensor } from "../../autograd/tensor.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { PyFloat, type PyValue } from "../../python/objects/value.ts";
import { copyInto } from "../../tensor/copy.ts";
import { float16, float32, float64, int64 } from "../../tensor/dtype.ts";
import { Generator } from "../../tensor/generator.ts";
import { fromData, viewOf } from "../../tensor/strided.ts";
import { guarded, sequence, toFloat, toInt } from "../binding/bind.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { arrayText, defaults, type PrintOptions, scalarText } from "./arrayText.ts";

function tensorOf(v: PyValue | undefined): Tensor {
  if (!isTensor(v)) throw new Error("the numpy module gave its host something else than a tensor");
  return v;
}
const ints = (v: PyValue | undefined): number[] => (sequence(v ?? null) ?? []).map((x) => toInt(x) ?? 0);
const number = (v: PyValue | undefined): number => toFloat(v ?? null) ?? 0;

/** The legacy stream of `np.random`: mt19937 seeded as by `init_genrand`, 53-bit doubles, polar normals, masked integers. */
class LegacyStream {
  #generator: Generator;
  #gauss: number | undefined = undefined;
  constructor(seed: number) {
    this.#generator = new Generator(BigInt(seed));
  }
  double(): number {
    const a = this.#generator.random() >>> 5;
    const b = this.#generator.random() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }
  gauss(): number {
    const kept = this.#gauss;
    if (kept !== undefined) {
      this.#gauss = undefined;
      return kept;
    }
    for (;;) {
      const x1 = 2 * this.double() - 1;
      const x2 = 2 * this.double() - 1;
      const r2 = x1 * x1 + x2 * x2;
      if (r2 >= 1 || r2 === 0) continue;
      const f = Math.sqrt((-2 * Math.log(r2)) / r2);
      this.#gauss = f * x1;
      return f * x2;
    }
  }
  /** Uniform on 0…max, by rejection under the smallest mask. */
  upTo(max: number): number {
    if (max === 0) return 0;
    if (max > 0xffffffff) throw new NotSupported("numpy.random.randint over more than 2**32 numbers");
    let mask = max;
    for (const shift of [1, 2, 4, 8, 16]) mask |= mask >>> shift;
    mask >>>= 0;
    for (;;) {
      const value = (this.#generator.random() & mask) >>> 0;
      if (value <= max) return value;
    }
  }
}

export function numpyHost(): [string, PyValue][] {
  const streams: LegacyStream[] = [];
  const options: PrintOptions = { ...defaults };
  const doubles = (n: number, draw: (i: number) => number): PyValue => {
    const data = new Float64Array(n);
    for (let i = 0; i < n; i++) data[i] = draw(i);
    return toPython(new Tensor(fromData(data, [n], float64)));
  };
  const stream = (v: PyValue | undefined): LegacyStream => streams[toInt(v ?? null) ?? 0]!;
  const table: Record<string, (args: PyValue[]) => PyValue> = {
    // A window with any strides, also negative ones; shares the data.
    _window: ([t, shape, strides, offset]) =>
      toPython(new Tensor(viewOf(tensorOf(t).impl, ints(shape), ints(strides), number(offset)))),
    // Writes with NumPy's casting and broadcasting. NumPy's writes do not count as in-place changes for autograd.
    _put: ([t, source]) => {
      copyInto(tensorOf(t).impl, tensorOf(source).impl);
      return null;
    },
    _alias: ([t]) => toPython(new Tensor(tensorOf(t).impl, tensorOf(t).counter)),
    _array_text: ([t, separator, prefix, suffix]) =>
      arrayText(tensorOf(t).impl, String(separator), String(prefix), String(suffix), options),
    _set_print_option: ([name, value]) => {
      if (name === "suppress") options.suppress = value === true;
      else if (name === "precision" || name === "threshold" || name === "edgeitems" || name === "linewidth") {
        options[name] = number(value);
      } else throw new NotSupported(`numpy.set_printoptions(${String(name)}=…)`);
      return null;
    },
    _float_text: ([x, name]) =>
      scalarText(number(x), name === "float32" ? float32 : name === "float16" ? float16 : float64),
    _round_to: ([x, name]) =>
      new PyFloat(
        name === "float32" ? float32.cast(number(x)) : name === "float16" ? float16.cast(number(x)) : number(x),
      ),
    _stream: ([seed]) => {
      streams.push(new LegacyStream(number(seed)));
      return streams.length - 1;
    },
    _doubles: ([s, n]) => doubles(number(n), () => stream(s).double()),
    _gausses: ([s, n]) => doubles(number(n), () => stream(s).gauss()),
    _integers: ([s, n, low, max]) => {
      const data = new Float64Array(number(n));
      for (let i = 0; i < data.length; i++) data[i] = number(low) + stream(s).upTo(number(max));
      return toPython(new Tensor(fromData(data, [data.length], int64)));
    },
    // The order of `shuffle` of n items: for i from the last, swap with one at or before it.
    _shuffled: ([s, n]) => {
      const data = Float64Array.from({ length: number(n) }, (_, i) => i);
      for (let i = data.length - 1; i > 0; i--) {
        const j = stream(s).upTo(i);
        [data[i], data[j]] = [data[j]!, data[i]!];
      }
      return toPython(new Tensor(fromData(data, [data.length], int64)));
    },
    _is_shared: ([a, b]) => tensorOf(a).impl.storage === tensorOf(b).impl.storage,
  };
  return Object.entries(table).map(([name, body]) => [
    name,
    new PyBuiltin(name, (args) => guarded(() => body(args)), name, true),
  ]);
}
