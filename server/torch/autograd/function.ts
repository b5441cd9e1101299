/**
 * `torch.autograd.Function`: operations whose forward and backward a program writes itself. Behaviour and texts:
 * torch/autograd/function.py and torch/csrc/autograd/{python_function,custom_function}.cpp.
 */
import { modes, warnings, withGrad } from "../../autograd/modes.ts";
import { type Edge, type Grads, Node, type SavedFields, SavedTensor, secondBackward } from "../../autograd/node.ts";
import { alias, detach, zeros } from "../../autograd/rules/base.ts";
import { gradientEdge, type Tensor, type ViewCreation } from "../../autograd/tensor.ts";
import { rebaseHistory } from "../../autograd/view.ts";
import { UserFunction } from "../../python/evaluation/functions.ts";
import { getAttr } from "../../python/objects/attribute.ts";
import { call } from "../../python/objects/call.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { PyClassMethod } from "../../python/objects/methods.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import { objectType, PyType, typeOf } from "../../python/objects/type.ts";
import { type Kwargs, PyInstance, type PyValue } from "../../python/objects/value.ts";
import { float32 } from "../../tensor/dtype.ts";
import { fail } from "../../tensor/errors.ts";
import { guarded } from "../binding/bind.ts";
import { method, property } from "../classes.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { nodeType, PyNode, registerNodeObject } from "./nodes.ts";
import { functorch } from "./transforms.ts";

const where = { module: "torch.autograd.function" };
export const functionCtxType = new PyType("FunctionCtx", [nodeType], where);
/** The class above all `ctx` objects, which are the nodes of custom Functions too. */
export const backwardCFunctionType = new PyType("BackwardCFunction", [functionCtxType], where);
export const functionType: PyType = new PyType("Function", [objectType], {
  ...where,
  construct: (cls) => {
    warnings.sink(
      "DeprecationWarning",
      `<class '${cls.module}.${cls.qualname}'> should not be instantiated. Methods on autograd functions are all static, so you should invoke them on the class itself. Instantiating an autograd function will raise an error in a future version of PyTorch.`,
    );
    return new PyInstance(cls);
  },
});

const backwardClasses = new WeakMap<PyType, PyType>();
/** The class of `ctx` for a Function: its name with `Backward` after it. */
function backwardClassOf(cls: PyType): PyType {
  let made = backwardClasses.get(cls);
  if (made === undefined) {
    made = new PyType(`${cls.name}Backward`, [backwardCFunctionType], where);
    backwardClasses.set(cls, made);
  }
  return made;
}

/** The node of one application; Python sees it as `ctx` and as `grad_fn`. */
class FunctionNode extends Node {
  readonly name: string;
  readonly fn: PyType;
  /** Per argument of `apply`: whether it was a tensor. */
  isTensorArgument: boolean[] = [];
  needsInputGrad: boolean[] = [];
  materializesGrads = true;
  toSave: readonly (Tensor | null)[] = [];
  dirty: readonly Tensor[] = [];
  nonDifferentiable: readonly Tensor[] = [];
  savedTensors: readonly (SavedTensor | null)[] = [];
  /** Positions of outputs that are not tensors: their gradient is None whatever is materialised. */
  readonly nonTensorOutputs = new Set<number>();

  constructor(fn: PyType) {
    super();
    this.fn = fn;
    this.name = `${fn.name}Backward`;
  }

  override get runsWithoutGradients(): boolean {
    return true;
  }

  override get isCustom(): boolean {
    return true;
  }

  unpackSaved(): (Tensor | null)[] {
    if (this.isReleased && this.savedTensors.length > 0) fail(secondBackward);
    return this.savedTensors.map((s) => s?.unpack(this) ?? null);
  }

  override saved(): SavedFields {
    return Object.fromEntries(this.savedTensors.map((s, i) => [`tensors[${i}]`, s?.unpack(this) ?? null]));
  }

  apply(gradOutputs: Grads): Grads {
    if (this.isReleased && this.savedTensors.length > 0) fail(secondBackward);
    const given = gradOutputs.map((g, i) => {
      if (g !== null) return toPython(g);
      const meta = this.inputMeta[i]!;
      return this.materializesGrads && !this.nonTensorOutputs.has(i) ? toPython(zeros(meta.shape, meta.dtype)) : null;
    });
    const backward = this.fn.lookup("backward");
    const vjp = this.fn.lookup("vjp");
    const hasBackward = backward !== functionType.dict.get("backward");
    const hasVjp = vjp !== functionType.dict.get("vjp");
    if (hasBackward && hasVjp) {
      fail(
        "Implementing both 'backward' and 'vjp' for a custom Function is not allowed. You should only implement one of them.",
      );
    }
    const body = getAttr(this.fn, hasVjp ? "vjp" : "backward");
    const result = call(body, [contextOf(this), ...given]);
    return this.#read(result instanceof PyTuple ? result.items : [result]);
  }

