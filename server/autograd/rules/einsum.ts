/** `torch.einsum`: operands are permuted to common dimensions, then contracted in pairs from left to right (at::einsum). */
import { TorchError } from "../../tensor/errors.ts";
import type { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { bmm } from "./matmul.ts";
import { sumDim } from "./reduction.ts";
import { diagonal, permute, reshape, unsqueeze, view } from "./shape.ts";

const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

const ellipsis = "...";

/** The labels of one operand (or of the output); `...` is one of them. */
function parse(text: string, operand: number | null): string[] {
  const out: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === " ") continue;
    if (c === ".") {
      if (out.includes(ellipsis)) {
        fail(
          operand === null
            ? "einsum(): found '.' for output but an ellipsis (...) was already found"
            : `einsum(): found '.' in operand ${operand} for which an ellipsis was already found`,
        );
      }
      if (text.slice(i, i + 3) !== ellipsis) {
        fail(
          operand === null
            ? "einsum(): found '.' for output that is not part of any ellipsis (...)"
            : `einsum(): found '.' in operand ${operand} that is not part of any ellipsis`,
        );
      }
      out.push(ellipsis);
      i += 2;
    } else if (/[A-Za-z]/.test(c)) out.push(c);
    else {
      fail(`einsum(): invalid subscript given at index ${i} in the equation string, subscripts must be in [a-zA-Z]`);
    }
  }
  return out;
}

/** Labels in PyTorch's order: capital letters first. */
const byCode = (a: string, b: string): number => a.charCodeAt(0) - b.charCodeAt(0);

export function einsum(equation: string, operands: readonly Tensor[]): Tensor {
  if (operands.length === 0) fail("einsum(): must provide at least one operand");
  const arrow = equation.indexOf("->");
  const lhs = arrow < 0 ? equation : equation.slice(0, arrow);
  const parts = lhs.split(",");
  if (parts.length > operands.length) fail("einsum(): fewer operands were provided than specified in the equation");
  if (parts.length < operands.length) fail("einsum(): more operands were provided than specified in the equation");
  const labels = parts.map((text, i) => parse(text, i));

  // How many dimensions `...` stands for, and how often each label occurs.
  let ellipsisRank = 0;
  const counts = new Map<string, number>();
  labels.forEach((list, i) => {
    const rank = operands[i]!.dim;
    const named = list.filter((l) => l !== ellipsis).length;
    const hasEllipsis = named !== list.length;
    if (hasEllipsis ? named > rank : named !== rank) {
      fail(
        `einsum(): the number of subscripts in the equation (${named}) ${hasEllipsis ? "is more than" : "does not match"} the number of dimensions (${rank}) for operand ${i}${hasEllipsis ? "" : " and no ellipsis was given"}`,
      );
    }
    if (hasEllipsis) ellipsisRank = Math.max(ellipsisRank, rank - named);
    for (const l of list) counts.set(l, (counts.get(l) ?? 0) + 1);
  });

  const output = arrow < 0 ? implicitOutput(counts) : parse(equation.slice(arrow + 2), null);
  output.forEach((l, i) => {
    if (l === ellipsis) return;
    if (!counts.has(l)) {
      fail(`einsum(): output subscript ${l} does not appear in the equation for any input operand`);
    }
    if (output.indexOf(l) !== i) fail(`einsum(): output subscript ${l} appears more than once in the output`);
  });

  // Every label gets a dimension: those of the output first, then those that are summed.
  const at = new Map<string, number>();
  let rank = 0;
  let ellipsisAt = 0;
  for (const l of output) {
    if (l === ellipsis) {
      ellipsisAt = rank;
      rank += ellipsisRank;
    } else at.set(l, rank++);
  }
  const outRank = rank;
  if (!output.includes(ellipsis)) {
    // Dimensions of `...` that the output does not name are summed.
    ellipsisAt = rank;
    rank += ellipsisRank;
  }
  for (const l of [...counts.keys()].filter((k) => k !== ellipsis).sort(byCode)) if (!at.has(l)) at.set(l, rank++);

  const permuted = operands.map((x, i) => arrange(x, labels[i]!, at, rank, ellipsisAt, ellipsisRank, i));
  checkSizes(permuted, rank, at);
  const used = Array.from({ length: rank }, (_, d) => permuted.filter((x) => x.shape[d] !== 1).length);
  let result = permuted[0]!;
  for (const next of permuted.slice(1)) {
    let a = result;
    let b = next;
    const shared: number[] = [];
    const onlyA: number[] = [];
    const onlyB: number[] = [];
    for (let d = outRank; d < rank; d++) {
      if (a.shape[d] !== 1 && b.shape[d] !== 1) {
        if (--used[d]! === 1) {
          shared.push(d);
          used[d] = 0;
        }
      } else if (used[d] === 1) {
        if (a.shape[d] !== 1) {
          onlyA.push(d);
          used[d] = 0;
        } else if (b.shape[d] !== 1) {
          onlyB.push(d);
          used[d] = 0;
        }
      }
    }
    if (onlyA.length > 0) a = sumDim(a, onlyA, true, null);
    if (onlyB.length > 0) b = sumDim(b, onlyB, true, null);
    result = sumOfProducts(a, b, shared);
  }
  if (rank === outRank) return result;
  if (operands.length > 1) return view(result, result.shape.slice(0, outRank));
  return sumDim(
    result,
    Array.from({ length: rank - outRank }, (_, k) => outRank + k),
    false,
    null,
  );
}

