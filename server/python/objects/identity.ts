/** `id()`: numbers handed out on first request. CPython's are addresses, so no program can depend on their values. */
import type { PyObject, PyValue } from "./value.ts";

const ids = new WeakMap<PyObject, number>();
const FIRST = 0x7f3a2c400000;
const STEP = 0x30;
let next = FIRST;

/** The identity of a value. Equal ints and strings share one: they are the same value here, as small ones are in CPython. */
export function identityOf(value: PyValue): number | bigint {
  if (typeof value === "object" && value !== null) {
    let id = ids.get(value);
    if (id === undefined) {
      id = next;
      next += STEP;
      ids.set(value, id);
    }
    return id;
  }
  if (typeof value === "number") return 0x955e08 + value * 32 > 0 ? 0x955e08 + value * 32 : 0x7f0000000000 - value;
  if (typeof value === "bigint") return (0x7f0000000000n + (value < 0n ? -value : value)) & 0xffffffffffffn;
  if (typeof value === "string") {
    let h = 0x811c9dc5;
    for (let i = 0; i < value.length; i++) h = Math.imul(h ^ value.charCodeAt(i), 0x01000193) >>> 0;
    return 0x7f0000000000 + h * 16;
  }
  return value === null ? 0x93f820 : value ? 0x93c0a0 : 0x93c0c0;
}

/** An address as the default repr prints it. */
export function addressOf(value: PyValue): string {
  return `0x${identityOf(value).toString(16)}`;
}
