/**
 * How a differentiable operation is described, and what happens when one is called.
 *
 * One {@link Rule} is one row of the derivative table: the name of the node, the forward computation on data, what is
 * saved under which `_saved_` name, the gradient for each differentiable input, and the rule as text for people.
 * Gradients are written with operations, so that they can be differentiated again. They need not undo broadcasting or
 * casts: the walk does that in one place (engine.ts).
 */

import { clone, convert } from "../tensor/copy.ts";
import { TorchError } from "../tensor/errors.ts";
import type { Strided } from "../tensor/strided.ts";
import { denseData, overlapsPartly, sameShape, writeDense } from "../tensor/strided.ts";
import { modes } from "./modes.ts";
import { type Edge, type Grads, Node, type SavedFields, SavedTensor } from "./node.ts";
import { operations } from "./operations.ts";
import { gradientEdge, Tensor, type ViewCreation } from "./tensor.ts";
import { checkInplace, markView, rebaseHistory } from "./view.ts";

export { operations } from "./operations.ts";

/** Which of the differentiable inputs require grad. */
export type Need = readonly boolean[];

export interface Rule<A extends readonly unknown[], S extends object = object> {
  /** `MulBackward0`: PyTorch's name of the node. */
  readonly node: string;
  /**
   * The differentiable inputs among the arguments. A number n: the first n arguments are tensors (or null when absent).
   * A function for operations that take lists. Default: as many as there are entries in `grad`.
   */
  readonly inputs?: number | ((...args: A) => readonly (Tensor | null)[]);
  /** Computes the result on data. A view rule returns a window onto its first argument's storage. */
  readonly forward: (...args: A) => Strided;
  /** True when the result shares storage with the first input. */
  readonly isView?: boolean;
  /** What backward will need. Save only what `need` calls for: saving is what makes in-place writes an error. */
  readonly save?: (need: Need, result: Tensor, ...args: A) => S;
  /** Per differentiable input: its gradient from the gradient of the result. */
  readonly grad?: readonly ((g: Tensor, s: S, need: Need) => Tensor | null)[];
  /** All gradients at once, instead of `grad`: for lists, and where they share work. */
  readonly gradAll?: (g: Tensor, s: S, need: Need) => Grads;
  /**
   * The local derivative per input, as a person writes it; `{name}` stands for a saved value: `["{other}", "{self}"]`.
   * A whole vector-Jacobian product where a plain factor does not exist: `gᵀ` forms are fine.
   */
  readonly text?: readonly string[];
  /** False where the derivative is zero almost everywhere or undefined at kinks worth telling (`relu` at 0). */
  readonly kinks?: string;
}

export interface MultiRule<A extends readonly unknown[], S extends object = object> {
  readonly node: string;
  readonly inputs: number | ((...args: A) => readonly (Tensor | null)[]);
  readonly forward: (...args: A) => readonly Strided[];
  /** Per output; all true when absent. Index outputs (`sort`, `max`) are not differentiable and get no node. */
  readonly differentiable?: readonly boolean[];
  readonly isView?: boolean;
  readonly save?: (need: Need, results: readonly Tensor[], ...args: A) => S;
  /** Gradients of the differentiable outputs (null where nothing flowed in), by output position. */
  readonly gradAll: (gs: Grads, s: S, need: Need) => Grads;
  readonly text?: readonly string[];
  readonly kinks?: string;
}

/** A node made by a rule. */
export class RuleNode extends Node {
  readonly name: string;
  readonly rule: Rule<never, never> | MultiRule<never, never>;
  readonly isMulti: boolean;
  /** As the rule gave them: the common case of backward hands this very object to the rule. */
  #fields: SavedFields | null = null;
  /** The tensors among the fields, with what must still hold of them. */
  #tensors: { key: string; index: number; saved: SavedTensor }[] | null = null;

  constructor(rule: Rule<never, never> | MultiRule<never, never>) {
    super();
    this.name = rule.node;
    this.rule = rule;
    this.isMulti = "isMultiOutput" in rule;
  }