  /** Gradients per tensor argument from what `backward` returned, checked as PyTorch does. */
  #read(returned: readonly PyValue[]): Grads {
    const expected = this.isTensorArgument.length;
    let items = returned;
    if (items.length > expected && items.slice(expected).every((v) => v === null)) items = items.slice(0, expected);
    if (items.length !== expected) {
      fail(
        `function ${this.name} returned an incorrect number of gradients (expected ${expected}, got ${items.length})`,
      );
    }
    const out: Grads = [];
    items.forEach((v, i) => {
      if (!this.isTensorArgument[i]) {
        if (v !== null) {
          fail(
            `function ${this.name} returned a gradient different than None at position ${i + 1}, but the corresponding forward input was not a Variable`,
          );
        }
        return;
      }
      if (v !== null && !isTensor(v)) fail(`expected Variable or None (got ${typeOf(v).name})`);
      out.push(v as Tensor | null);
    });
    return out;
  }
}

class PyFunctionContext extends PyNode {
  readonly #cls: PyType;
  constructor(node: FunctionNode) {
    super(node);
    this.#cls = backwardClassOf(node.fn);
  }
  override get cls(): PyType {
    return this.#cls;
  }
}

const contexts = new WeakMap<FunctionNode, PyFunctionContext>();
function contextOf(node: FunctionNode): PyFunctionContext {
  let ctx = contexts.get(node);
  if (ctx === undefined) {
    contexts.set(node, (ctx = new PyFunctionContext(node)));
    registerNodeObject(node, ctx);
  }
  return ctx;
}

/** `ctx` as its node. */
function receive(v: PyValue): FunctionNode | undefined {
  return v instanceof PyNode && v.node instanceof FunctionNode ? v.node : undefined;
}

// ---------------------------------------------------------------- applying

/**
 * Arguments by position: those given by keyword are put where `forward` has them, with its defaults when `hasSetup`
 * (a Function with `setup_context` sees them as `inputs`).
 */
function bindByPosition(forward: PyValue, args: readonly PyValue[], kwargs: Kwargs, hasSetup: boolean): PyValue[] {
  const out: PyValue[] = [...args];
  if (!(forward instanceof UserFunction)) {
    if (kwargs !== null && kwargs.size > 0) throw new NotSupported("torch.autograd.Function.apply(**kwargs)");
    return out;
  }
  const { keywordOnly, varargs, varkw } = forward.code;
  const unexpected = (name: string): never =>
    raiseError(exceptionTypes.TypeError, `forward() got an unexpected keyword argument '${name}'`);
  if (varkw >= 0 && kwargs !== null && kwargs.size > 0) {
    throw new NotSupported("torch.autograd.Function.apply(**kwargs)");
  }
  if (hasSetup && keywordOnly.length > 0) unexpected(keywordOnly[0]!);
  const positional = hasSetup ? forward.code.positional : forward.code.positional.slice(1);
  const firstDefault = positional.length - forward.defaults.length;
  const used = new Set<string>();
  for (let i = args.length; i < positional.length; i++) {
    const name = positional[i]!;
    const given = kwargs?.get(name);
    if (given !== undefined) {
      if (out.length < i) throw new NotSupported("torch.autograd.Function.apply(**kwargs)");
      used.add(name);
      out.push(given);
    } else if (!hasSetup) continue;
    else if (i >= firstDefault) out.push(forward.defaults[i - firstDefault]!);
    else raiseError(exceptionTypes.TypeError, `missing a required argument: '${name}'`);
  }
  for (const key of kwargs?.keys() ?? []) {
    if (used.has(key)) continue;
    if (!hasSetup || !positional.includes(key)) unexpected(key);
    raiseError(exceptionTypes.TypeError, `multiple values for argument '${key}'`);
  }
  if (hasSetup && args.length > positional.length && varargs < 0) {
    raiseError(exceptionTypes.TypeError, "too many positional arguments");
  }
  return out;
}

