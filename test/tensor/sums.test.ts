import { expect, test } from "vitest";
import { type Strided, viewOf } from "../../server/tensor/strided.ts";
import { mean, sum } from "../../server/tensor/sum.ts";
import { decode, type EncodedTensor, expectTensor, readGolden } from "./golden.ts";

interface SumCase {
  x: EncodedTensor;
  how: string;
  out: [number[] | null, EncodedTensor, EncodedTensor][];
}

function viewed(t: Strided, how: string): Strided {
  const order = how === "t" ? [1, 0] : how === "permute" ? [2, 0, 1] : undefined;
  return order
    ? viewOf(
        t,
        order.map((d) => t.shape[d]!),
        order.map((d) => t.strides[d]!),
      )
    : t;
}

test("sums add in PyTorch's order: every bit agrees", () => {
  let count = 0;
  for (const c of readGolden<SumCase[]>("sums")) {
    const x = viewed(decode(c.x), c.how);
    for (const [dims, expectedSum, expectedMean] of c.out) {
      const label = `${x.dtype.name} [${x.shape}] ${c.how} dims ${dims}`;
      expectTensor(sum(x, dims ?? undefined), expectedSum, 0, label);
      expectTensor(mean(x, dims ?? undefined), expectedMean, 0, `mean ${label}`);
      count++;
    }
  }
  expect(count).toBeGreaterThan(100);
});
