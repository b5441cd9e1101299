/** The methods of `Module` that are Python here: state dicts, conversion, submodules by name. */
export const moduleMethods = `
try:
    from collections import OrderedDict, namedtuple
except ImportError:
    OrderedDict = dict
    namedtuple = None


class _IncompatibleKeys(tuple):
    def __new__(cls, missing_keys, unexpected_keys):
        return tuple.__new__(cls, (missing_keys, unexpected_keys))

    @property
    def missing_keys(self):
        return self[0]

    @property
    def unexpected_keys(self):
        return self[1]

    def __repr__(self):
        if not self[0] and not self[1]:
            return "<All keys matched successfully>"
        return f"_IncompatibleKeys(missing_keys={self[0]!r}, unexpected_keys={self[1]!r})"

    __str__ = __repr__


class ModuleMethods:
    def _persistent(self):
        hidden = self.__dict__.get("_non_persistent_buffers_set", ())
        for name, tensor in self._buffers.items():
            if tensor is not None and name not in hidden:
                yield name, tensor

    def state_dict(self, *, destination=None, prefix="", keep_vars=False):
        if destination is None:
            destination = OrderedDict()
        for name, tensor in self._parameters.items():
            if tensor is not None:
                destination[prefix + name] = tensor if keep_vars else tensor.detach()
        for name, tensor in self._persistent():
            destination[prefix + name] = tensor if keep_vars else tensor.detach()
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(destination=destination, prefix=prefix + name + ".", keep_vars=keep_vars)
        return destination

    def _load(self, state, prefix, strict, assign, missing, unexpected, errors):
        own = {}
        for name, tensor in self._parameters.items():
            if tensor is not None:
                own[name] = tensor
        for name, tensor in self._persistent():
            own[name] = tensor
        for name, tensor in own.items():
            key = prefix + name
            if key not in state:
                if strict:
                    missing.append(key)
                continue
            given = state[key]
            if not isinstance(given, torch.Tensor):
                errors.append(
                    f'While copying the parameter named "{key}", expected torch.Tensor or Tensor-like object from checkpoint but received {type(given)}'
                )
                continue
            if given.shape != tensor.shape:
                errors.append(
                    f"size mismatch for {key}: copying a param with shape {given.shape} from checkpoint, the shape in current model is {tensor.shape}."
                )
                continue
            with torch.no_grad():
                if assign:
                    if isinstance(tensor, Parameter):
                        given = Parameter(given, requires_grad=tensor.requires_grad)
                    setattr(self, name, given)
                else:
                    tensor.copy_(given)
        if strict:
            for key in state.keys():
                if key.startswith(prefix):
                    head = key[len(prefix):].split(".")
                    if len(head) > 1:
                        if head[0] not in self._modules:
                            unexpected.append(key)
                    elif head[0] not in own:
                        unexpected.append(key)
        for name, module in self._modules.items():
            if module is not None:
                inner = prefix + name + "."
                module._load(
                    {k: v for k, v in state.items() if k.startswith(inner)},
                    inner, strict, assign, missing, unexpected, errors,
                )

    def load_state_dict(self, state_dict, strict=True, assign=False):
        if not hasattr(state_dict, "keys"):
            raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict)}.")
        missing, unexpected, errors = [], [], []
        self._load(state_dict, "", True, assign, missing, unexpected, errors)
        if strict:
            if unexpected:
                names = ", ".join('"' + k + '"' for k in unexpected)
                errors.insert(0, "Unexpected key(s) in state_dict: " + names + ". ")
            if missing:
                names = ", ".join('"' + k + '"' for k in missing)
                errors.insert(0, "Missing key(s) in state_dict: " + names + ". ")
        if errors:
            raise RuntimeError(
                "Error(s) in loading state_dict for " + self.__class__.__name__ + ":\\n\\t" + "\\n\\t".join(errors)
            )
        return _IncompatibleKeys(missing, unexpected)

    def _apply(self, fn, recurse=True):
        if recurse:
            for module in self.children():
                module._apply(fn)
        for name, parameter in self._parameters.items():
            if parameter is None:
                continue
            with torch.no_grad():
                changed = fn(parameter)
            if changed is not parameter:
                parameter.data = changed.data
            if parameter.grad is not None:
                with torch.no_grad():
                    grad = fn(parameter.grad)
                parameter.grad.data = grad.data
        for name, buffer in self._buffers.items():
            if buffer is not None:
                self._buffers[name] = fn(buffer)
        return self

    def float(self):
        return self._apply(lambda t: t.float() if t.is_floating_point() else t)

    def double(self):
        return self._apply(lambda t: t.double() if t.is_floating_point() else t)

    def half(self):
        return self._apply(lambda t: t.half() if t.is_floating_point() else t)

    def bfloat16(self):
        return self._apply(lambda t: t.bfloat16() if t.is_floating_point() else t)

    def type(self, dst_type):
        return self._apply(lambda t: t.type(dst_type))

    def cpu(self):
        return self._apply(lambda t: t.cpu())

    def cuda(self, device=None):
        raise AssertionError("Torch not compiled with CUDA enabled")

    def to(self, *args, **kwargs):
        dtype = kwargs.get("dtype")
        device = kwargs.get("device")
        for value in args:
            if isinstance(value, torch.dtype):
                dtype = value
            elif isinstance(value, torch.Tensor):
                dtype = value.dtype
            elif isinstance(value, (str, torch.device)):
                device = value
        if device is not None:
            torch.empty(0, device=device)
        if dtype is None:
            return self
        if not (dtype.is_floating_point or dtype.is_complex):
            raise TypeError(
                f"nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype}"
            )
        return self._apply(lambda t: t.to(dtype) if t.is_floating_point() or t.is_complex() else t)

    def share_memory(self):
        return self

    def get_submodule(self, target):
        if target == "":
            return self
        module = self
        for item in target.split("."):
            if not hasattr(module, item):
                raise AttributeError(module._get_name() + " has no attribute \`" + item + "\`")
            module = getattr(module, item)
            if not isinstance(module, Module):
                raise AttributeError("\`" + item + "\` is not an nn.Module")
        return module

    def get_parameter(self, target):
        path, _, name = target.rpartition(".")
        module = self.get_submodule(path)
        if not hasattr(module, name):
            raise AttributeError(module._get_name() + " has no attribute \`" + name + "\`")
        found = getattr(module, name)
        if not isinstance(found, Parameter):
            raise AttributeError("\`" + name + "\` is not an nn.Parameter")
        return found

    def get_buffer(self, target):
        path, _, name = target.rpartition(".")
        module = self.get_submodule(path)
        if not hasattr(module, name):
            raise AttributeError(module._get_name() + " has no attribute \`" + name + "\`")
        if name not in module._buffers:
            raise AttributeError("\`" + name + "\` is not a buffer")
        return getattr(module, name)

    def get_extra_state(self):
        raise RuntimeError(
            "Reached a code path in Module.get_extra_state() that should never be called. Please file an issue at https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml to report this bug."
        )

    def __dir__(self):
        names = set(object.__dir__(self))
        names.update(self._parameters, self._modules, self._buffers)
        return sorted(name for name in names if not name[0].isdigit())
`;