/** `Fn.apply(*args)`: runs forward outside the graph and connects its outputs to the node. */
function apply(cls: PyType, given: readonly PyValue[], kwargs: Kwargs): PyValue {
  const hasSetup = cls.lookup("setup_context") !== functionType.dict.get("setup_context");
  const forward = getAttr(cls, "forward");
  const args = bindByPosition(forward, given, kwargs, hasSetup);
  if (!hasSetup && functorch.depth > 0) {
    fail(
      "In order to use an autograd.Function with functorch transforms (vmap, grad, jvp, jacrev, ...), it must override the setup_context staticmethod. For more details, please see https://pytorch.org/docs/main/notes/extending.func.html",
    );
  }
  const node = new FunctionNode(cls);
  const inputs = args.filter(isTensor);
  node.isTensorArgument = args.map(isTensor);
  node.needsInputGrad = args.map((a) => isTensor(a) && a.requiresGrad);
  const isExecutable = modes.grad && inputs.some((t) => t.requiresGrad);
  const ctx = contextOf(node);
  // Edges are taken before forward runs: it may write its inputs in place.
  if (isExecutable) node.next = inputs.map((t): Edge | null => (t.requiresGrad ? gradientEdge(t) : null));
  const returned = withGrad(false, () => {
    if (!hasSetup) return call(forward, [ctx, ...args]);
    const output = call(forward, [...args]);
    call(getAttr(cls, "setup_context"), [ctx, new PyTuple(args), output]);
    return output;
  });
  const isTuple = returned instanceof PyTuple;
  const outputs = wrapOutputs(node, inputs, isTuple ? returned.items : [returned], isExecutable);
  if (isExecutable) {
    node.savedTensors = node.toSave.map((t) => {
      if (t === null) return null;
      // An output that was made from an input returned as it is has been replaced by a view of it.
      return new SavedTensor(t, t.gradFnField === node);
    });
  }
  node.toSave = [];
  return isTuple ? new PyTuple(outputs) : outputs[0]!;
}

function wrapOutputs(
  node: FunctionNode,
  inputs: readonly Tensor[],
  returned: readonly PyValue[],
  isExecutable: boolean,
): PyValue[] {
  const isInput = new Set<Tensor>(inputs);
  const isDirty = new Set<Tensor>(node.dirty);
  const nonDifferentiable = new Set<Tensor>(node.nonDifferentiable);
  const count = returned.filter((v) => isTensor(v) && !nonDifferentiable.has(v)).length;
  for (const t of node.dirty) {
    if (!returned.includes(toPython(t))) {
      fail(
        "Some elements marked as dirty during the forward method were not returned as output. The inputs that are modified inplace must all be outputs of the Function.",
      );
    }
  }
  const wrapped = new Map<Tensor, Tensor>();
  return returned.map((v) => {
    if (!isTensor(v)) {
      node.inputMeta.push({ shape: [], dtype: float32 });
      node.nonTensorOutputs.add(node.inputMeta.length - 1);
      return v;
    }
    const again = wrapped.get(v);
    const isDifferentiable =
      isExecutable && !nonDifferentiable.has(v) && (v.dtype.category === "float" || v.dtype.category === "complex");
    const out = again ?? wrapOne(node, v, isInput.has(v), isDirty.has(v), isDifferentiable, count);
    wrapped.set(v, out);
    if (again === undefined && isDifferentiable && !isDirty.has(v)) node.addOutput(out);
    else if (!(isDifferentiable && isDirty.has(v) && again === undefined)) {
      node.inputMeta.push({ shape: v.shape, dtype: v.dtype });
    }
    return toPython(out);
  });
}

function wrapOne(
  node: FunctionNode,
  t: Tensor,
  isInput: boolean,
  isDirty: boolean,
  isDifferentiable: boolean,
  outputs: number,
): Tensor {
  if (!isDifferentiable) {
    if (isDirty) t.counter.version++;
    if (isInput && !isDirty) return t.requiresGrad ? detach(t) : viewOfInput(t);
    if (t.requiresGrad && !isInput) return detach(t);
    return t;
  }
  if (isDirty) {
    // Marking counts as a write of its own.
    t.counter.version++;
    if (t.isLeaf && t.leafRequiresGrad) {
      fail("a leaf Variable that requires grad has been used in an in-place operation.");
    }
    if (t.view !== null && outputs > 1) {
      fail(
        "If your Function modifies inplace an input that is a view of another Tensor, your Function cannot return more than one Tensor. This is not supported by the current autograd engine. You should either make sure the input is not a view (using .clone() for example) or make your Function only return one Tensor (potentially splitting it into two Functions: one doing the inplace that returns a single Tensor and a second one that does the other operations). You can ask on the forum https://discuss.pytorch.org/ if you need help to do this change.",
      );
    }
    rebaseHistory(t, node);
    return t;
  }
  if (isInput) return viewOfInput(t);
  if (t.view !== null) t.view.creation = outputs > 1 ? "multiOutput" : customView;
  return t;
}

const customView: ViewCreation = "custom";

/** An input returned as it is: a view of it, so that it can have a history of its own. */
function viewOfInput(t: Tensor): Tensor {
  const out = withGrad(false, () => alias(t));
  if (out.view !== null) out.view.creation = customView;
  out.cls = t.cls;
  return out;
}

// ---------------------------------------------------------------- what ctx offers

