/**
 * `torch.func`: functions of functions. A level of differentiation is a graph of its own: its inputs start it, and what
 * comes out is taken off it again unless an outer level, or a tensor from outside, continues the graph.
 * Behaviour and texts: torch/_functorch/{eager_transforms,apis,vmap}.py.
 */
import { gradOf, makeGrads } from "../../autograd/engine.ts";
import { modes, withGrad } from "../../autograd/modes.ts";
import { AccumulateGrad, type Node } from "../../autograd/node.ts";
import { detach, zerosLike } from "../../autograd/rules/base.ts";
import { stack } from "../../autograd/rules/joining.ts";
import { reshape, select, view } from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { findAttr } from "../../python/objects/attribute.ts";
import { call } from "../../python/objects/call.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyDict } from "../../python/objects/dict.ts";
import { PyList } from "../../python/objects/list.ts";
import { repr } from "../../python/objects/text.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { Kwargs, PyValue } from "../../python/objects/value.ts";
import { fail, TorchError, Unsupported } from "../../tensor/errors.ts";
import { sameShape } from "../../tensor/strided.ts";
import { functorch, withTransform } from "../autograd/transforms.ts";
import { guarded } from "../binding/bind.ts";
import { pythonFunction } from "../binding/pythonFunction.ts";
import { onesLike } from "../tensor/autogradMethods.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { movedim } from "./movedim.ts";

// ---------------------------------------------------------------- trees

/** The same tree with its tensors replaced. Other leaves are kept. */
function mapTree(v: PyValue, change: (t: Tensor) => PyValue): PyValue {
  if (isTensor(v)) return change(v);
  if (v instanceof PyTuple) return new PyTuple(v.items.map((x) => mapTree(x, change)));
  if (v instanceof PyList) return new PyList(v.items.map((x) => mapTree(x, change)));
  if (v instanceof PyDict) {
    const out = new PyDict();
    for (const [k, x] of v.entries()) out.set(k, mapTree(x, change));
    return out;
  }
  return v;
}
function leavesOf(v: PyValue): PyValue[] {
  if (v instanceof PyTuple || v instanceof PyList) return v.items.flatMap(leavesOf);
  if (v instanceof PyDict) return [...v.entries()].flatMap(([, x]) => leavesOf(x));
  return v === null ? [] : [v];
}
function tensorsOf(v: PyValue): Tensor[] {
  return leavesOf(v).filter(isTensor);
}

// ---------------------------------------------------------------- levels

/** An input of a level: part of the outer graph when there is one, else the start of a graph of its own. */
function enter(t: Tensor, leaves: Set<Tensor>): Tensor {
  if (t.requiresGrad) return view(t, t.shape);
  const leaf = detach(t);
  leaf.leafRequiresGrad = true;
  leaves.add(leaf);
  return leaf;
}

/** What leaves a level: itself while somebody outside still differentiates, else without the level's own graph. */
function leave(t: Tensor, own: ReadonlySet<Tensor>, wasRecording: boolean): Tensor {
  if (!t.requiresGrad) return t;
  if (!wasRecording) return detach(t);
  const seen = new Set<Node>();
  const stackOfNodes: Node[] = [];
  const meet = (node: Node | null): void => {
    if (node === null || seen.has(node)) return;
    seen.add(node);
    stackOfNodes.push(node);
  };
  if (t.gradFn === null) return own.has(t) ? detach(t) : t;
  meet(t.gradFn);
  for (let node = stackOfNodes.pop(); node !== undefined; node = stackOfNodes.pop()) {
    if (node instanceof AccumulateGrad && !own.has(node.variable)) return t;
    for (const edge of node.next) if (edge !== null) meet(edge.node);
  }
  return detach(t);
}

/** Leaves started by levels that are still running: theirs are not "outside". */
const running: Set<Tensor>[] = [];

function inLevel<T>(body: (leaves: Set<Tensor>, wasRecording: boolean) => T): T {
  const leaves = new Set<Tensor>();
  const wasRecording = modes.grad;
  running.push(leaves);
  try {
    return withTransform(() => withGrad(true, () => body(leaves, wasRecording)));
  } finally {
    running.pop();
  }
}

// ---------------------------------------------------------------- grad