  keep(fields: object, outputs: readonly Tensor[] | Tensor): void {
    this.#fields = fields as SavedFields;
    for (const key in fields) {
      const value = (fields as SavedFields)[key];
      if (value instanceof Tensor) {
        this.#check(key, -1, value, outputs instanceof Tensor ? value === outputs : outputs.includes(value));
      } else if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) if (value[i] instanceof Tensor) this.#check(key, i, value[i], false);
      }
    }
  }

  #check(key: string, index: number, t: Tensor, isOutput: boolean): void {
    this.#tensors ??= [];
    this.#tensors.push({ key, index, saved: new SavedTensor(t, isOutput) });
  }

  /** What was saved, tensors still wrapped: showing a stale tensor must not raise. */
  get fields(): SavedFields {
    const out: SavedFields = { ...this.#fields };
    for (const { key, index, saved } of this.#tensors ?? []) replace(out, key, index, saved);
    return out;
  }

  /** Raises when a saved tensor was changed in place, or was freed. */
  override saved(): SavedFields {
    const fields = this.#fields ?? {};
    if (this.#tensors === null) return fields;
    let out = fields;
    for (const { key, index, saved } of this.#tensors) {
      const t = saved.unpack(this);
      if (t === saved.tensor) continue;
      if (out === fields) out = { ...fields };
      replace(out, key, index, t);
    }
    return out;
  }

  apply(gradOutputs: Grads, need: Need): Grads {
    // The arguments of `grad` were saved by this same rule: their types match by construction.
    const rule = this.rule as unknown as Rule<readonly unknown[], object>;
    const saved = this.saved();
    if (this.isMulti) {
      return (this.rule as unknown as MultiRule<readonly unknown[], object>).gradAll(gradOutputs, saved, need);
    }
    const g = gradOutputs[0] ?? null;
    if (g === null) return this.next.map(() => null);
    if (rule.gradAll !== undefined) return rule.gradAll(g, saved, need);
    const grads = rule.grad!;
    const n = this.next.length;
    const out: Grads = [];
    for (let i = 0; i < n; i++) out.push(need[i] ? grads[i]!(g, saved, need) : null);
    return out;
  }

  /** After an in-place write: the saved result is `self` as it is now. */
  keepOutput(placeholder: Tensor, self: Tensor): void {
    for (const entry of this.#tensors ?? []) {
      if (entry.saved.tensor !== placeholder) continue;
      entry.saved = new SavedTensor(self, true);
      replace(this.#fields!, entry.key, entry.index, self);
    }
  }
}

/** Puts `value` at a field, or at an item of the list in it (the list is copied). */
function replace(fields: SavedFields, key: string, index: number, value: unknown): void {
  fields[key] = index < 0 ? value : (fields[key] as readonly unknown[]).with(index, value);
}

/** A callable row of the table. */
export interface Op<A extends readonly unknown[]> {
  (...args: A): Tensor;
  readonly opName: string;
  readonly rule: Rule<A, never>;
  /** The same operation written into its first argument (`mul_`): the argument, as a new version. */
  readonly inplace: (...args: A) => Tensor;
  /** The node alone, without computing: what regenerating a view's grad_fn needs. `impl` is the existing result. */
  readonly makeNode: (...argsAndImpl: [...A, Strided]) => Node | null;
}
export interface MultiOp<A extends readonly unknown[]> {
  (...args: A): Tensor[];
  readonly opName: string;
  readonly rule: MultiRule<A, never>;
}

function inputsOf(
  inputs: number | ((...args: never) => readonly (Tensor | null)[]),
  args: readonly unknown[],
): readonly (Tensor | null)[] {
  if (typeof inputs !== "number") return inputs(...(args as never));
  const out: (Tensor | null)[] = new Array(inputs);
  for (let i = 0; i < inputs; i++) out[i] = (args[i] as Tensor | null | undefined) ?? null;
  return out;
}

/** Which inputs require grad, or null when none does or grad mode is off. */
function needOf(inputs: readonly (Tensor | null)[]): boolean[] | null {
  if (!modes.grad) return null;
  let any = false;
  const need: boolean[] = new Array(inputs.length);
  for (let i = 0; i < inputs.length; i++) {
    const t = inputs[i]!;
    any = (need[i] = t?.requiresGrad) || any;
  }
  return any ? need : null;
}

function connect(node: Node, inputs: readonly (Tensor | null)[], need: Need): void {
  const next: (Edge | null)[] = new Array(inputs.length);
  for (let i = 0; i < inputs.length; i++) next[i] = need[i] ? gradientEdge(inputs[i]!) : null;
  node.next = next;
}

/** Adds a row to the table. `opName` is the ATen overload: `mul.Tensor`, `sum.dim_IntList`. */
export function defineOp<A extends readonly unknown[], S extends object = object>(
  opName: string,
  rule: Rule<A, S>,
): Op<A> {
  const count = rule.inputs ?? rule.grad?.length ?? 1;
  // The row's own types end here: below, a rule is applied only to the arguments and fields of its own row.
  const erased = rule as unknown as Rule<never, never>;
  const save = rule.save as ((need: Need, result: Tensor, ...args: readonly unknown[]) => object) | undefined;
  const forward = rule.forward as (...args: readonly unknown[]) => Strided;

  const isView = rule.isView === true;
  const track = (result: Tensor, inputs: readonly (Tensor | null)[], args: readonly unknown[]): Tensor => {
    if (isView) markView(result, inputs[0]!, viewCreation());
    else if (modes.inference) result.isInference = true;
    const need = needOf(inputs);
    if (need !== null && (result.dtype.category === "float" || result.dtype.category === "complex")) {
      const node = new RuleNode(erased);
      connect(node, inputs, need);
      node.addOutput(result);
      if (save !== undefined) node.keep(save(need, result, ...args), result);
    }
    return result;
  };
  // Operations of one or two tensors and little else are most of what runs: they are called without argument lists.
  const small = (count === 1 || count === 2) && rule.forward.length <= 3;
  const callAny = (...args: readonly unknown[]): Tensor =>
    track(new Tensor(forward(...args)), inputsOf(count, args), args);
  const call = small
    ? (a: Tensor, b: unknown, c: unknown, ...more: unknown[]): Tensor => {
        // A forward with rest parameters declares fewer than it takes.
        if (more.length > 0) return callAny(a, b, c, ...more);
        const result = new Tensor(forward(a, b, c));
        const second = count === 2 ? (b as Tensor | null) : null;
        if (!isView && !modes.inference) {
          if (!modes.grad || !(a.requiresGrad || second?.requiresGrad === true)) {
            return result;
          }
        }
        return track(result, count === 2 ? [a, second] : [a], [a, b, c]);
      }
    : callAny;

  const inplace = (...args: readonly unknown[]): Tensor => {
    const self = args[0] as Tensor;
    const inputs = inputsOf(count, args);
    // Integers are outside the graph: a float that is written into them leaves it.
    const { category } = self.dtype;
    const need = category === "float" || category === "complex" ? needOf(inputs) : null;
    checkInplace(self, need !== null);
    for (let i = 1; i < args.length; i++) {
      const other = args[i];
      if (other instanceof Tensor) checkOverlap(self.impl, other.impl);
    }
    const computed = forward(...args);
    if (need === null) {
      overwrite(self, computed);
      return self;
    }
    const node = new RuleNode(erased);
    connect(node, inputs, need);
    // A rule that saves `self` means its contents before the write: it gets a copy made now. `result` is self after it.
    const result = self.shell();
    const fields = save === undefined ? {} : save(need, result, originalOf(self), ...args.slice(1));
    node.keep(fields, result);
    overwrite(self, computed);
    node.keepOutput(result, self);
    rebaseHistory(self, node);
    return self;
  };

  const makeNode = (...argsAndImpl: readonly unknown[]): Node | null => {
    const args = argsAndImpl.slice(0, -1);
    const impl = argsAndImpl.at(-1) as Strided;
    const inputs = inputsOf(count, args);
    const need = inputs.map((t) => t?.requiresGrad === true);
    if (!need.includes(true)) return null;
    const node = new RuleNode(erased);
    connect(node, inputs, need);
    const result = new Tensor(impl);
    node.addOutput(result);
    if (save !== undefined) node.keep(save(need, result, ...args), result);
    return node;
  };

  const op = Object.assign(call, { opName, rule, inplace, makeNode }) as unknown as Op<A>;
  operations.set(opName, op as unknown as Op<never>);
  return op;
}

function checkOverlap(target: Strided, source: Strided): void {
  if (target.storage !== source.storage || !overlapsPartly(target, source)) return;
  throw new TorchError(
    "RuntimeError",
    "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation.",
  );
}

/** Writes a computed result into `self` and counts the write; raises when shape or dtype do not fit. */
export function overwrite(self: Tensor, computed: Strided): void {
  if (!sameShape(computed.shape, self.shape)) {
    throw new TorchError(
      "RuntimeError",
      `output with shape [${self.shape.join(", ")}] doesn't match the broadcast shape [${computed.shape.join(", ")}]`,
    );
  }
  const from = computed.dtype;
  const to = self.dtype;
  if (from !== to && rankOf(from.category) > rankOf(to.category)) {
    throw new TorchError(
      "RuntimeError",
      `result type ${from.scalarName} can't be cast to the desired output type ${to.scalarName}`,
    );
  }
  const entries = denseData(convert(computed, to));
  // `x[1:] = x[:-1]`: a source in the same memory is read out before it is overwritten.
  writeDense(self.impl, entries.buffer === self.impl.data.buffer ? entries.slice() : entries);
  self.counter.version++;
}

function originalOf(t: Tensor): Tensor {
  const copy = new Tensor(clone(t.impl));
  copy.gradFnField = t.gradFn;
  copy.outputNr = t.outputNr;
  return copy;
}

function rankOf(category: string): number {
  return category === "bool" ? 0 : category === "int" ? 1 : category === "float" ? 2 : 3;
}

function viewCreation(): ViewCreation {
  return modes.inference ? "inference" : modes.grad ? "default" : "noGrad";
}

/** Adds a row whose operation has several results. */
export function defineMultiOp<A extends readonly unknown[], S extends object = object>(
  opName: string,
  rule: MultiRule<A, S>,
): MultiOp<A> {
  const marked = Object.assign(rule, { isMultiOutput: true }) as unknown as MultiRule<never, never>;
  const save = rule.save as
    | ((need: Need, results: readonly Tensor[], ...args: readonly unknown[]) => object)
    | undefined;
  const forward = rule.forward as (...args: readonly unknown[]) => readonly Strided[];
  const call = (...args: readonly unknown[]): Tensor[] => {
    const results = forward(...args).map((s) => new Tensor(s));
    const inputs = inputsOf(rule.inputs, args);
    if (rule.isView === true) {
      const creation = modes.inference ? "inference" : modes.grad ? "multiOutput" : "noGrad";
      for (const r of results) markView(r, inputs[0]!, creation);
    } else if (modes.inference) for (const r of results) r.isInference = true;
    const need = needOf(inputs);
    if (need !== null) {
      const node = new RuleNode(marked);
      connect(node, inputs, need);
      results.forEach((r, i) => {
        if (rule.differentiable?.[i] ?? true) node.addOutput(r);
        else node.inputMeta.push({ shape: r.shape, dtype: r.dtype });
      });
      // A saved result that is not differentiable (indices, an exponent) is a constant in the gradient's own graph.
      const tracked = results.filter((_, i) => rule.differentiable?.[i] ?? true);
      if (save !== undefined) node.keep(save(need, results, ...args), tracked);
    }
    return results;
  };
  const op = Object.assign(call, { opName, rule }) as unknown as MultiOp<A>;
  operations.set(opName, op as unknown as MultiOp<never>);
  return op;
}
