import { expect, test } from "vitest";
import { TorchError } from "../../server/tensor/errors.ts";
import { Generator } from "../../server/tensor/generator.ts";
import * as random from "../../server/tensor/random.ts";
import { denseData, empty, type Strided } from "../../server/tensor/strided.ts";
import { decode, dtypeNamed, type EncodedTensor, expectTensor, isEncodedTensor, readGolden } from "./golden.ts";

interface Calls {
  seed: number;
  calls: [string, unknown[], EncodedTensor | { error: [string, string] }][];
  after: EncodedTensor;
}
interface State {
  state: number;
  draws: number;
  plain: EncodedTensor;
  cached: EncodedTensor;
  after: EncodedTensor;
}

function run(name: string, args: unknown[], g: Generator): Strided {
  if (name === "randperm") return random.randperm(args[0] as number, dtypeNamed("int64"), g);
  if (name === "multinomial") {
    return random.multinomial(decode(args[0] as EncodedTensor), args[1] as number, args[2] as boolean, g);
  }
  if (name === "poisson") return random.poisson(decode(args[0] as EncodedTensor), g);
  if (name === "bernoulli") {
    const p = decode(args[0] as EncodedTensor);
    const out = empty(p.shape, p.dtype);
    random.bernoulliFrom(out, p, g);
    return out;
  }
  const t = empty(args[1] as number[], dtypeNamed(args[0] as string));
  const a = args[2] as number;
  const b = args[3] as number;
  if (name === "normal_") random.normalInto(t, a, b, g);
  else if (name === "uniform_") random.uniformInto(t, a, b, g);
  else if (name === "random_" && args.length === 2) random.randomFullInto(t, g);
  else if (name === "random_") random.randomIntegersInto(t, a, b, g);
  else if (name === "bernoulli_") random.bernoulliInto(t, a, g);
  else if (name === "exponential_") random.exponentialInto(t, a, g);
  else if (name === "geometric_") random.geometricInto(t, a, g);
  else if (name === "log_normal_") random.logNormalInto(t, a, b, g);
  else if (name === "cauchy_") random.cauchyInto(t, a, b, g);
  else throw new Error(name);
  return t;
}

test("random numbers are PyTorch's, draw for draw", () => {
  for (const c of readGolden<(Calls | State)[]>("random")) {
    if ("state" in c) continue;
    const g = new Generator(BigInt(c.seed));
    for (const [name, args, expected] of c.calls) {
      const label = `${name}(${JSON.stringify(args).slice(0, 100)})`;
      if (isEncodedTensor(expected)) {
        // float64 results go through the platform's log, sin and cos, which may differ in the last bit.
        const tolerance = expected.d === "float64" ? (name === "cauchy_" ? 64 : 4) : 0;
        expectTensor(run(name, args, g), expected, tolerance, label);
      } else {
        let error: unknown;
        try {
          run(name, args, g);
        } catch (e) {
          error = e;
        }
        expect(error, label).toBeInstanceOf(TorchError);
        expect([(error as TorchError).type, (error as TorchError).message], label).toEqual(expected.error);
      }
    }
    const next = empty([2], dtypeNamed("float32"));
    random.uniformInto(next, 0, 1, g);
    expectTensor(next, c.after, 0, `draws used by ${c.calls[0]![0]} seed ${c.seed}`);
  }
});

test("the state is written and read as PyTorch's 5056 bytes", () => {
  for (const c of readGolden<(Calls | State)[]>("random")) {
    if (!("state" in c)) continue;
    const g = new Generator(BigInt(c.state));
    for (let i = 0; i < c.draws; i++) g.random();
    expect(Buffer.from(g.getState()).equals(Buffer.from(denseData(decode(c.plain)) as Uint8Array))).toBe(true);
    random.normalInto(empty([3], dtypeNamed("float32")), 0, 1, g);
    const other = new Generator();
    other.setState(g.getState());
    expect(Buffer.from(other.getState()).equals(Buffer.from(denseData(decode(c.cached)) as Uint8Array))).toBe(true);
    const next = empty([3], dtypeNamed("float32"));
    random.normalInto(next, 0, 1, other);
    expectTensor(next, c.after);
  }
});