/** `argnums` as indices into the arguments. */
function argumentNumbers(argnums: PyValue, count: number): { numbers: number[]; isTuple: boolean } {
  const isTuple = argnums instanceof PyTuple;
  const given = isTuple ? argnums.items : [argnums];
  if (isTuple && given.length === 0) throw new TorchError("RuntimeError", "argnums must be non-empty");
  const numbers = given.map((v) => {
    if (typeof v !== "number") {
      throw new TorchError("RuntimeError", `argnum must be int or Tuple[int, ...], got: ${repr(typeOf(v))}`);
    }
    if (v >= count || v < -count) {
      fail(`Got argnum=${v}, but only ${count} positional inputs`);
    }
    return v < 0 ? v + count : v;
  });
  return { numbers, isTuple };
}

interface GradResult {
  readonly grads: PyValue;
  readonly value: PyValue;
  readonly aux: PyValue | undefined;
}

function gradAndValue(fn: PyValue, argnums: PyValue, hasAux: boolean, args: PyValue[], kwargs: Kwargs): GradResult {
  return inLevel((leaves, wasRecording) => {
    const { numbers, isTuple } = argumentNumbers(argnums, args.length);
    const given = [...args];
    for (const i of numbers) given[i] = mapTree(given[i]!, (t) => toPython(enter(t, leaves)));
    const wanted = numbers.map((i) => given[i]!);
    let output = call(fn, [...given], kwargs);
    let aux: PyValue | undefined;
    if (hasAux) {
      if (!(output instanceof PyTuple) || output.items.length !== 2) {
        fail("grad_and_value(f)(*args): output of function f should be a tuple: (output, aux) if has_aux is True");
      }
      [output, aux] = (output as PyTuple).items as [PyValue, PyValue];
    }
    if (!isTensor(output)) {
      return fail(`grad_and_value(f)(*args): Expected f(*args) to return a Tensor, got ${repr(typeOf(output))}`);
    }
    if (output.dim !== 0) {
      fail(
        `grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with ${output.dim} dims. Maybe you wanted to use the vjp or jacrev APIs instead?`,
      );
    }
    const inputs = wanted.flatMap(tensorsOf);
    const found = output.requiresGrad
      ? gradOf([output], inputs, makeGrads([output], [null], onesLike), {
          keepGraph: true,
          createGraph: true,
          allowUnused: true,
        })
      : inputs.map(() => null);
    let next = 0;
    const off = (t: Tensor): PyValue => toPython(leave(t, leaves, wasRecording));
    const trees = wanted.map((w) => mapTree(w, (t) => off(found[next++] ?? zerosLike(t))));
    return {
      grads: isTuple ? new PyTuple(trees) : trees[0]!,
      value: off(output),
      aux: aux === undefined ? undefined : mapTree(aux, off),
    };
  });
}

/** A function made of another: arguments go through `body`. */
function derived(fn: PyValue, body: (args: PyValue[], kwargs: Kwargs) => PyValue): PyBuiltin {
  void fn;
  return new PyBuiltin("wrapper", (args, kwargs) => guarded(() => body(args, kwargs)), "wrapper", true);
}

export const grad = pythonFunction("grad", "(any func, any argnums=unset, bool has_aux=False)", (fn, argnums, hasAux) =>
  derived(fn, (args, kwargs) => {
    const r = gradAndValue(fn, argnums === undefined ? 0 : argnums, hasAux, args, kwargs);
    return r.aux === undefined ? r.grads : new PyTuple([r.grads, r.aux]);
  }),
);

export const gradAndValueFunction = pythonFunction(
  "grad_and_value",
  "(any func, any argnums=unset, bool has_aux=False)",
  (fn, argnums, hasAux) =>
    derived(fn, (args, kwargs) => {
      const r = gradAndValue(fn, argnums === undefined ? 0 : argnums, hasAux, args, kwargs);
      return new PyTuple([r.grads, r.aux === undefined ? r.value : new PyTuple([r.value, r.aux])]);
    }),
);

// ---------------------------------------------------------------- vjp, jvp

