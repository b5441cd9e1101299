/** `torch.finfo(dtype)` and `torch.iinfo(dtype)`. */
import { PyBuiltin } from "../python/objects/callable.ts";
import { exceptionTypes, raiseError } from "../python/objects/exceptions.ts";
import { objectType, PyType, typeOf } from "../python/objects/type.ts";
import { PyFloat, PyObject, type PyValue } from "../python/objects/value.ts";
import { type DType, getDefaultDType, toReal } from "../tensor/dtype.ts";
import { property } from "./classes.ts";
import { PyDType } from "./dtypes.ts";

class Limits extends PyObject {
  readonly dtype: DType;
  readonly #type: PyType;
  constructor(dtype: DType, type: PyType) {
    super();
    this.dtype = dtype;
    this.#type = type;
  }
  get cls(): PyType {
    return this.#type;
  }
  get attrs(): null {
    return null;
  }
}

/** Bits of the significand, the least exponent of a normal number, the greatest exponent, decimal digits. */
const floats: Readonly<Record<string, readonly [bits: number, least: number, greatest: number, digits: number]>> = {
  float16: [11, -14, 15, 3],
  bfloat16: [8, -126, 127, 2],
  float32: [24, -126, 127, 6],
  float64: [53, -1022, 1023, 15],
};

function epsOf(d: DType): number {
  return 2 ** (1 - floats[d.name]![0]);
}
function maxOf(d: DType): number {
  const [bits, , greatest] = floats[d.name]!;
  return (2 - 2 ** (1 - bits)) * 2 ** greatest;
}
function tinyOf(d: DType): number {
  return 2 ** floats[d.name]![1];
}

/** Like C++'s `<<`: six significant digits, exact ties to even. */
function streamed(x: number): string {
  const [rounded, exponent] = x.toExponential(5).split("e") as [string, string];
  let mantissa = rounded;
  const longer = x.toExponential(6);
  const [digits] = longer.split("e") as [string];
  const shorter = digits.slice(0, -1);
  if (digits.endsWith("5") && Number(longer) === x && Number(shorter.at(-1)) % 2 === 0) mantissa = shorter;
  const power = Number(exponent);
  const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (power >= -4 && power < 6) return trimmed(Number(`${mantissa}e${power}`).toFixed(Math.max(5 - power, 0)));
  return `${trimmed(mantissa)}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

function givenDType(args: readonly PyValue[], name: string): DType | null {
  const [given] = args;
  if (given === undefined) return null;
  if (given instanceof PyDType) return given.dtype;
  return raiseError(
    exceptionTypes.TypeError,
    `${name}(): argument 'type' (position 1) must be torch.dtype, not ${typeOf(given).name}`,
  );
}

const finfoType: PyType = new PyType("finfo", [objectType], {
  module: "torch",
  subclassable: false,
  construct: (_cls, args, kwargs) => {
    const d =
      givenDType(args[0] === undefined && kwargs?.has("type") ? [kwargs.get("type")!] : args, "finfo") ??
      getDefaultDType();
    if (d.category !== "float" && d.category !== "complex") {
      return raiseError(
        exceptionTypes.TypeError,
        "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'",
      );
    }
    return new Limits(toReal(d), finfoType);
  },
});

const iinfoType: PyType = new PyType("iinfo", [objectType], {
  module: "torch",
  subclassable: false,
  construct: (_cls, args, kwargs) => {
    const d = givenDType(args[0] === undefined && kwargs?.has("type") ? [kwargs.get("type")!] : args, "iinfo");
    if (d === null) {
      return raiseError(exceptionTypes.TypeError, 'iinfo() missing 1 required positional arguments: "type"');
    }
    if (d.category === "bool")
      return raiseError(exceptionTypes.TypeError, "torch.bool is not supported by torch.iinfo");
    if (d.category !== "int") {
      return raiseError(
        exceptionTypes.TypeError,
        "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'",
      );
    }
    return new Limits(d, iinfoType);
  },
});

const bitsOf = (d: DType): number => 8 * d.itemsize;
const greatest = (d: DType): bigint => 2n ** BigInt(d.name === "uint8" ? 8 : bitsOf(d) - 1) - 1n;
const least = (d: DType): bigint => (d.name === "uint8" ? 0n : -greatest(d) - 1n);
/** A Python int: exact as a number where it is safe. */
const pyInt = (x: bigint): PyValue => (Number.isSafeInteger(Number(x)) ? Number(x) : x);

/** The two types, with their attributes. */
export function numericLimits(): readonly [finfo: PyType, iinfo: PyType] {
  if (finfoType.dict.has("bits")) return [finfoType, iinfoType];
  const receive = (v: PyValue): Limits | undefined => (v instanceof Limits ? v : undefined);
  const of = (type: PyType, name: string, value: (d: DType) => PyValue): void =>
    property(type, name, receive, (l) => value(l.dtype));
  const float = (name: string, value: (d: DType) => number): void => of(finfoType, name, (d) => new PyFloat(value(d)));
  float("eps", epsOf);
  float("max", maxOf);
  float("min", (d) => -maxOf(d));
  float("tiny", tinyOf);
  float("smallest_normal", tinyOf);
  float("resolution", (d) => Number(`1e-${floats[d.name]![3]}`));
  of(iinfoType, "max", (d) => pyInt(greatest(d)));
  of(iinfoType, "min", (d) => pyInt(least(d)));
  for (const type of [finfoType, iinfoType]) {
    of(type, "bits", bitsOf);
    of(type, "dtype", (d) => d.name);
  }
  const text = (type: PyType, write: (d: DType) => string): void =>
    type.set("__repr__", new PyBuiltin("__repr__", ([v]) => write((v as Limits).dtype)));
  text(finfoType, (d) =>
    `finfo(resolution=1e-${String(floats[d.name]![3]).padStart(2, "0")}, min=${streamed(-maxOf(d))}, max=${streamed(maxOf(d))}, eps=${streamed(epsOf(d))}, smallest_normal=${streamed(tinyOf(d))}, tiny=${streamed(tinyOf(d))}, dtype=${d.name})`
      .replace("1e-03", "0.001")
      .replace("1e-02", "0.01"),
  );
  text(
    iinfoType,
    (d) => `iinfo(min=${streamed(Number(least(d)))}, max=${streamed(Number(greatest(d)))}, dtype=${d.name})`,
  );
  return [finfoType, iinfoType];
}
