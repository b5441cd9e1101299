/** `copy.copy` and `copy.deepcopy` of tensors (torch/_tensor.py). */

import { withGrad } from "../../autograd/modes.ts";
import { clone, detach } from "../../autograd/rules/base.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { PyDict } from "../../python/objects/dict.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { objectType, PyType } from "../../python/objects/type.ts";
import { fail } from "../../tensor/errors.ts";
import { special } from "../tensor/protocol.ts";
import { isTensor, toPython } from "../tensorType.ts";

/** Each program's memo maps an original to its copy: the engine's tensors have no address to key it by. */
const copies = new WeakMap<PyDict, Map<Tensor, Tensor>>();

function deepcopy(t: Tensor, memo: PyDict | null): Tensor {
  if (!t.isLeaf) {
    fail(
      "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001",
    );
  }
  let known = memo === null ? undefined : copies.get(memo);
  if (memo !== null && known === undefined) copies.set(memo, (known = new Map()));
  const before = known?.get(t);
  if (before !== undefined) return before;
  const copy = withGrad(false, () => clone(t));
  copy.leafRequiresGrad = t.leafRequiresGrad;
  copy.cls = t.cls;
  if (t.attrs !== null) copy.attrs = new Map(t.attrs);
  known?.set(t, copy);
  if (t.grad !== null) copy.grad = deepcopy(t.grad.isLeaf ? t.grad : detach(t.grad), memo);
  return copy;
}

/** `torch.autograd.Variable(data, requires_grad=False)`: a tensor, as it has long been. */
export const variableType = new PyType("Variable", [objectType], {
  module: "torch.autograd.variable",
  construct: (_cls, args, kwargs) => {
    const data = args[0];
    if (data === undefined || !isTensor(data))
      throw new NotSupported("torch.autograd.Variable of something else than a tensor");
    const t = detach(data);
    t.leafRequiresGrad = (args[1] ?? kwargs?.get("requires_grad")) === true;
    return toPython(t);
  },
});

export function installCopying(): void {
  special("_is_view", (self) => self.view !== null);
  special("__deepcopy__", (self, [memo]) => toPython(deepcopy(self, memo instanceof PyDict ? memo : null)));
  special("__copy__", (self) => {
    const copy = new Tensor(self.impl, { version: 0 });
    copy.leafRequiresGrad = self.requiresGrad;
    copy.cls = self.cls;
    if (self.attrs !== null) copy.attrs = new Map(self.attrs);
    return toPython(copy);
  });
}