/** `torch.func.vjp(f, *primals)`: the value, and a function from cotangents to gradients. */
export const vjp = new PyBuiltin(
  "vjp",
  ([fn, ...primals], kwargs) =>
    guarded(() => {
      const hasAux = kwargs?.get("has_aux") === true;
      return inLevel((leaves, wasRecording) => {
        const given = primals.map((p) => mapTree(p, (t) => toPython(enter(t, leaves))));
        let output = call(fn!, [...given]);
        let aux: PyValue | undefined;
        if (hasAux) {
          if (!(output instanceof PyTuple) || output.items.length !== 2) {
            fail("vjp(f, *primals): output of function f should be a tuple: (output, aux) if has_aux is True");
          }
          [output, aux] = (output as PyTuple).items as [PyValue, PyValue];
        }
        const outputs = leavesOf(output);
        for (const o of outputs) {
          if (!isTensor(o))
            fail(
              `vjp(f, *primals): Expected f(*primals) to return only tensors, got unsupported type ${repr(typeOf(o))}`,
            );
        }
        const roots = outputs as unknown as Tensor[];
        const off = (t: Tensor): PyValue => toPython(leave(t, leaves, wasRecording));
        const pullback = new PyBuiltin(
          "wrapper",
          (cotangents) =>
            guarded(() => {
              const tree = cotangents.length === 1 ? cotangents[0]! : new PyTuple(cotangents);
              const vs = tensorsOf(tree);
              if (vs.length !== roots.length) {
                fail(
                  "Expected pytree structure of cotangents to be the same as pytree structure of outputs to the function.",
                );
              }
              const inputs = given.flatMap(tensorsOf);
              const used = roots.map((_, i) => i).filter((i) => roots[i]!.requiresGrad);
              const kept = modes.grad;
              const found =
                used.length === 0
                  ? inputs.map(() => null)
                  : gradOf(
                      used.map((i) => roots[i]!),
                      inputs,
                      makeGrads(
                        used.map((i) => roots[i]!),
                        used.map((i) => vs[i]!),
                        onesLike,
                      ),
                      { keepGraph: true, createGraph: kept, allowUnused: true },
                    );
              let next = 0;
              const trees = given.map((p) =>
                mapTree(p, (t) => toPython(leave(found[next++] ?? zerosLike(t), leaves, kept))),
              );
              return new PyTuple(trees);
            }),
          "wrapper",
          true,
        );
        const value = mapTree(output, off);
        return new PyTuple(aux === undefined ? [value, pullback] : [value, pullback, mapTree(aux, off)]);
      });
    }),
  "vjp",
  true,
);

/** Forward derivatives by differentiating the gradient with respect to its weights. */
function forwardProduct(
  fn: PyValue,
  primals: readonly PyValue[],
  tangents: readonly PyValue[],
  hasAux: boolean,
): PyValue {
  return inLevel((leaves, wasRecording) => {
    const given = primals.map((p) => mapTree(p, (t) => toPython(enter(t, leaves))));
    let output = call(fn, [...given]);
    let aux: PyValue | undefined;
    if (hasAux) {
      if (!(output instanceof PyTuple) || output.items.length !== 2) {
        fail("jvp(f, primals, tangents): output of function f should be a tuple: (output, aux) if has_aux is True");
      }
      [output, aux] = (output as PyTuple).items as [PyValue, PyValue];
    }
    const inputs = given.flatMap(tensorsOf);
    const directions = tangents.flatMap(tensorsOf);
    const off = (t: Tensor): PyValue => toPython(leave(t, leaves, wasRecording));
    const product = mapTree(output, (t) => {
      if (!t.requiresGrad) return toPython(zerosLike(t));
      const weight = zerosLike(t);
      weight.leafRequiresGrad = true;
      leaves.add(weight);
      const flow = gradOf([t], inputs, [weight], { keepGraph: true, createGraph: true, allowUnused: true });
      const used = flow.map((_, i) => i).filter((i) => flow[i]?.requiresGrad === true);
      if (used.length === 0) return toPython(zerosLike(t));
      const [found] = gradOf(
        used.map((i) => flow[i]!),
        [weight],
        used.map((i) => directions[i]!),
        { keepGraph: true, createGraph: true, allowUnused: true },
      );
      return off(found ?? zerosLike(t));
    });
    const value = mapTree(output, off);
    return new PyTuple(aux === undefined ? [value, product] : [value, product, mapTree(aux, off)]);
  });
}

export const jvp = pythonFunction(
  "jvp",
  "(any func, any primals, any tangents, *, bool strict=False, bool has_aux=False)",
  (fn, primals, tangents, strict, hasAux) => {
    if (strict) throw new Unsupported("torch.func.jvp(strict=True)");
    if (!(primals instanceof PyTuple)) {
      return fail(
        `jvp(f, primals, tangents): Expected primals to be a tuple. E.g. it should be valid to call f(*primals).`,
      );
    }
    if (!(tangents instanceof PyTuple) || tensorsOf(tangents).length !== tensorsOf(primals).length) {
      return fail("jvp(f, primals, tangents): Expected primals and tangents to have the same python structure.");
    }
    return forwardProduct(fn, primals.items, tangents.items, hasAux);
  },
);

// ---------------------------------------------------------------- jacobians

