/**
 * Every row of the derivative table against finite differences in float64: its gradients, and the gradients of those. A
 * row without samples fails, unless it is in derivativesMissing.json, which may only shrink.
 */
// First: the modules below autograd are in a cycle that has to be entered from here.
import "../../server/inspect/torchFloor.ts";

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { gradOf } from "../../server/autograd/engine.ts";
import { operations } from "../../server/autograd/op.ts";
import { Tensor } from "../../server/autograd/tensor.ts";
import { float64 } from "../../server/tensor/dtype.ts";
import { denseData, fromData } from "../../server/tensor/strided.ts";
import { type AnyOp, type DerivativeSample, derivativeSamples, type Leaf } from "./derivativeSamples.ts";

const STEP = 1e-5;
const TOLERANCE = 2e-6;
const missingFile = new URL("derivativesMissing.json", import.meta.url);

/** Rows whose second derivative is not checked, and why. */
const firstOrderOnly: Readonly<Record<string, string>> = {
  _linalg_svd: "the gradient of singular values is made of singular vectors, which have no derivative here",
  hardsigmoid: "PyTorch has no derivative of hardsigmoid_backward either: it raises, and so does this row",
};

/** Entries that look random, are the same in every run, and stay away from 0. */
function entries(leaf: Leaf, seed: number): Float64Array {
  const n = leaf.shape.reduce((a, b) => a * b, 1);
  return Float64Array.from({ length: n }, (_, i) => {
    const fraction = ((((i + 1) * 0.754877666 + (seed + 1) * 0.569840291) % 1) + 1) % 1;
    const x = leaf.from + fraction * (leaf.to - leaf.from);
    return Math.abs(x) < 0.08 ? x + Math.sign(x || 1) * 0.1 : x;
  });
}

function tensor(data: Float64Array, shape: readonly number[], isLeaf: boolean): Tensor {
  const t = new Tensor(fromData(data.slice(), shape, float64));
  t.leafRequiresGrad = isLeaf;
  return t;
}

const values = (t: Tensor): Float64Array => Float64Array.from(denseData(t.impl));

/** One sample of one row: the weighted sum of its outputs, and that sum's derivatives. */
class Point {
  readonly op: AnyOp;
  readonly sample: DerivativeSample;
  constructor(op: AnyOp, sample: DerivativeSample) {
    this.op = op;
    this.sample = sample;
  }