/** All arguments as tensors or None; `complain` raises for others. */
function tensorsOrNone(args: readonly PyValue[], complain: (v: PyValue, i: number) => never): (Tensor | null)[] {
  return args.map((v, i) => (v === null || isTensor(v) ? (v as Tensor | null) : complain(v, i)));
}

let installed = false;
/** Fills the classes; called once. */
export function installFunction(): void {
  if (installed) return;
  installed = true;
  const statics: Readonly<Record<string, string>> = {
    forward: "You must implement the forward function for custom autograd.Function.",
    setup_context: "setup_context is not implemented.",
    backward:
      "You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.",
    vjp: "You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.",
    jvp: "You must implement the jvp function for custom autograd.Function to use it with forward mode AD.",
    vmap: "To use autograd.Function with vmap, you must either override the vmap staticmethod or set generate_vmap_rule=True.",
  };
  for (const [name, text] of Object.entries(statics)) {
    functionType.set(
      name,
      new PyBuiltin(name, () => raiseError(exceptionTypes.NotImplementedError, text), `Function.${name}`, true),
    );
  }
  functionType.set("generate_vmap_rule", false);
  functionType.set(
    "apply",
    new PyClassMethod(
      new PyBuiltin("apply", (args, kwargs) => guarded(() => apply(args[0] as PyType, args.slice(1), kwargs))),
    ),
  );
  functionType.set(
    "__call__",
    new PyBuiltin("__call__", () =>
      raiseError(
        exceptionTypes.RuntimeError,
        "Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd function with static forward method. (Example: https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)",
      ),
    ),
  );
  functionType.set("__init__", new PyBuiltin("__init__", () => null));

  const type = functionCtxType;
  method(type, "save_for_backward", receive, (node, args) => {
    node.toSave = tensorsOrNone(args, (v, i) =>
      raiseError(
        exceptionTypes.TypeError,
        `save_for_backward can only save variables, but argument ${i} is of type ${typeOf(v).name}`,
      ),
    );
    return null;
  });
  // Only forward-mode derivatives read these, and there are none: nothing depends on them.
  method(type, "save_for_forward", receive, (_node, args) => {
    for (const v of args) {
      if (v !== null && !isTensor(v) && typeof v !== "number") {
        raiseError(
          exceptionTypes.AssertionError,
          "save_for_forward expects all arguments to be tensors; you should save non-tensors as attributes on ctx.",
        );
      }
    }
    return null;
  });
  method(type, "mark_dirty", receive, (node, args) => {
    node.dirty = args.map((v) => (isTensor(v) ? v : fail("mark_dirty can only accept variables, but argument ")));
    return null;
  });
  method(type, "mark_non_differentiable", receive, (node, args) => {
    node.nonDifferentiable = args.map((v) =>
      isTensor(v) ? v : fail("mark_non_differentiable only accepts variable arguments, but got "),
    );
    return null;
  });
  method(type, "set_materialize_grads", receive, (node, [value]) => {
    node.materializesGrads = value === true;
    return null;
  });
  property(
    type,
    "saved_tensors",
    receive,
    (node) => new PyTuple(node.unpackSaved().map((t) => (t === null ? null : toPython(t)))),
  );
  property(type, "needs_input_grad", receive, (node) => new PyTuple(node.needsInputGrad));
  property(type, "requires_grad", receive, (node) => node.next.length > 0);
  property(type, "_forward_cls", receive, (node) => node.fn);
}

// ---------------------------------------------------------------- once_differentiable

/** Stands in the second-order graph where a derivative of `once_differentiable` would be. */
class DelayedError extends Node {
  readonly name = "Error";
  apply(): Grads {
    return fail("trying to differentiate twice a function that was marked with @once_differentiable");
  }
}

/** `torch.autograd.function.once_differentiable`: a backward that must not be differentiated itself. */
export function onceDifferentiable(fn: PyValue): PyValue {
  return new PyBuiltin("wrapper", (args, kwargs) => {
    const outputs = withGrad(false, () => call(fn, [...args], kwargs));
    if (!modes.grad) return outputs;
    if (!args.some((a) => isTensor(a) && a.requiresGrad)) return outputs;
    const items = outputs instanceof PyTuple ? outputs.items : [outputs];
    const node = new DelayedError();
    const sources = items.filter(isTensor).map((t) => {
      const leaf = detach(t);
      leaf.leafRequiresGrad = true;
      return leaf;
    });
    node.next = sources.map((t) => gradientEdge(t));
    let next = 0;
    const wrapped = items.map((v) => {
      if (!isTensor(v)) return v;
      const out = detach(sources[next++]!);
      node.addOutput(out);
      return toPython(out);
    });
    return outputs instanceof PyTuple ? new PyTuple(wrapped) : wrapped[0]!;
  });
}
