/** `repr`, `str` and `format` of tensors. */
import type { Tensor } from "../../autograd/tensor.ts";
import { format } from "../../python/objects/text.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { type ReprOptions, tensorRepr } from "../../tensor/print.ts";
import { item } from "./item.ts";

/** The name shown in `grad_fn=<…>`: without qualifiers, and `Invalid` once a multi-output view is out of step. */
export function gradFnText(t: Tensor): string | null {
  const node = t.gradFn;
  if (node === null) return null;
  return node.name;
}

/** What `print(t)` shows. `prefix` for subclasses (`Parameter containing:\ntensor(`). */
export function reprOf(t: Tensor, prefix?: string): string {
  const fn = gradFnText(t);
  const options: ReprOptions = {
    ...(fn === null ? (t.leafRequiresGrad ? { requiresGrad: true } : {}) : { gradFn: fn }),
    ...(prefix === undefined ? {} : { prefix }),
  };
  return tensorRepr(t.impl, options);
}

/** `format(t, spec)`: a 0-dim tensor without subclass formats its number, others only take an empty spec. */
export function formatTensor(t: Tensor, spec: string, fallback: () => string): string {
  if (t.dim === 0) {
    const value: PyValue = item(t);
    return format(value, spec);
  }
  return fallback();
}
