/**
 * The random number generator of `torch.manual_seed` on CPU: the Mersenne Twister mt19937 (Matsumoto and Nishimura,
 * 1998), and the uniform and normal numbers drawn from it.
 */
import { TorchError } from "./errors.ts";

const N = 624;
const M = 397;

export class Generator {
  #state = new Uint32Array(N);
  #next = 0;
  #left = 1;
  #seed = 0n;
  /** The second number of a Box-Muller pair, kept for the next call. */
  nextNormal: number | undefined = undefined;
  nextFloatNormal: number | undefined = undefined;

  constructor(seed: bigint = 67280421310721n) {
    this.seedWith(seed);
  }

  /** `manual_seed`. Only the low 32 bits reach the state; the whole seed is what `initial_seed` gives. */
  seedWith(seed: bigint): void {
    const s = this.#state;
    this.#seed = BigInt.asUintN(64, seed);
    s[0] = Number(BigInt.asUintN(32, seed));
    for (let j = 1; j < N; j++) {
      const previous = s[j - 1]!;
      s[j] = Math.imul(1812433253, previous ^ (previous >>> 30)) + j;
    }
    this.#left = 1;
    this.#next = 0;
    this.nextNormal = undefined;
    this.nextFloatNormal = undefined;
  }

  get initialSeed(): bigint {
    return this.#seed;
  }

  /** Uniform on 0 … 2**32 - 1. */
  random(): number {
    if (--this.#left === 0) this.#refill();
    let y = this.#state[this.#next++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** Two draws; the first is the upper half. */
  random64(): bigint {
    const high = this.random();
    return (BigInt(high) << 32n) | BigInt(this.random());
  }

  /** Uniform on [0, 1) with 53 bits, from one 64-bit draw. */
  uniformDouble(): number {
    const high = this.random() & 0x1fffff;
    return (high * 4294967296 + this.random()) * 2 ** -53;
  }

  /** Uniform on [0, 1) with 24 bits, from one 32-bit draw. */
  uniformFloat(): number {
    return (this.random() & 0xffffff) * 2 ** -24;
  }

  /** Standard normal numbers in pairs (Box and Muller), in double. */
  normalDouble(): number {
    const cached = this.nextNormal;
    if (cached !== undefined) {
      this.nextNormal = undefined;
      return cached;
    }
    const u1 = this.uniformDouble();
    const u2 = this.uniformDouble();
    const r = Math.sqrt(-2 * Math.log1p(-u2));
    const theta = 2 * Math.PI * u1;
    this.nextNormal = r * Math.sin(theta);
    return r * Math.cos(theta);
  }

  #refill(): void {
    const s = this.#state;
    this.#left = N;
    this.#next = 0;
    for (let j = 0; j < N; j++) {
      const u = s[j]!;
      const v = s[(j + 1) % N]!;
      const mixed = (u & 0x80000000) | (v & 0x7fffffff);
      s[j] = s[(j + M) % N]! ^ (mixed >>> 1) ^ (v & 1 ? 0x9908b0df : 0);
    }
  }

  /** `get_rng_state`: the 5056 bytes PyTorch writes (seed, position, 624 words of 64 bits, cached normals). */
  getState(): Uint8Array {
    const bytes = new Uint8Array(STATE_BYTES);
    const view = new DataView(bytes.buffer);
    view.setBigUint64(0, this.#seed, true);
    view.setInt32(8, this.#left, true);
    view.setInt32(12, 1, true);
    view.setBigUint64(16, BigInt(this.#next), true);
    for (let j = 0; j < N; j++) view.setUint32(24 + 8 * j, this.#state[j]!, true);
    if (this.nextNormal !== undefined) {
      view.setFloat64(NORMAL_Y, this.nextNormal, true);
      view.setInt32(NORMAL_VALID, 1, true);
    }
    if (this.nextFloatNormal !== undefined) {
      view.setFloat32(FLOAT_NORMAL, this.nextFloatNormal, true);
      bytes[FLOAT_NORMAL + 4] = 1;
    }
    return bytes;
  }

  /** `set_rng_state`. */
  setState(bytes: Uint8Array): void {
    if (bytes.length !== STATE_BYTES && bytes.length !== STATE_BYTES - 8) {
      throw new TorchError(
        "RuntimeError",
        `Expected either a CPUGeneratorImplStateLegacy of size 5048 or a CPUGeneratorImplState of size 5056 but found the input RNG state size to be ${bytes.length}`,
      );
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const left = view.getInt32(8, true);
    const next = Number(view.getBigUint64(16, true));
    if (view.getInt32(12, true) !== 1 || left <= 0 || left > N || next > N) {
      throw new TorchError("RuntimeError", "Invalid mt19937 state");
    }
    this.#seed = view.getBigUint64(0, true);
    this.#left = left;
    this.#next = next;
    for (let j = 0; j < N; j++) this.#state[j] = view.getUint32(24 + 8 * j, true);
    this.nextNormal = view.getInt32(NORMAL_VALID, true) !== 0 ? view.getFloat64(NORMAL_Y, true) : undefined;
    this.nextFloatNormal =
      bytes.length === STATE_BYTES && bytes[FLOAT_NORMAL + 4] !== 0 ? view.getFloat32(FLOAT_NORMAL, true) : undefined;
  }

  clone(): Generator {
    const copy = new Generator();
    copy.setState(this.getState());
    return copy;
  }
}

const STATE_BYTES = 5056;
const NORMAL_Y = 24 + 8 * N + 8;
const NORMAL_VALID = 24 + 8 * N + 24;
const FLOAT_NORMAL = 24 + 8 * N + 32;
