/** Random tensors: the streams of PyTorch's CPU generator. Names and signatures. */

import { bernoulli, normalFloatTensor, normalTensorFloat, normalTensors } from "../../autograd/rules/random.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { checkInplace } from "../../autograd/view.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { objectType, PyType, typeOf } from "../../python/objects/type.ts";
import { PyFloat, type PyValue } from "../../python/objects/value.ts";
import { type DType, getDefaultDType, int64, uint8 } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { Generator } from "../../tensor/generator.ts";
import * as random from "../../tensor/random.ts";
import { defaultGenerator } from "../../tensor/random.ts";
import { empty, fromData, type Strided } from "../../tensor/strided.ts";
import { type BindingTable, overload, toInt } from "../binding/bind.ts";
import { HostObject, hostOf, method, property } from "../classes.ts";
import { checkDevice, checkLayout, cpu } from "../device.ts";
import { onReset } from "../runState.ts";
import { withRequiresGrad } from "../tensor/construct.ts";
import { isTensor, toPython } from "../tensorType.ts";

/** `torch.Generator`. */
export const generatorType: PyType = new PyType("Generator", [objectType], {
  module: "torch._C",
  subclassable: false,
  construct: (cls, args, kwargs) => {
    checkDevice(args[0] ?? kwargs?.get("device") ?? null);
    return new HostObject(cls, new Generator());
  },
});
generatorType.set("__init__", new PyBuiltin("__init__", () => null));
const receive = hostOf<Generator>(generatorType);
export const defaultGeneratorObject = new HostObject(generatorType, defaultGenerator);

function generatorOf(v: PyValue): Generator {
  return v === null ? defaultGenerator : (receive(v) ?? defaultGenerator);
}

function seedOf(v: PyValue | undefined): bigint {
  if (typeof v === "bigint") return v;
  const n = v === undefined ? undefined : v instanceof PyFloat ? Math.trunc(v.value) : toInt(v);
  if (n === undefined) {
    return raiseError(
      exceptionTypes.TypeError,
      `manual_seed expected a long, but got ${v === undefined ? "NoneType" : typeOf(v).name}`,
    );
  }
  return BigInt(n);
}

onReset(() => defaultGenerator.seedWith(randomSeed));
/** A fresh process is seeded from the clock; a run here must be the same each time it is looked at. */
const randomSeed = 67280421310721n;

export function installGenerator(): void {
  method(generatorType, "manual_seed", receive, (g, [seed]) => {
    g.seedWith(seedOf(seed));
    return new HostObject(generatorType, g);
  });
  method(generatorType, "initial_seed", receive, (g) => seedValue(g));
  method(generatorType, "seed", receive, (g) => {
    g.seedWith(randomSeed);
    return seedValue(g);
  });
  method(generatorType, "get_state", receive, (g) => stateTensor(g));
  method(generatorType, "set_state", receive, (g, [state]) => {
    restore(g, state!);
    return null;
  });
  property(generatorType, "device", receive, () => cpu);
}
const seedValue = (g: Generator): PyValue => {
  const seed = g.initialSeed;
  return seed <= 9007199254740991n ? Number(seed) : seed;
};
const stateTensor = (g: Generator): PyValue => {
  const bytes = g.getState();
  return toPython(new Tensor(fromData(bytes, [bytes.length], uint8)));
};
function restore(g: Generator, state: PyValue): void {
  if (!isTensor(state) || state.dtype !== uint8) {
    raiseError(exceptionTypes.TypeError, `expected a torch.ByteTensor, but got ${typeOf(state).name}`);
  }
  g.setState(Uint8Array.from(state.impl.data as Uint8Array));
}

const where =
  "*, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, any generator=None, bool? pin_memory=False";
type Where =
  "*, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, any generator=None, bool? pin_memory=False";
type Fill = (t: Strided, g: Generator) => void;

function drawn(shape: readonly number[], dtype: DType, fill: Fill, g: PyValue, requiresGrad: boolean): Tensor {
  const t = empty(shape, dtype);
  fill(t, generatorOf(g));
  return withRequiresGrad(new Tensor(t), requiresGrad);
}
function sized(fill: Fill) {
  return overload(
    `(int[] size, ${where})` as `(int[] size, ${Where})`,
    (size, dtype, layout, device, requiresGrad, g) => {
      checkLayout(layout);
      checkDevice(device);
      return drawn(size, dtype ?? getDefaultDType(), fill, g, requiresGrad);
    },
  );
}
function like(fill: Fill) {
  return overload(
    "(Tensor input, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, any memory_format=None)",
    (x, dtype, layout, device, requiresGrad) => {
      checkLayout(layout);
      checkDevice(device);
      return drawn(x.shape, dtype ?? x.dtype, fill, null, requiresGrad);
    },
  );
}
const uniform: Fill = (t, g) => {
  if (t.dtype.category === "int") {
    throw new TorchError("RuntimeError", `"check_uniform_bounds" not implemented for '${t.dtype.scalarName}'`);
  }
  random.uniformInto(t, 0, 1, g);
};
const normal: Fill = (t, g) => random.normalInto(t, 0, 1, g);

