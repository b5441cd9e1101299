/**
 * The order in which CPython 3.11 iterates a set: its open-addressing table, emulated slot by slot (start at the hash's
 * low bits, nine neighbours, then a jump that mixes in the upper bits; grow when three fifths are filled).
 */
import type { Int } from "./intArithmetic.ts";
import type { Key } from "./keys.ts";

const MIN_SIZE = 8;
const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5;

const EMPTY = Symbol("empty");
const DUMMY = Symbol("dummy");
type Slot = Key | typeof EMPTY | typeof DUMMY;

/** The 64 bits of a hash, as two unsigned halves. */
interface Bits {
  readonly low: number;
  readonly high: number;
}

function bitsOf(hash: Int): Bits {
  if (typeof hash === "number" && hash >= 0) {
    return { low: hash >>> 0, high: Math.floor(hash / 2 ** 32) };
  }
  const n = BigInt.asUintN(64, BigInt(hash));
  return { low: Number(n & 0xffffffffn), high: Number(n >> 32n) };
}

export class SetTable {
  #slots: Slot[] = new Array(MIN_SIZE).fill(EMPTY);
  #hashes: Bits[] = [];
  #mask = MIN_SIZE - 1;
  /** Active and dummy slots. */
  #fill = 0;
  #used = 0;
  /** Where `pop` goes on searching. */
  #finger = 0;

  #probe(slots: readonly Slot[], mask: number, bits: Bits, stop: (slot: Slot, at: number) => boolean): number {
    let { low, high } = bits;
    let i = (low & mask) >>> 0;
    for (;;) {
      let probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
      let at = i;
      do {
        if (stop(slots[at]!, at)) return at;
        at++;
      } while (probes-- > 0);
      low = ((low >>> PERTURB_SHIFT) | (high << (32 - PERTURB_SHIFT))) >>> 0;
      high >>>= PERTURB_SHIFT;
      i = ((Math.imul(i, 5) + 1 + low) & mask) >>> 0;
    }
  }

  /** The key is not in the table yet. */
  add(key: Key, hash: Int): void {
    const bits = bitsOf(hash);
    // The last dummy on the way is used again, once the search has met an empty slot.
    let free = -1;
    const end = this.#probe(this.#slots, this.#mask, bits, (slot, i) => {
      if (slot === DUMMY) free = i;
      return slot === EMPTY;
    });
    const at = free < 0 ? end : free;
    this.#slots[at] = key;
    this.#hashes[at] = bits;
    this.#used++;
    if (free >= 0) return;
    this.#fill++;
    if (this.#fill * 5 >= this.#mask * 3) this.#resize(this.#used > 50000 ? this.#used * 2 : this.#used * 4);
  }

  delete(key: Key, hash: Int): void {
    const at = this.#probe(this.#slots, this.#mask, bitsOf(hash), (slot) => slot === EMPTY || Object.is(slot, key));
    if (this.#slots[at] === EMPTY) return;
    this.#slots[at] = DUMMY;
    this.#used--;
  }

  #resize(minimum: number): void {
    let size = MIN_SIZE;
    while (size <= minimum) size *= 2;
    const old = this.#slots;
    const oldHashes = this.#hashes;
    this.#slots = new Array(size).fill(EMPTY);
    this.#hashes = [];
    this.#mask = size - 1;
    for (let i = 0; i < old.length; i++) {
      const slot = old[i]!;
      if (slot !== EMPTY && slot !== DUMMY) this.#insertClean(slot, oldHashes[i]!);
    }
    this.#fill = this.#used;
  }

  #insertClean(key: Key, bits: Bits): void {
    const at = this.#probe(this.#slots, this.#mask, bits, (slot) => slot === EMPTY);
    this.#slots[at] = key;
    this.#hashes[at] = bits;
  }

  /** Makes room before `count` keys are merged in from another set or dictionary. */
  reserve(count: number): void {
    if ((this.#fill + count) * 5 >= this.#mask * 3) this.#resize((this.#used + count) * 2);
  }

  /** Takes over another table into this empty one. */
  copyFrom(other: SetTable): void {
    if (this.#mask === other.#mask && other.#fill === other.#used) {
      this.#slots = [...other.#slots];
      this.#hashes = [...other.#hashes];
    } else {
      for (let i = 0; i < other.#slots.length; i++) {
        const slot = other.#slots[i]!;
        if (slot !== EMPTY && slot !== DUMMY) this.#insertClean(slot, other.#hashes[i]!);
      }
    }
    this.#fill = other.#used;
    this.#used = other.#used;
  }

  get isUntouched(): boolean {
    return this.#fill === 0;
  }

  /** After many removals: get rid of the dummies when they are over a quarter of the table. */
  tidy(): void {
    if (this.#fill - this.#used > this.#mask / 4) this.#resize(this.#used > 50000 ? this.#used * 2 : this.#used * 4);
  }

  /** The next key that `pop` takes, or undefined. The caller deletes it. */
  popCandidate(): Key | undefined {
    if (this.#used === 0) return undefined;
    let at = this.#finger & this.#mask;
    for (;;) {
      const slot = this.#slots[at]!;
      if (slot !== EMPTY && slot !== DUMMY) {
        this.#finger = at + 1;
        return slot;
      }
      at = at + 1 > this.#mask ? 0 : at + 1;
    }
  }

  /** The keys in the order of their slots. */
  keys(): Key[] {
    const out: Key[] = [];
    for (const slot of this.#slots) if (slot !== EMPTY && slot !== DUMMY) out.push(slot);
    return out;
  }
}
