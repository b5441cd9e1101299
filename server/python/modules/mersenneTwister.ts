/** The MT19937 generator as CPython seeds and reads it: 53-bit floats from two outputs, seeds of any length. */
const N = 624;
const M = 397;

export class MersenneTwister {
  readonly state = new Uint32Array(N);
  index = N + 1;

  #seedWord(seed: number): void {
    const s = this.state;
    s[0] = seed;
    for (let i = 1; i < N; i++) {
      const x = s[i - 1]! ^ (s[i - 1]! >>> 30);
      s[i] = Math.imul(1812433253, x) + i;
    }
    this.index = N;
  }

  /** Seeds from a non-negative integer of any size, taken as little-endian 32-bit words. */
  seed(n: bigint): void {
    const key: number[] = [];
    for (let rest = n; rest > 0n; rest >>= 32n) key.push(Number(rest & 0xffffffffn));
    if (key.length === 0) key.push(0);
    this.#seedWord(19650218);
    const s = this.state;
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      const x = s[i - 1]! ^ (s[i - 1]! >>> 30);
      s[i] = (s[i]! ^ Math.imul(x, 1664525)) + key[j]! + j;
      i++;
      j++;
      if (i >= N) {
        s[0] = s[N - 1]!;
        i = 1;
      }
      if (j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      const x = s[i - 1]! ^ (s[i - 1]! >>> 30);
      s[i] = (s[i]! ^ Math.imul(x, 1566083941)) - i;
      i++;
      if (i >= N) {
        s[0] = s[N - 1]!;
        i = 1;
      }
    }
    s[0] = 0x80000000;
  }

  /** The next 32 bits. */
  next(): number {
    const s = this.state;
    if (this.index >= N) {
      for (let k = 0; k < N; k++) {
        const y = (s[k]! & 0x80000000) | (s[(k + 1) % N]! & 0x7fffffff);
        s[k] = s[(k + M) % N]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.index = 0;
    }
    let y = s[this.index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** A float in [0, 1) with 53 random bits. */
  random(): number {
    const a = this.next() >>> 5;
    const b = this.next() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  /** An integer of `k` random bits; the first output is the lowest word. */
  bits(k: number): bigint {
    if (k <= 32) return BigInt(k === 0 ? 0 : this.next() >>> (32 - k));
    let out = 0n;
    let shift = 0n;
    for (let left = k; left > 0; left -= 32) {
      let word = this.next();
      if (left < 32) word >>>= 32 - left;
      out |= BigInt(word) << shift;
      shift += 32n;
    }
    return out;
  }
}
