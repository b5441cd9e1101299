/** `grad_fn` as a Python object: name(), next_functions, _saved_*, metadata, hooks. */

import { AccumulateGrad, type Grads, type Node, SavedTensor } from "../../autograd/node.ts";
import { RuleNode } from "../../autograd/op.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { call } from "../../python/objects/call.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyComplex } from "../../python/objects/complex.ts";
import { PyDict } from "../../python/objects/dict.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import { objectType, PyType } from "../../python/objects/type.ts";
import { PyFloat, PyInstance, PyObject, type PyValue } from "../../python/objects/value.ts";
import { guarded } from "../binding/bind.ts";
import { pyDType } from "../dtypes.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { removableHandle } from "./hooks.ts";

/** One Python class per node name, as `type(y.grad_fn).__name__` shows. */
const classes = new Map<string, PyType>();
/** `torch.autograd.graph.Node`: the class above all nodes. */
export const nodeType = new PyType("Node", [objectType], { module: "torch.autograd.graph" });

function classOf(name: string): PyType {
  let cls = classes.get(name);
  if (cls === undefined) classes.set(name, (cls = new PyType(name, [nodeType], { module: "torch.autograd" })));
  return cls;
}

/** The wrapper around a saved tensor. Its hooks are not supported. */
const savedTensorType = new PyType("SavedTensor", [objectType], { module: "torch._C._autograd" });
savedTensorType.set(
  "register_hooks",
  new PyBuiltin("register_hooks", () => {
    throw new NotSupported("SavedTensor.register_hooks");
  }),
);

export class PyNode extends PyObject {
  readonly node: Node;
  readonly attrs = new Map<string, PyValue>();
  constructor(node: Node) {
    super();
    this.node = node;
  }
  get cls(): PyType {
    return classOf(this.node.name);
  }
}

/** The objects of a process that runs one program after another go with their nodes. */
const objects = new WeakMap<Node, PyNode>();

/** The one Python object of a node: `y.grad_fn is y.grad_fn`. */
export function nodeObject(node: Node): PyNode {
  let o = objects.get(node);
  if (o === undefined) objects.set(node, (o = new PyNode(node)));
  return o;
}

/** Makes `o` the Python object of its node: for nodes that are more than a name to Python (custom Functions). */
export function registerNodeObject(node: Node, o: PyNode): void {
  objects.set(node, o);
}

/** A saved value as Python sees it. */
function savedValue(v: unknown): PyValue {
  if (v === null || v === undefined) return null;
  if (v instanceof Tensor) return toPython(v);
  if (typeof v === "number") {
    if (!Number.isInteger(v)) return new PyFloat(v);
    // PyTorch hands saved integers to Python as unsigned 64-bit ones; "to the end" is the greatest signed one.
    if (v < 0) return BigInt.asUintN(64, BigInt(v));
    return v === Number.MAX_SAFE_INTEGER ? 9223372036854775807n : v;
  }
  if (typeof v === "boolean" || typeof v === "string") return v;
  if (Array.isArray(v)) return new PyTuple(v.map(savedValue));
  if (typeof v === "object" && "kind" in v && "value" in v && "imag" in v) {
    const s = v as { kind: string; value: number; imag: number };
    if (s.kind === "complex") return new PyComplex(s.value, s.imag);
    return s.kind === "float" ? new PyFloat(s.value) : s.kind === "bool" ? s.value !== 0 : s.value;
  }
  if (typeof v === "object" && "scalarName" in v) return pyDType(v as never);
  return null;
}

function grads(g: Grads): PyTuple {
  return new PyTuple(g.map((t) => (t === null ? null : toPython(t))));
}
function fromPython(v: PyValue, count: number): Grads | null {
  if (v === null) return null;
  const items = v instanceof PyTuple ? v.items : [v];
  return Array.from({ length: count }, (_, i) => {
    const t = items[i] ?? null;
    return t !== null && isTensor(t) ? t : null;
  });
}

function nodeMethod(name: string, body: (node: Node, args: PyValue[]) => PyValue): void {
  nodeType.set(name, new PyBuiltin(name, (args) => guarded(() => body((args[0] as PyNode).node, args.slice(1)))));
}

/** Attributes that depend on the node: looked up by name, `_saved_*` among them. */
export function installNodes(): void {
  // Nodes of the engine's own C++ classes give their qualified names here, and only here.
  const own = ["AccumulateGrad", "CopySlices", "CopyBackwards", "NotImplemented"];
  nodeMethod("name", (node) => (own.includes(node.name) ? `torch::autograd::${node.name}` : node.name));
  nodeMethod(
    "__repr__",
    (node) =>
      `<${node.isCustom ? "torch.autograd.function." : ""}${node.name} object at 0x7f${(node.sequenceNr % 0xfffffff).toString(16).padStart(10, "0")}>`,
  );
  let nextHook = 0;
  nodeMethod("register_hook", (node, [fn]) => {
    const id = nextHook++;
    node.postHooks ??= new Map();
    node.postHooks.set(id, (gradInputs, gradOutputs) =>
      fromPython(call(fn!, [grads(gradInputs), grads(gradOutputs)]), gradInputs.length),
    );
    return removableHandle(id, () => node.postHooks?.delete(id));
  });
  nodeMethod("register_prehook", (node, [fn]) => {
    const id = nextHook++;
    node.preHooks ??= new Map();
    node.preHooks.set(id, (gradOutputs) => fromPython(call(fn!, [grads(gradOutputs)]), gradOutputs.length));
    return removableHandle(id, () => node.preHooks?.delete(id));
  });
  nodeMethod("_sequence_nr", (node) => node.sequenceNr);
  nodeMethod("__getattr__", (node, [key]) => {
    const name = String(key);
    if (name === "next_functions") {
      return new PyTuple(
        node.next.map((e) => (e === null ? new PyTuple([null, 0]) : new PyTuple([nodeObject(e.node), e.nr]))),
      );
    }
    if (name === "metadata") {
      node.metadata ??= new PyDict();
      return node.metadata as PyValue;
    }
    if (name === "variable" && node instanceof AccumulateGrad) return toPython(node.variable);
    if (name.startsWith("_saved_") && node instanceof RuleNode) {
      const field = name.slice("_saved_".length);
      // Fields that start with an underscore are this engine's own.
      if (!field.startsWith("_") && field in node.fields) return savedValue(node.saved()[field]);
    }
    if (name.startsWith("_raw_saved_") && node instanceof RuleNode) {
      const field = node.fields[name.slice("_raw_saved_".length)];
      if (field instanceof SavedTensor) return new PyInstance(savedTensorType);
    }
    return raiseError(exceptionTypes.AttributeError, `'${node.name}' object has no attribute '${name}'`);
  });
}