function implicitOutput(counts: ReadonlyMap<string, number>): string[] {
  const once = [...counts].filter(([l, n]) => l !== ellipsis && n === 1).map(([l]) => l);
  return [...(counts.has(ellipsis) ? [ellipsis] : []), ...once.sort(byCode)];
}

/** One operand with a dimension for every label, in the common order. */
function arrange(
  x: Tensor,
  labels: readonly string[],
  at: ReadonlyMap<string, number>,
  rank: number,
  ellipsisAt: number,
  ellipsisRank: number,
  operand: number,
): Tensor {
  const order = new Array<number>(rank).fill(-1);
  const seen = new Map<string, number>();
  let t = x;
  let j = 0;
  for (const label of labels) {
    const earlier = seen.get(label);
    if (label === ellipsis) {
      const missing = ellipsisRank - (x.dim - labels.length + 1);
      for (let k = 0; k < missing; k++) t = unsqueeze(t, j);
      for (let k = 0; k < ellipsisRank; k++) order[ellipsisAt + k] = j++;
    } else if (earlier !== undefined) {
      if (t.shape[j] !== t.shape[earlier]) {
        fail(
          `einsum(): subscript ${label} is repeated for operand ${operand} but the sizes don't match, ${t.shape[j]} != ${t.shape[earlier]}`,
        );
      }
      t = lastTo(diagonal(t, 0, earlier, j), earlier);
    } else {
      seen.set(label, j);
      order[at.get(label)!] = j++;
    }
  }
  for (let d = 0; d < rank; d++) {
    if (order[d] === -1) {
      t = unsqueeze(t, -1);
      order[d] = j++;
    }
  }
  return permute(t, order);
}

/** `movedim(-1, d)`. */
function lastTo(t: Tensor, d: number): Tensor {
  const order = t.shape.map((_, i) => i).slice(0, -1);
  order.splice(d, 0, t.dim - 1);
  return permute(t, order);
}

function checkSizes(operands: readonly Tensor[], rank: number, at: ReadonlyMap<string, number>): void {
  for (let d = 0; d < rank; d++) {
    const first = operands.find((x) => x.shape[d] !== 1);
    if (first === undefined) continue;
    operands.forEach((x, i) => {
      const n = x.shape[d]!;
      if (n === 1 || n === first.shape[d]) return;
      const label = [...at].find(([, p]) => p === d)?.[0];
      fail(
        `einsum(): subscript ${label ?? "..."} has size ${n} for operand ${i} which does not broadcast with previously seen size ${first.shape[d]}`,
      );
    });
  }
}

/** The product of two operands summed over `dims` (kept as 1): one batched matrix product (at::sumproduct_pair). */
function sumOfProducts(a: Tensor, b: Tensor, dims: readonly number[]): Tensor {
  if (dims.length === 0) return mul(a, b);
  let left = a;
  let right = b;
  const both: number[] = [];
  let onlyLeft: number[] = [];
  let onlyRight: number[] = [];
  let summed = 1;
  for (let d = 0; d < a.dim; d++) {
    const inLeft = left.shape[d] !== 1;
    const inRight = right.shape[d] !== 1;
    if (dims.includes(d)) {
      if (inLeft && inRight) summed *= left.shape[d]!;
      else if (inLeft) left = sumDim(left, [d], true, null);
      else if (inRight) right = sumDim(right, [d], true, null);
    } else if (inLeft && inRight) both.push(d);
    else if (inLeft) onlyLeft.push(d);
    else onlyRight.push(d);
  }
  // Swapped when the product then has the memory order of the output.
  if (onlyLeft.length > 0 && onlyRight.length > 0 && onlyRight.at(-1)! < onlyLeft[0]!) {
    [left, right] = [right, left];
    [onlyLeft, onlyRight] = [onlyRight, onlyLeft];
  }
  const size = (t: Tensor, ds: readonly number[]): number => ds.reduce((n, d) => n * t.shape[d]!, 1);
  const batch = size(left, both);
  const rows = size(left, onlyLeft);
  const columns = size(right, onlyRight);
  const outSize = [
    ...both.map((d) => left.shape[d]!),
    ...onlyLeft.map((d) => left.shape[d]!),
    ...dims.map(() => 1),
    ...onlyRight.map((d) => right.shape[d]!),
  ];
  const order = [...both, ...onlyLeft, ...dims, ...onlyRight];
  const back = new Array<number>(order.length);
  order.forEach((d, i) => {
    back[d] = i;
  });
  const x = reshape(permute(left, order), [batch, rows, summed]);
  const y = reshape(permute(right, [...both, ...dims, ...onlyRight, ...onlyLeft]), [batch, summed, columns]);
  return permute(view(bmm(x, y), outSize), back);
}
