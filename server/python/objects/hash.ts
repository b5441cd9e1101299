/** `hash()`: CPython's values for numbers, tuples and frozensets (64-bit), identity or a fixed function elsewhere. */
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { identityOf } from "./identity.ts";
import { asIntPayload } from "./int.ts";
import { type Int, normalise } from "./intArithmetic.ts";
import { callUnbound, typeName } from "./special.ts";
import { PyTuple } from "./tuple.ts";
import { typeOf } from "./type.ts";
import { PyFloat, type PyValue } from "./value.ts";

const MODULUS = (1n << 61n) - 1n;
const MASK64 = (1n << 64n) - 1n;
const HASH_INF = 314159;
/** What CPython uses for the imaginary part of a complex number. */
export const HASH_IMAG = 1000003n;

/** `hash(value)`. TypeError `unhashable type: 'list'` where there is none. */
export function hash(value: PyValue): Int {
  switch (typeof value) {
    case "number":
    case "bigint":
      return hashInt(value);
    case "boolean":
      return value ? 1 : 0;
    case "string":
      return hashStr(value);
    default:
      break;
  }
  if (value === null) return 0x8a2f40;
  if (value instanceof PyFloat && value.cls === PyFloat.type) return hashFloat(value);
  if (value instanceof PyTuple) return hashTuple(value.items);
  const found = typeOf(value).lookup("__hash__");
  if (found === undefined || found === null) {
    return raiseError(exceptionTypes.TypeError, `unhashable type: '${typeName(value)}'`);
  }
  const result = asIntPayload(callUnbound(found, value, []));
  if (result === undefined) return raiseError(exceptionTypes.TypeError, "__hash__ method should return an integer");
  // A result that fits 64 bits is taken as it is (but for the reserved -1); a longer one is hashed as an int.
  if (typeof result === "bigint") return BigInt.asIntN(64, result) === result ? result : hashInt(result);
  return result === -1 ? -2 : result;
}

export function hashInt(n: Int): Int {
  if (typeof n === "number") return n === -1 ? -2 : n;
  const r = n < 0n ? -(-n % MODULUS) : n % MODULUS;
  return r === -1n ? -2 : normalise(r);
}

/** An integral double hashes as the int it equals; others by their fraction modulo 2**61 - 1; NaN by identity. */
export function hashFloat(value: PyFloat): Int {
  const x = value.value;
  if (Number.isInteger(x)) return hashInt(Number.isSafeInteger(x) ? x + 0 : BigInt(x));
  if (Number.isNaN(x)) return identityOf(value);
  return hashDouble(x);
}

/** The same of a bare double; a NaN counts as 0. */
export function hashDouble(x: number): Int {
  if (Number.isNaN(x)) return 0;
  if (!Number.isFinite(x)) return x > 0 ? HASH_INF : -HASH_INF;
  if (Number.isInteger(x)) return hashInt(Number.isSafeInteger(x) ? x + 0 : BigInt(x));
  let m = Math.abs(x);
  let e = 0;
  while (m < 2 ** 52) {
    m *= 2;
    e--;
  }
  // m is now integral with x = ±m·2**e, e < 0; 2**e modulo 2**61 - 1 is a rotation, since 2**61 = 1.
  let r = BigInt(m) % MODULUS;
  const rotate = BigInt(((e % 61) + 61) % 61);
  r = ((r << rotate) & MODULUS) | (r >> (61n - rotate));
  if (r === MODULUS) r = 0n;
  const signed = x < 0 ? -r : r;
  return signed === -1n ? -2 : normalise(signed);
}

/** The multiplicative scheme (xxHash's primes) that CPython mixes the items' hashes with. */
export function hashTuple(items: readonly PyValue[]): Int {
  const P1 = 11400714785074694791n;
  const P2 = 14029467366897019727n;
  const P5 = 2870177450012600261n;
  let acc = P5;
  for (const item of items) {
    const lane = BigInt.asUintN(64, BigInt(hash(item)));
    acc = (acc + lane * P2) & MASK64;
    acc = ((acc << 31n) | (acc >> 33n)) & MASK64;
    acc = (acc * P1) & MASK64;
  }
  acc = (acc + (BigInt(items.length) ^ (P5 ^ 3527539n))) & MASK64;
  if (acc === MASK64) return 1546275796;
  return normalise(BigInt.asIntN(64, acc));
}

/** The order-independent mix that CPython hashes a frozenset with. */
export function hashFrozenSet(hashes: Iterable<Int>, size: number): Int {
  let h = 0n;
  const shuffle = (v: bigint): bigint => ((v ^ 89869747n ^ ((v << 16n) & MASK64)) * 3644798167n) & MASK64;
  for (const item of hashes) h ^= shuffle(BigInt.asUintN(64, BigInt(item)));
  h ^= ((BigInt(size) + 1n) * 1927868237n) & MASK64;
  h ^= (h >> 11n) ^ (h >> 25n);
  h = (h * 69069n + 907133923n) & MASK64;
  if (h === MASK64) h = 590923713n;
  return normalise(BigInt.asIntN(64, h));
}

/** Stable, unlike CPython's, which is salted anew in every process: no program can depend on it. */
export function hashStr(s: string): Int {
  if (s.length === 0) return 0;
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x85ebca6b) ^ (b >>> 13);
  }
  const high = (a >>> 0) & 0x1fffff;
  return high * 2 ** 32 + (b >>> 0) - 2 ** 52;
}