/** An in-place sampler: writes, counts the write. Random numbers have no gradient. */
function writes(t: Tensor, body: (t: Strided) => void): Tensor {
  checkInplace(t, false);
  body(t.impl);
  t.counter.version++;
  return t;
}
const inplaceOnly = ["Tensor"] as const;
const torchOnly = ["torch"] as const;

export const randoms: BindingTable = {
  manual_seed: {
    places: torchOnly,
    overloads: [
      overload("(any seed)", (seed) => {
        defaultGenerator.seedWith(seedOf(seed));
        return defaultGeneratorObject;
      }),
    ],
  },
  initial_seed: { places: torchOnly, overloads: [overload("()", () => seedValue(defaultGenerator))] },
  seed: {
    places: torchOnly,
    overloads: [
      overload("()", () => {
        defaultGenerator.seedWith(randomSeed);
        return seedValue(defaultGenerator);
      }),
    ],
  },
  get_rng_state: { places: torchOnly, overloads: [overload("()", () => stateTensor(defaultGenerator))] },
  set_rng_state: {
    places: torchOnly,
    overloads: [
      overload("(any new_state)", (state) => {
        restore(defaultGenerator, state);
        return null;
      }),
    ],
  },
  rand: { places: torchOnly, overloads: [sized(uniform)] },
  randn: { places: torchOnly, overloads: [sized(normal)] },
  rand_like: { places: torchOnly, overloads: [like(uniform)] },
  randn_like: { places: torchOnly, overloads: [like(normal)] },
  randint: {
    places: torchOnly,
    overloads: [
      overload(
        `(int high, int[] size, ${where})` as `(int high, int[] size, ${Where})`,
        (high, size, dtype, _layout, device, requiresGrad, g) => {
          checkDevice(device);
          return randint(0, high, size, dtype, g, requiresGrad);
        },
      ),
      overload(
        `(int low, int high, int[] size, ${where})` as `(int low, int high, int[] size, ${Where})`,
        (low, high, size, dtype, _layout, device, requiresGrad, g) => {
          checkDevice(device);
          return randint(low, high, size, dtype, g, requiresGrad);
        },
      ),
    ],
  },
  randint_like: {
    places: torchOnly,
    overloads: [
      overload(
        "(Tensor input, int high, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, any memory_format=None)",
        (x, high, dtype, layout, device, requiresGrad) => {
          checkLayout(layout);
          checkDevice(device);
          return randint(0, high, x.shape, dtype ?? x.dtype, null, requiresGrad);
        },
      ),
      overload(
        "(Tensor input, int low, int high, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, any memory_format=None)",
        (x, low, high, dtype, layout, device, requiresGrad) => {
          checkLayout(layout);
          checkDevice(device);
          return randint(low, high, x.shape, dtype ?? x.dtype, null, requiresGrad);
        },
      ),
    ],
  },
  randperm: {
    places: torchOnly,
    overloads: [
      overload(`(int n, ${where})` as `(int n, ${Where})`, (n, dtype, _layout, device, requiresGrad, g) => {
        checkDevice(device);
        return withRequiresGrad(new Tensor(random.randperm(n, dtype ?? int64, generatorOf(g))), requiresGrad);
      }),
    ],
  },
  normal: {
    places: torchOnly,
    overloads: [
      overload("(Tensor mean, Tensor std, *, any generator=None)", (mean, std, g) =>
        normalTensors(mean, std, generatorOf(g)),
      ),
      overload("(Tensor mean, float std=1, *, any generator=None)", (mean, std, g) =>
        normalTensorFloat(mean, std, generatorOf(g)),
      ),
      overload("(float mean, Tensor std, *, any generator=None)", (mean, std, g) =>
        normalFloatTensor(std, mean, generatorOf(g)),
      ),
      overload(
        `(float mean, float std, int[] size, ${where})` as `(float mean, float std, int[] size, ${Where})`,
        (mean, std, size, dtype, _layout, device, requiresGrad, g) => {
          checkDevice(device);
          return drawn(
            size,
            dtype ?? getDefaultDType(),
            (t, gen) => random.normalInto(t, mean, std, gen),
            g,
            requiresGrad,
          );
        },
      ),
    ],
  },
  bernoulli: {
    overloads: [
      overload("(Tensor input, *, any generator=None)", (p, g) => bernoulli(p, generatorOf(g))),
      overload("(Tensor input, float p, *, any generator=None)", (x, p, g) => {
        const out = empty(x.shape, x.dtype);
        random.bernoulliInto(out, p, generatorOf(g));
        return new Tensor(out);
      }),
    ],
    inplace: [
      overload("(Tensor input, float p=0.5, *, any generator=None)", (x, p, g) =>
        writes(x, (t) => random.bernoulliInto(t, p, generatorOf(g))),
      ),
      overload("(Tensor input, Tensor p, *, any generator=None)", (x, p, g) =>
        writes(x, (t) => random.bernoulliFrom(t, p.impl, generatorOf(g))),
      ),
    ],
  },
  multinomial: {
    overloads: [
      overload(
        "(Tensor input, int num_samples, bool replacement=False, *, any generator=None)",
        (p, n, replacement, g) => new Tensor(random.multinomial(p.impl, n, replacement, generatorOf(g))),
      ),
    ],
  },
  poisson: {
    places: torchOnly,
    overloads: [
      overload("(Tensor input, any generator=None)", (x, g) => new Tensor(random.poisson(x.impl, generatorOf(g)))),
    ],
  },
  uniform_: {
    places: inplaceOnly,
    overloads: [
      overload("(Tensor input, float from=0, float to=1, *, any generator=None)", (x, from, to, g) =>
        writes(x, (t) => random.uniformInto(t, from, to, generatorOf(g))),
      ),
    ],
  },
  normal_: {
    places: inplaceOnly,
    overloads: [
      overload("(Tensor input, float mean=0, float std=1, *, any generator=None)", (x, mean, std, g) =>
        writes(x, (t) => random.normalInto(t, mean, std, generatorOf(g))),
      ),
    ],
  },
  random_: {
    places: inplaceOnly,
    overloads: [
      overload("(Tensor input, *, any generator=None)", (x, g) =>
        writes(x, (t) => random.randomFullInto(t, generatorOf(g))),
      ),
      overload("(Tensor input, int to, *, any generator=None)", (x, to, g) =>
        writes(x, (t) => random.randomIntegersInto(t, 0, to, generatorOf(g))),
      ),
      overload("(Tensor input, int from, int to, *, any generator=None)", (x, from, to, g) =>
        writes(x, (t) => random.randomIntegersInto(t, from, to, generatorOf(g))),
      ),
    ],
  },
  exponential_: {
    places: inplaceOnly,
    overloads: [
      overload("(Tensor input, float lambd=1, *, any generator=None)", (x, lambda, g) =>
        writes(x, (t) => random.exponentialInto(t, lambda, generatorOf(g))),
      ),
    ],
  },
  geometric_: {
    places: inplaceOnly,
    overloads: [
      overload("(Tensor input, float p, *, any generator=None)", (x, p, g) =>
        writes(x, (t) => random.geometricInto(t, p, generatorOf(g))),
      ),
    ],
  },
  log_normal_: {
    places: inplaceOnly,
    overloads: [
      overload("(Tensor input, float mean=1, float std=2, *, any generator=None)", (x, mean, std, g) =>
        writes(x, (t) => random.logNormalInto(t, mean, std, generatorOf(g))),
      ),
    ],
  },
  cauchy_: {
    places: inplaceOnly,
    overloads: [
      overload("(Tensor input, float median=0, float sigma=1, *, any generator=None)", (x, median, sigma, g) =>
        writes(x, (t) => random.cauchyInto(t, median, sigma, generatorOf(g))),
      ),
    ],
  },
};

function randint(
  low: number,
  high: number,
  size: readonly number[],
  dtype: DType | null,
  g: PyValue,
  requiresGrad: boolean,
): Tensor {
  if (low >= high) {
    throw new TorchError(
      "RuntimeError",
      `random_ expects 'from' to be less than 'to', but got from=${low} >= to=${high}`,
    );
  }
  return drawn(size, dtype ?? int64, (t, gen) => random.randomIntegersInto(t, low, high, gen), g, requiresGrad);
}