  #forward(data: readonly Float64Array[]): { leaves: Tensor[]; outputs: Tensor[] } {
    const leaves = data.map((d, i) => tensor(d, this.sample.leaves[i]!.shape, true));
    const result = this.sample.run(this.op, leaves);
    // What PyTorch calls not differentiable (the statistics of a normalisation) is left out of the sum.
    const isDifferentiable = (i: number): boolean =>
      !Array.isArray(result) || ((this.op.rule as { differentiable?: readonly boolean[] }).differentiable?.[i] ?? true);
    const outputs = (Array.isArray(result) ? result : [result]).filter(
      (t, i) => t.dtype.category === "float" && isDifferentiable(i),
    );
    return { leaves, outputs };
  }

  #weights(outputs: readonly Tensor[], isLeaf: boolean): Tensor[] {
    return outputs.map((t, k) => tensor(entries({ shape: t.shape, from: -1, to: 1.5 }, 7 + k), t.shape, isLeaf));
  }

  value(data: readonly Float64Array[]): number {
    const { outputs } = this.#forward(data);
    return dot(outputs.map(values), this.#weights(outputs, false).map(values));
  }

  gradients(data: readonly Float64Array[]): Float64Array[] {
    const { leaves, outputs } = this.#forward(data);
    const roots = outputs
      .map((t, k) => [t, this.#weights(outputs, false)[k]!] as const)
      .filter(([t]) => t.requiresGrad);
    if (roots.length === 0) return leaves.map((t) => new Float64Array(t.numel));
    const grads = gradOf(
      roots.map(([t]) => t),
      leaves,
      roots.map(([, w]) => w),
      { keepGraph: false, createGraph: false, allowUnused: true },
    );
    return grads.map((g, i) => (g === null ? new Float64Array(leaves[i]!.numel) : values(g)));
  }

  /** The gradient of Σ v·gradient with respect to the leaves and to the weights, and whether the weights' is right. */
  second(data: readonly Float64Array[]): Float64Array[] {
    const { leaves, outputs } = this.#forward(data);
    const weights = this.#weights(outputs, true);
    const roots = outputs.map((t, k) => [t, weights[k]!] as const).filter(([t]) => t.requiresGrad);
    const zeros = (): Float64Array[] => leaves.map((t) => new Float64Array(t.numel));
    if (roots.length === 0) return zeros();
    const grads = gradOf(
      roots.map(([t]) => t),
      leaves,
      roots.map(([, w]) => w),
      { keepGraph: true, createGraph: true, allowUnused: true },
    );
    const again = grads.map((g, i) => [g, i] as const).filter(([g]) => g?.requiresGrad === true);
    if (again.length === 0) return zeros();
    const got = gradOf(
      again.map(([g]) => g!),
      leaves,
      again.map(([g, i]) => tensor(direction(i, g!.numel), g!.shape, false)),
      { keepGraph: false, createGraph: false, allowUnused: true },
    );
    return got.map((g, i) => (g === null ? new Float64Array(leaves[i]!.numel) : values(g)));
  }

  /** Σ v·gradient, which {@link second} is the gradient of. */
  along(data: readonly Float64Array[]): number {
    const grads = this.gradients(data);
    return dot(
      grads,
      grads.map((g, i) => direction(i, g.length)),
    );
  }
}

function direction(leaf: number, n: number): Float64Array {
  return entries({ shape: [n], from: -1, to: 1 }, 31 + leaf);
}

function dot(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  let sum = 0;
  a.forEach((x, k) => {
    for (let i = 0; i < x.length; i++) sum += x[i]! * b[k]![i]!;
  });
  return sum;
}

/** The gradient of `f` by central differences. */
function numerical(f: (data: readonly Float64Array[]) => number, data: readonly Float64Array[]): Float64Array[] {
  return data.map((d, k) =>
    d.map((_, i) => {
      const moved = (by: number): number =>
        f(data.map((other, j) => (j === k ? other.map((x, at) => (at === i ? x + by : x)) : other)));
      return (moved(STEP) - moved(-STEP)) / (2 * STEP);
    }),
  );
}

function expectClose(have: readonly Float64Array[], want: readonly Float64Array[], factor: number, what: string): void {
  want.forEach((w, k) => {
    const scale = w.reduce((m, x) => Math.max(m, Math.abs(x)), 1);
    w.forEach((x, i) => {
      const distance = Math.abs(have[k]![i]! - x);
      if (!(distance <= TOLERANCE * factor * scale)) {
        expect.fail(`${what}, input ${k}, entry ${i}: ${have[k]![i]}, by differences ${x}`);
      }
    });
  });
}

/** The samples of a row: its own, or for a form that copies or writes in place (`t_copy`, `t_`) those of the plain one. */
function samplesOf(name: string): readonly DerivativeSample[] | undefined {
  return derivativeSamples.get(name) ?? derivativeSamples.get(name.replace(/_copy$|_(?=\.|$)/, ""));
}

/** The backward of a row is checked as that row's second derivative. */
function isBackwardOfSampled(name: string): boolean {
  const base = /^(\w+?)(_backward)+(_data|_input|_weight)?$/.exec(name)?.[1];
  return base !== undefined && [...derivativeSamples.keys()].some((known) => known.split(".")[0] === base);
}

function readMissing(): string[] {
  return JSON.parse(readFileSync(missingFile, "utf8")) as string[];
}

describe("the derivative table against finite differences", () => {
  for (const [name, row] of operations) {
    const op = row as unknown as AnyOp;
    const samples = samplesOf(name) ?? [];
    if (samples.length === 0) continue;
    test(name, () => {
      samples.forEach((sample, s) => {
        const data = sample.leaves.map((leaf, k) => entries(leaf, k + s));
        const point = new Point(op, sample);
        const factor = sample.tolerance ?? 1;
        expectClose(
          point.gradients(data),
          numerical((d) => point.value(d), data),
          factor,
          `sample ${s}, gradient`,
        );
        if (name in firstOrderOnly) return;
        expectClose(
          point.second(data),
          numerical((d) => point.along(d), data),
          factor * 5,
          `sample ${s}, second derivative`,
        );
      });
    });
  }
});

test("every row has samples", () => {
  const without = [...operations.keys()]
    .filter((name) => samplesOf(name) === undefined && !isBackwardOfSampled(name))
    .sort();
  if (process.env["UPDATE_MISSING"] !== undefined) writeFileSync(missingFile, `${JSON.stringify(without, null, 1)}\n`);
  const known = readMissing();
  expect(
    without.filter((name) => !known.includes(name)),
    "rows of the table without samples in derivativeSamples.ts",
  ).toEqual([]);
  expect(
    known.filter((name) => !without.includes(name)),
    "rows that have samples now: take them out of derivativesMissing.json",
  ).toEqual([]);
});
