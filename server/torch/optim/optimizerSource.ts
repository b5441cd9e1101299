/**
 * `torch.optim.Optimizer` in Python: parameter groups, state, zero_grad, state dicts and hooks. Evaluated when a program
 * first asks for `torch.optim` (package.ts), as PyTorch's own is Python. Names with an underscore that
 * are not defined here (`_not_supported`, `_tensor_name`) are the host's.
 */
export const optimizerSource = String.raw`
import math
import warnings
import torch


class _State(dict):
    def __missing__(self, key):
        own = self[key] = {}
        return own

    def __repr__(self):
        return "defaultdict(<class 'dict'>, " + dict.__repr__(self) + ")"


class _Handle:
    def __init__(self, hooks, hook):
        self.hooks = hooks
        self.hook = hook

    def remove(self):
        if self.hook in self.hooks:
            self.hooks.remove(self.hook)


class _Required:
    def __repr__(self):
        return "<required parameter>"


required = _Required()


def _type_name(value):
    cls = type(value)
    if cls.__module__ == "builtins":
        return cls.__name__
    return cls.__module__ + "." + cls.__qualname__


def _copied(value):
    if isinstance(value, torch.Tensor):
        return value.detach().clone()
    if isinstance(value, dict):
        return {k: _copied(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_copied(v) for v in value]
    if isinstance(value, tuple):
        return tuple([_copied(v) for v in value])
    return value


class Optimizer:
    __module__ = "torch.optim.optimizer"

    def __init__(self, params, defaults):
        self.defaults = defaults
        self._step_pre_hooks = []
        self._step_post_hooks = []
        if isinstance(params, torch.Tensor):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of Tensors or dicts, but got "
                + _tensor_name(params)
            )
        self.state = _State()
        self.param_groups = []
        groups = list(params)
        if len(groups) == 0:
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)

    def __repr__(self):
        text = self.__class__.__name__ + " ("
        for i, group in enumerate(self.param_groups):
            text += "\n"
            text += "Parameter Group " + str(i) + "\n"
            for key in sorted(group.keys()):
                if key != "params":
                    text += "    " + key + ": " + str(group[key]) + "\n"
        return text + ")"

    def __setstate__(self, state):
        self.__dict__.update(state)

    def zero_grad(self, set_to_none=True):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                if set_to_none:
                    p.grad = None
                else:
                    if p.grad.grad_fn is not None:
                        p.grad.detach_()
                    else:
                        p.grad.requires_grad_(False)
                    p.grad.zero_()

    def step(self, closure=None):
        raise NotImplementedError

    def add_param_group(self, param_group):
        if not isinstance(param_group, dict):
            raise TypeError("param_group must be a dict, but got " + str(type(param_group)))
        params = param_group["params"]
        if isinstance(params, torch.Tensor):
            param_group["params"] = [params]
        elif isinstance(params, set):
            raise TypeError(
                "optimizer parameters need to be organized in ordered collections, but the ordering of tensors in "
                "sets will change between runs. Please use a list instead."
            )
        else:
            param_group["params"] = list(params)
        names = []
        tensors = []
        for param in param_group["params"]:
            if isinstance(param, tuple):
                names.append(param[0])
                tensors.append(param[1])
            else:
                tensors.append(param)
        if names:
            if len(names) != len(tensors):
                raise ValueError("all optimizer params should be with/without names. Some param names are missing")
            if self.param_groups and "param_names" not in self.param_groups[0]:
                raise ValueError(
                    "all optimizer param groups should be with/without names. cannot add param group with names to "
                    "the optimizer"
                )
            param_group["param_names"] = names
        elif self.param_groups and "param_names" in self.param_groups[0]:
            raise ValueError(
                "all optimizer param groups should be with/without names. cannot add param group without names to "
                "the optimizer"
            )
        param_group["params"] = tensors
        for param in tensors:
            if not isinstance(param, torch.Tensor):
                raise TypeError(
                    "optimizer can only optimize Tensors, but one of the params is " + _type_name(param)
                )
            if not self.defaults.get("differentiable", None) and not (param.is_leaf or param.retains_grad):
                raise ValueError("can't optimize a non-leaf Tensor")
        for name, default in self.defaults.items():
            if default is required and name not in param_group:
                raise ValueError(
                    "parameter group didn't specify a value of required optimization parameter " + str(name)
                )
            param_group.setdefault(name, default)
        ids = [id(p) for p in tensors]
        if len(ids) != len(set(ids)):
            warnings.warn(
                "optimizer contains a parameter group with duplicate parameters; in future, this will cause an "
                "error; see github.com/pytorch/pytorch/issues/40967 for more information",
                stacklevel=3,
            )
        known = set()
        for group in self.param_groups:
            known.update([id(p) for p in group["params"]])
        if not known.isdisjoint(set(ids)):
            raise ValueError("some parameters appear in more than one parameter group")
        self.param_groups.append(param_group)

    def state_dict(self):
        index = {}
        groups = []
        for group in self.param_groups:
            packed = {k: v for k, v in group.items() if k != "params"}
            for p in group["params"]:
                if id(p) not in index:
                    index[id(p)] = len(index)
            packed["params"] = [index[id(p)] for p in group["params"]]
            groups.append(packed)
        state = {}
        for key, value in self.state.items():
            state[index[id(key)] if isinstance(key, torch.Tensor) else key] = value
        return {"state": state, "param_groups": groups}

    @torch.no_grad()
    def load_state_dict(self, state_dict):
        own = self.param_groups
        saved = [_copied(group) for group in state_dict["param_groups"]]
        if len(own) != len(saved):
            raise ValueError("loaded state dict has a different number of parameter groups")
        for a, b in zip(own, saved):
            if len(a["params"]) != len(b["params"]):
                raise ValueError(
                    "loaded state dict contains a parameter group that doesn't match the size of optimizer's group"
                )
        by_index = {}
        for a, b in zip(own, saved):
            for p, i in zip(a["params"], b["params"]):
                by_index[i] = p
        state = _State()
        for key, value in state_dict["state"].items():
            if key not in by_index:
                state[key] = _copied(value)
                continue
            param = by_index[key]
            entry = {}
            for name, item in value.items():
                item = _copied(item)
                if isinstance(item, torch.Tensor) and name != "step" and param.is_floating_point():
                    item = item.to(param.dtype)
                entry[name] = item
            state[param] = entry
        groups = []
        for a, b in zip(own, saved):
            b["params"] = a["params"]
            if "param_names" in a and "param_names" not in b:
                b["param_names"] = a["param_names"]
            groups.append(b)
        self.state = state
        self.param_groups = groups

    def register_step_pre_hook(self, hook):
        self._step_pre_hooks.append(hook)
        return _Handle(self._step_pre_hooks, hook)

    def register_step_post_hook(self, hook):
        self._step_post_hooks.append(hook)
        return _Handle(self._step_post_hooks, hook)

    def register_state_dict_pre_hook(self, hook, prepend=False):
        _not_supported("Optimizer.register_state_dict_pre_hook")

    def register_state_dict_post_hook(self, hook, prepend=False):
        _not_supported("Optimizer.register_state_dict_post_hook")

    def register_load_state_dict_pre_hook(self, hook, prepend=False):
        _not_supported("Optimizer.register_load_state_dict_pre_hook")

    def register_load_state_dict_post_hook(self, hook, prepend=False):
        _not_supported("Optimizer.register_load_state_dict_post_hook")


class _Algorithm(Optimizer):
    """An optimizer whose step is the same work for each parameter: a subclass has _begin (its state) and _update."""

    def step(self, closure=None):
        for hook in list(self._step_pre_hooks):
            changed = hook(self, () if closure is None else (closure,), {})
            if changed is not None:
                _not_supported("Optimizer.register_step_pre_hook: a hook that changes arguments")
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is None:
                        continue
                    state = None
                    if self._has_state(group):
                        state = self.state[p]
                        if len(state) == 0:
                            self._begin(state, p, group)
                    grad = p.grad
                    if group["maximize"]:
                        grad = -grad
                    self._update(state, p, grad, group)
        for hook in list(self._step_post_hooks):
            hook(self, () if closure is None else (closure,), {})
        return loss

    def _has_state(self, group):
        return True

    def _begin(self, state, p, group):
        state["step"] = torch.tensor(0.0)


def _check_lr(lr):
    if isinstance(lr, torch.Tensor) and lr.reshape(-1).shape[0] != 1:
        raise ValueError("Tensor lr must be 1-element")
    if not 0.0 <= lr:
        raise ValueError("Invalid learning rate: " + str(lr))


def _check_at_least_zero(name, value):
    if not 0.0 <= value:
        raise ValueError("Invalid " + name + " value: " + str(value))


def _check_betas(betas):
    for i in range(2):
        if not 0.0 <= betas[i] < 1.0:
            raise ValueError("Invalid beta parameter at index " + str(i) + ": " + str(betas[i]))


def _check_modes(name, foreach=None, differentiable=False, fused=None, capturable=False):
    if fused:
        if differentiable:
            raise RuntimeError("\x60fused\x60 does not support \x60differentiable\x60")
        if foreach:
            raise RuntimeError("\x60fused\x60 and \x60foreach\x60 cannot be \x60True\x60 together.")
    if differentiable:
        _not_supported("torch.optim." + name + "(differentiable=True)")
    if capturable:
        _not_supported("torch.optim." + name + "(capturable=True)")


def _number(value):
    return value.item() if isinstance(value, torch.Tensor) else value


def _lerp(start, end, weight):
    """start moves towards end by the weight, in place."""
    if weight < 0.5:
        return start.add_(end - start, alpha=weight)
    start[...] = end - (end - start) * (1 - weight)
    return start


def _add_product(t, a, b, value=1):
    return t.add_(a * b if value == 1 else (a * value) * b)


def _add_quotient(t, a, b, value=1):
    return t.add_(a / b if value == 1 else (a * value) / b)


def _larger(a, b):
    """The elementwise maximum; NaN wins."""
    return torch.where(a != a, a, torch.where(a >= b, a, b))


def _decay(p, grad, group):
    """Weight decay: of the parameter itself when decoupled, else added to the gradient."""
    decay = group["weight_decay"]
    if decay == 0:
        return grad
    if group.get("decoupled_weight_decay", False):
        p.mul_(1 - group["lr"] * decay)
        return grad
    return grad.add(p, alpha=decay)
`;
