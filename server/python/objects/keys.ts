/**
 * Which JavaScript Map key stands for a Python value, so that dictionaries and sets find keys by Python's equality:
 * `1`, `1.0` and `True` are one key. Plain values stand for themselves in a canonical form; values whose equality is
 * code (tuples, instances with `__eq__`) are represented by the first equal object that came in.
 */

import { exceptionTypes, raiseError } from "./exceptions.ts";
import { hash } from "./hash.ts";
import { equals } from "./operators.ts";
import { typeName } from "./special.ts";
import { PyTuple } from "./tuple.ts";
import { objectType, PyType, typeOf } from "./type.ts";
import { PyFloat, PyInstance, type PyValue } from "./value.ts";

/** A canonical key: compares by SameValueZero exactly when the Python values are equal. */
export type Key = PyValue;

/** The canonical key of a value that needs no registry; undefined for one whose equality is code. */
function plainKey(value: PyValue): Key | undefined {
  switch (typeof value) {
    case "string":
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    default:
      break;
  }
  if (value === null) return null;
  if (value instanceof PyFloat && value.cls === PyFloat.type) {
    const x = value.value;
    if (Number.isSafeInteger(x)) return x + 0;
    if (Number.isInteger(x)) return BigInt(x);
    // Fractions and infinities are JavaScript numbers that no int is; a NaN is only ever equal to the same object.
    return Number.isNaN(x) ? value : x;
  }
  if (value instanceof PyTuple) return undefined;
  const type = typeOf(value);
  const eq = type.lookup("__eq__");
  const hashMethod = type.lookup("__hash__");
  if (value instanceof PyType && (value.meta === undefined || eq === objectType.dict.get("__eq__"))) return value;
  if (value instanceof PyInstance && value.payload !== undefined) {
    const base = typeOf(value.payload);
    if (eq === base.lookup("__eq__") && hashMethod === base.lookup("__hash__")) return plainKey(value.payload);
    return undefined;
  }
  if (hashMethod === undefined || hashMethod === null) {
    return raiseError(exceptionTypes.TypeError, `unhashable type: '${typeName(value)}'`);
  }
  if (eq === objectType.dict.get("__eq__") && hashMethod === objectType.dict.get("__hash__")) return value;
  return undefined;
}

/** A text that is equal for equal tuples of plain values, and for no others; undefined when an item is not plain. */
function tupleText(tuple: PyTuple): string | undefined {
  let text = "(";
  for (const item of tuple.items) {
    let part: string | undefined;
    switch (typeof item) {
      case "string":
        part = `${item.length}:${item}`;
        break;
      case "number":
      case "bigint":
        part = `i${item}`;
        break;
      case "boolean":
        part = item ? "i1" : "i0";
        break;
      default:
        if (item === null) part = "n";
        else if (item instanceof PyFloat && item.cls === PyFloat.type) {
          const x = item.value;
          if (Number.isNaN(x)) return undefined;
          part = Number.isInteger(x) ? `i${BigInt(x)}` : `f${x}`;
        } else if (item instanceof PyTuple) part = tupleText(item);
    }
    if (part === undefined) return undefined;
    text += `${part},`;
  }
  return `${text})`;
}

/** The representatives of the values whose equality is code, of one dictionary or set. */
export class KeyRegistry {
  #texts: Map<string, PyValue> | null = null;
  #buckets: Map<number | bigint, PyValue[]> | null = null;

  /** The canonical key of `value`; undefined when it is not there. Raises TypeError for an unhashable value. */
  find(value: PyValue, keys: ReadonlyMap<Key, unknown>): Key | undefined {
    const plain = plainKey(value);
    if (plain !== undefined) {
      if (this.#buckets === null || keys.has(plain)) return plain;
      // An instance with `__eq__` and `__hash__` of its own may be equal to a plain value.
      return this.#inBuckets(value) ?? plain;
    }
    const tuple = value instanceof PyTuple ? value : payloadTuple(value);
    if (tuple !== undefined) {
      const text = tupleText(tuple);
      if (text !== undefined) {
        const found = this.#texts?.get(text);
        if (found !== undefined || this.#buckets === null) {
          return found;
        }
      }
    }
    return this.#inBuckets(value) ?? equalPlainKey(value, keys);
  }

  /** The canonical key of `value`, made when it is not there. */
  findOrAdd(value: PyValue, keys: ReadonlyMap<Key, unknown>): Key {
    const found = this.find(value, keys);
    if (found !== undefined) return found;
    const tuple = value instanceof PyTuple ? value : payloadTuple(value);
    const text = tuple === undefined ? undefined : tupleText(tuple);
    if (text !== undefined) {
      this.#texts ??= new Map();
      this.#texts.set(text, value);
    } else {
      this.#buckets ??= new Map();
      const h = hash(value);
      const bucket = this.#buckets.get(h);
      if (bucket === undefined) this.#buckets.set(h, [value]);
      else bucket.push(value);
    }
    return value;
  }

  /** The key is gone from the map. */
  forget(key: Key): void {
    if (typeof key !== "object" || key === null) return;
    const tuple = key instanceof PyTuple ? key : payloadTuple(key);
    const text = tuple === undefined ? undefined : tupleText(tuple);
    if (text !== undefined && this.#texts?.delete(text) === true) return;
    if (this.#buckets === null || plainKey(key) !== undefined) return;
    const h = hash(key);
    const bucket = this.#buckets.get(h);
    if (bucket === undefined) return;
    const i = bucket.indexOf(key);
    if (i >= 0) bucket.splice(i, 1);
    if (bucket.length === 0) this.#buckets.delete(h);
  }

  clear(): void {
    this.#texts = null;
    this.#buckets = null;
  }

  #inBuckets(value: PyValue): Key | undefined {
    const h = hash(value);
    const bucket = this.#buckets?.get(h);
    if (bucket === undefined) return undefined;
    for (const candidate of bucket) if (candidate === value || equals(candidate, value)) return candidate;
    return undefined;
  }
}

function payloadTuple(value: PyValue): PyTuple | undefined {
  if (!(value instanceof PyInstance) || !(value.payload instanceof PyTuple)) return undefined;
  const type = value.cls;
  const base = typeOf(value.payload);
  return type.lookup("__eq__") === base.lookup("__eq__") && type.lookup("__hash__") === base.lookup("__hash__")
    ? value.payload
    : undefined;
}

/** A plain key that an instance with its own `__hash__` and `__eq__` equals: found by the hash, which is the int itself. */
function equalPlainKey(value: PyValue, keys: ReadonlyMap<Key, unknown>): Key | undefined {
  const h = hash(value);
  if (keys.has(h) && equals(h, value)) return h;
  const payload = value instanceof PyInstance ? value.payload : undefined;
  if (typeof payload !== "string") return undefined;
  for (const key of keys.keys()) if (typeof key === "string" && hash(key) === h && equals(key, value)) return key;
  return undefined;
}