/** Jacobian by rows: one gradient per element of the output. */
function jacrevOf(fn: PyValue, argnums: PyValue, hasAux: boolean, args: PyValue[], kwargs: Kwargs): PyValue {
  return inLevel((leaves, wasRecording) => {
    const { numbers, isTuple } = argumentNumbers(argnums, args.length);
    const given = [...args];
    for (const i of numbers) given[i] = mapTree(given[i]!, (t) => toPython(enter(t, leaves)));
    const wanted = numbers.map((i) => given[i]!);
    let output = call(fn, [...given], kwargs);
    let aux: PyValue | undefined;
    if (hasAux) [output, aux] = (output as PyTuple).items as [PyValue, PyValue];
    const inputs = wanted.flatMap(tensorsOf);
    const off = (t: Tensor): PyValue => toPython(leave(t, leaves, wasRecording));
    const result = mapTree(output, (out) => {
      const rows: Tensor[][] = inputs.map(() => []);
      for (let j = 0; j < out.numel; j++) {
        const element = select(reshape(out, [out.numel]), 0, j);
        const found = element.requiresGrad
          ? gradOf([element], inputs, [onesLike(element)], { keepGraph: true, createGraph: true, allowUnused: true })
          : inputs.map(() => null);
        found.forEach((g, i) => {
          rows[i]!.push(g ?? zerosLike(inputs[i]!));
        });
      }
      let next = 0;
      const trees = wanted.map((w) =>
        mapTree(w, (t) => off(view(stack(rows[next++]!, 0), [...out.shape, ...t.shape]))),
      );
      return isTuple ? new PyTuple(trees) : trees[0]!;
    });
    return aux === undefined ? result : new PyTuple([result, mapTree(aux, off)]);
  });
}

const jacobianLike = (name: "jacrev" | "jacfwd"): PyBuiltin =>
  new PyBuiltin(
    name,
    (args, kwargs) =>
      guarded(() => {
        const fn = args[0]!;
        const argnums = args[1] ?? kwargs?.get("argnums");
        const hasAux = (args[2] ?? kwargs?.get("has_aux")) === true;
        const chunk = kwargs?.get("chunk_size");
        if (chunk !== undefined && chunk !== null) throw new Unsupported(`torch.func.${name}(chunk_size=…)`);
        return derived(fn, (xs, named) => jacrevOf(fn, argnums === undefined ? 0 : argnums, hasAux, xs, named));
      }),
    name,
    true,
  );

export const jacrev = jacobianLike("jacrev");
/** The same numbers as columns would give: computed by rows. */
export const jacfwd = jacobianLike("jacfwd");

export const hessian = pythonFunction("hessian", "(any func, any argnums=unset)", (fn, argnums) => {
  const which = argnums === undefined ? 0 : argnums;
  const inner = derived(fn, (xs, named) => jacrevOf(fn, which, false, xs, named));
  return derived(fn, (xs, named) => jacrevOf(inner, which, false, xs, named));
});

// ---------------------------------------------------------------- vmap

/** `in_dims` or `out_dims` for each leaf of `tree`. */
function dimsFor(dims: PyValue, tree: PyValue): PyValue[] {
  if (dims === null || typeof dims === "number") return leavesOf(tree).map(() => dims);
  const items = dims instanceof PyTuple || dims instanceof PyList ? dims.items : null;
  const parts = tree instanceof PyTuple || tree instanceof PyList ? tree.items : null;
  if (items === null || parts === null || items.length !== parts.length) {
    throw new TorchError(
      "ValueError",
      `vmap: in_dims is not compatible with the structure of inputs. in_dims: ${repr(dims)}`,
    );
  }
  return parts.flatMap((p, i) => dimsFor(items[i]!, p));
}

/** What messages call a function. */
function nameOf(fn: PyValue): string {
  const name = findAttr(fn, "__name__");
  return typeof name === "string" ? name : repr(fn);
}

function vmapCall(fn: PyValue, inDims: PyValue, outDims: PyValue, args: PyValue[], kwargs: Kwargs): PyValue {
  const tree = new PyTuple(args);
  if (args.length === 0) {
    throw new TorchError(
      "ValueError",
      `vmap(${nameOf(fn)})(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are trying to vmap over a function with no inputs. The latter is unsupported.`,
    );
  }
  const dims = dimsFor(inDims, tree);
  const leaves = leavesOf(tree);
  let size = -1;
  const sizes: number[] = [];
  const where = leaves.map((leaf, i) => {
    const d = dims[i] as number | null;
    if (d === null) return null;
    if (!isTensor(leaf)) {
      throw new TorchError(
        "ValueError",
        `vmap(${nameOf(fn)}, in_dims=${repr(inDims)}, ...)(<inputs>): Got in_dim=${d} for an input but the input is of type ${repr(typeOf(leaf))}. We cannot vmap over non-Tensor arguments, please use None as the respective in_dim`,
      );
    }
    if (leaf.dim === 0 || d >= leaf.dim || d < -leaf.dim) {
      throw new TorchError(
        "ValueError",
        `vmap(${nameOf(fn)}, in_dims=${repr(inDims)}, ...)(<inputs>): Got in_dim=${d} for some input, but that input is a Tensor of dimensionality ${leaf.dim} so expected in_dim to satisfy -${leaf.dim} <= in_dim < ${leaf.dim}.`,
      );
    }
    const dim = d < 0 ? d + leaf.dim : d;
    sizes.push(leaf.shape[dim]!);
    size = leaf.shape[dim]!;
    return dim;
  });
  if (size < 0) {
    throw new TorchError(
      "ValueError",
      "vmap: at least one of the inputs must be a mapped Tensor: got in_dims with None only",
    );
  }
  if (sizes.some((n) => n !== size)) {
    throw new TorchError(
      "ValueError",
      `vmap: Expected all tensors to have the same size in the mapped dimension, got sizes [${sizes.join(", ")}] for the mapped dimension`,
    );
  }
  if (size === 0) throw new Unsupported("torch.vmap over an empty dimension");
  const results: PyValue[] = [];
  functorch.batches++;
  try {
    for (let k = 0; k < size; k++) {
      let next = 0;
      const slice = (v: PyValue): PyValue => {
        if (v instanceof PyTuple) return new PyTuple(v.items.map(slice));
        if (v instanceof PyList) return new PyList(v.items.map(slice));
        if (v instanceof PyDict) {
          const out = new PyDict();
          for (const [key, x] of v.entries()) out.set(key, slice(x));
          return out;
        }
        if (v === null) return v;
        const at = where[next++] ?? null;
        return at === null || !isTensor(v) ? v : toPython(select(v, at, k));
      };
      results.push(withTransform(() => call(fn, args.map(slice), kwargs)));
    }
  } finally {
    functorch.batches--;
  }
  return joined(results, outDims, nameOf(fn));
}

/** Stacks the results of the slices, leaf by leaf. */
function joined(results: readonly PyValue[], outDims: PyValue, name: string): PyValue {
  const first = results[0]!;
  if (first instanceof PyTuple || first instanceof PyList) {
    const parts = first.items.map((_, i) =>
      joined(
        results.map((r) => (r as PyTuple).items[i]!),
        outDims instanceof PyTuple ? outDims.items[i]! : outDims,
        name,
      ),
    );
    return first instanceof PyTuple ? new PyTuple(parts) : new PyList(parts);
  }
  if (first instanceof PyDict) {
    const out = new PyDict();
    for (const [k] of first.entries()) {
      out.set(
        k,
        joined(
          results.map((r) => (r as PyDict).get(k)!),
          outDims,
          name,
        ),
      );
    }
    return out;
  }
  if (!isTensor(first)) {
    throw new TorchError(
      "ValueError",
      `vmap(${name}, ...): \`${name}\` must only return Tensors, got type ${repr(typeOf(first))}. Did you mean to set out_dims= to None for output?`,
    );
  }
  const tensors = results as unknown as Tensor[];
  if (tensors.some((t) => !sameShape(t.shape, first.shape)))
    throw new Unsupported("torch.vmap with results of different shapes");
  if (functorch.depth === 0 && tensors.some((t) => t.requiresGrad)) {
    throw new Unsupported("torch.vmap over tensors that require grad");
  }
  const out = stack(tensors, 0);
  if (typeof outDims !== "number") throw new Unsupported("torch.vmap(out_dims=…) with other than integers");
  return toPython(outDims === 0 ? out : movedim(out, 0, outDims));
}

export const vmap = pythonFunction(
  "vmap",
  "(any func, any in_dims=unset, any out_dims=unset, str randomness='error', *, any chunk_size=None)",
  (fn, inDims, outDims, randomness, chunk) => {
    if (!["error", "different", "same"].includes(randomness)) {
      fail(`Only allowed values for randomness are 'error', 'different', or 'same'. Got ${randomness}`);
    }
    if (randomness !== "error") throw new Unsupported(`torch.vmap(randomness="${randomness}")`);
    if (chunk !== null) throw new Unsupported("torch.vmap(chunk_size=…)");
    return derived(fn, (args, kwargs) =>
      vmapCall(fn, inDims === undefined ? 0 : inDims, outDims === undefined ? 0 : outDims, args, kwargs),
    );
  },
);
