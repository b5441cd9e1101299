/**
 * `numpy.ndarray` in Python, over a tensor outside autograd: indexing (with negative steps), operators, reductions,
 * texts. The tensor of an array is its `_t`; windows share the data, as NumPy's views do.
 */
export const arraySource = String.raw`
class _UFuncOutputCastingError(TypeError):
    pass


_UFuncOutputCastingError.__name__ = "UFuncTypeError"


class AxisError(ValueError, IndexError):
    pass


def _shape_text(shape):
    return "(" + ",".join([str(n) for n in shape]) + ("," if len(shape) == 1 else "") + ")"


def _wrap(t):
    """An operation's result: a scalar when it has no dimensions."""
    if t.dim() == 0:
        return _scalar(t)
    return ndarray._over(t)


def _scalar(t):
    name = _names[t.dtype]
    if name[0] == "c":
        _not_supported("numpy complex scalars")
    return _make(name, t.item())


def _measure(value):
    """The shape of nested sequences, by their first elements."""
    if isinstance(value, ndarray):
        return value.shape
    if isinstance(value, torch.Tensor):
        return tuple(value.shape)
    if isinstance(value, (list, tuple, range)):
        if len(value) == 0:
            return (0,)
        return (len(value),) + _measure(value[0])
    return ()


def _uneven(shape, depth):
    raise ValueError(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
        + str(depth) + " dimensions. The detected shape was " + str(tuple(shape[:depth])) + " + inhomogeneous part."
    )


def _flatten(value, shape, depth, leaves, even):
    if isinstance(value, torch.Tensor):
        value = ndarray._over(_from(value))
    if isinstance(value, ndarray):
        if value.shape != tuple(shape[depth:]):
            even[0] = _py_min(even[0], depth)
            return
        even[1] = value.dtype.name if even[1] is None else _promote(even[1], value.dtype.name)
        leaves.extend(value._t.reshape(-1).tolist())
    elif isinstance(value, (list, tuple, range)):
        if depth >= len(shape) or len(value) != shape[depth]:
            even[0] = _py_min(even[0], depth)
            return
        for item in value:
            _flatten(item, shape, depth + 1, leaves, even)
    else:
        if depth != len(shape):
            even[0] = _py_min(even[0], depth)
            return
        if isinstance(value, generic):
            name = value._name
        else:
            kind = _kind(value)
            if kind is None:
                _not_supported("numpy arrays of " + type(value).__name__)
            name = {"bool": "bool", "int": "int64", "float": "float64", "complex": "complex128"}[kind]
        even[1] = name if even[1] is None else _promote(even[1], name)
        leaves.append(_plain(value))


def _from(value, name=None):
    """A tensor of the array, number or sequence; arrays and tensors are not copied."""
    if isinstance(value, ndarray):
        t = value._t
    elif isinstance(value, torch.Tensor):
        if value.requires_grad:
            raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
        t = _alias(value)
    else:
        if isinstance(value, generic):
            shape, leaves, found = (), [value.item()], value._name
        else:
            if not isinstance(value, (list, tuple, range)) and _kind(value) is None:
                if isinstance(value, str):
                    _not_supported("numpy arrays of str")
                _not_supported("numpy.array of " + type(value).__name__)
            shape = _measure(value)
            leaves = []
            even = [len(shape) + 1, None]
            _flatten(value, shape, 0, leaves, even)
            if even[0] <= len(shape):
                _uneven(shape, even[0])
            found = even[1] or "float64"
        if name is not None and _category(name) == "int" and _category(found) == "float":
            leaves = [int(v) for v in leaves]
        return torch.tensor(leaves, dtype=_torch[name or found]).reshape(shape)
    if name is not None and _names[t.dtype] != name:
        t = t.to(_torch[name])
    return t


def array(object, dtype=None, *, copy=True, order="K", subok=False, ndmin=0, like=None):
    name = None if dtype is None else _dtype_name(dtype)
    t = _from(object, name)
    if isinstance(object, (ndarray, torch.Tensor)) and copy:
        t = t.clone()
    while t.dim() < ndmin:
        t = t.unsqueeze(0)
    return ndarray._over(t)


def asarray(a, dtype=None, order=None, *, copy=None, like=None):
    if isinstance(a, ndarray) and (dtype is None or _dtype_name(dtype) == a.dtype.name):
        return a.copy() if copy else a
    return ndarray._over(_from(a, None if dtype is None else _dtype_name(dtype)))


asanyarray = ascontiguousarray = asarray


def _operands(values):
    """Tensors of the operands and the name of their common type. Python numbers are weak."""
    name = None
    weak = []
    tensors = []
    for v in values:
        if not isinstance(v, (ndarray, generic)) and _kind(v) is not None:
            weak.append(_kind(v))
            tensors.append(v)
            continue
        t = _from(v)
        tensors.append(t)
        own = _names[t.dtype]
        name = own if name is None else _promote(name, own)
    for kind in weak:
        if name is None:
            name = {"bool": "bool", "int": "int64", "float": "float64", "complex": "complex128"}[kind]
        else:
            name = _promote_weak(name, kind)
    return tensors, name


def _broadcast(tensors):
    shapes = [tuple(t.shape) for t in tensors]
    rank = _py_max([len(s) for s in shapes])
    out = []
    for i in range(1, rank + 1):
        sizes = set([s[-i] for s in shapes if len(s) >= i])
        sizes.discard(1)
        if len(sizes) > 1:
            raise ValueError(
                "operands could not be broadcast together with shapes " + " ".join([_shape_text(s) for s in shapes]) + " "
            )
        out.append(sizes.pop() if sizes else 1)
    return out[::-1]


def _as_tensors(values, name):
    tensors, _ = _operands(values)
    out = []
    for t in tensors:
        if not isinstance(t, torch.Tensor):
            t = torch.tensor(t, dtype=_torch[name])
        out.append(t.to(_torch[name]))
    return out


def _typed(values, name):
    tensors = _as_tensors(values, name)
    _broadcast(tensors)
    return tensors


def _store(result, out):
    if out is None:
        return _wrap(result)
    target = out[0] if isinstance(out, tuple) else out
    if not _can_cast(_names[result.dtype], target.dtype.name):
        raise _UFuncOutputCastingError(
            "Cannot cast ufunc output from " + repr(dtype(_names[result.dtype])) + " to " + repr(target.dtype)
            + " with casting rule 'same_kind'"
        )
    _put(target._t, result)
    return target


def _can_cast(a, b):
    return _ranks[_category(a)] <= _ranks[_category(b)]


def _is_array(v):
    return isinstance(v, (ndarray, generic, list, tuple)) or _kind(v) is not None


class ufunc:
    """A function of elements. compute gets tensors of the type that rule gives, and the name of that type."""

    def __init__(self, name, compute, count, rule):
        self.__name__ = name
        self._compute = compute
        self._rule = rule
        self.nin = count

    def __repr__(self):
        return "<ufunc '" + self.__name__ + "'>"

    def __call__(self, *args, out=None, where=True, dtype=None, casting="same_kind"):
        if len(args) == self.nin + 1 and out is None:
            out = args[-1]
            args = args[:-1]
        if len(args) != self.nin:
            raise TypeError(
                self.__name__ + "() takes from " + str(self.nin) + " to " + str(self.nin + 1)
                + " positional arguments but " + str(len(args)) + " were given"
            )
        if where is not True:
            _not_supported("numpy." + self.__name__ + "(where=…)")
        is_torch = False
        for a in args:
            if isinstance(a, torch.Tensor):
                is_torch = True
        _, name = _operands(args)
        if dtype is not None:
            name = _dtype_name(dtype)
        name = self._rule(self.__name__, name)
        result = self._compute(*_typed(args, name))
        if is_torch and out is None:
            return result
        return _store(result, out)

    def reduce(self, a, axis=0, dtype=None, out=None, keepdims=False):
        method = {"add": "sum", "multiply": "prod", "maximum": "max", "minimum": "min", "logical_and": "all",
                  "logical_or": "any"}.get(self.__name__)
        if method is None or out is not None or dtype is not None:
            _not_supported("numpy." + self.__name__ + ".reduce")
        return getattr(asarray(a), method)(axis=axis, keepdims=keepdims)

    def accumulate(self, a, axis=0):
        method = {"add": "cumsum", "multiply": "cumprod"}.get(self.__name__)
        if method is None:
            _not_supported("numpy." + self.__name__ + ".accumulate")
        return getattr(asarray(a), method)(axis=axis)

    def outer(self, a, b):
        a, b = asarray(a), asarray(b)
        return self(a.reshape(a.shape + (1,) * b.ndim), b)

    def at(self, a, indices, b=None):
        _not_supported("numpy." + self.__name__ + ".at")


def _same(name, of):
    return of


def _floating(name, of):
    return {"bool": "float16", "int8": "float16", "uint8": "float16", "int16": "float32"}.get(
        of, of if _category(of) in ("float", "complex") else "float64")


def _quotient_type(name, of):
    return of if _category(of) in ("float", "complex") else "float64"


def _no_bool_subtract(name, of):
    if of == "bool":
        raise TypeError("numpy boolean subtract, the \x60-\x60 operator, is not supported, use the bitwise_xor, the \x60^\x60 operator, or the logical_xor function instead.")
    return of


def _widened_bool(name, of):
    return "int8" if of == "bool" else of


def _integral(name, of):
    if _category(of) not in ("bool", "int"):
        raise TypeError(
            "ufunc '" + name + "' not supported for the input types, and the inputs could not be safely coerced to any "
            "supported types according to the casting rule ''safe''"
        )
    return of


def _int_guard(a, b):
    if not b.dtype.is_floating_point and (b == 0).any().item():
        _not_supported("numpy integer division by zero")


def _floor_div(a, b):
    _int_guard(a, b)
    return torch.div(a, b, rounding_mode="floor")


def _mod(a, b):
    _int_guard(a, b)
    return torch.remainder(a, b)


def _pow(a, b):
    if not a.dtype.is_floating_point and not a.dtype.is_complex and (b < 0).any().item():
        raise ValueError("Integers to negative integer powers are not allowed.")
    return torch.pow(a, b)


def _of_sign(a, b, c):
    return torch.where(a > 0, b, c)


def _f(name, compute, rule=_floating, count=1):
    return ufunc(name, compute, count, rule)


add = _f("add", lambda a, b: torch.logical_or(a, b) if a.dtype == torch.bool else a + b, _same, 2)
subtract = _f("subtract", lambda a, b: a - b, _no_bool_subtract, 2)
multiply = _f("multiply", lambda a, b: torch.logical_and(a, b) if a.dtype == torch.bool else a * b, _same, 2)
divide = true_divide = _f("divide", lambda a, b: a / b, _quotient_type, 2)
floor_divide = _f("floor_divide", _floor_div, _widened_bool, 2)
remainder = mod = _f("remainder", _mod, _widened_bool, 2)
fmod = _f("fmod", torch.fmod, _widened_bool, 2)
power = _f("power", _pow, _widened_bool, 2)
float_power = _f("float_power", torch.pow, lambda n, of: "float64", 2)
maximum = _f("maximum", torch.maximum, _same, 2)
minimum = _f("minimum", torch.minimum, _same, 2)
equal = _f("equal", lambda a, b: a == b, _same, 2)
not_equal = _f("not_equal", lambda a, b: a != b, _same, 2)
less = _f("less", lambda a, b: a < b, _same, 2)
less_equal = _f("less_equal", lambda a, b: a <= b, _same, 2)
greater = _f("greater", lambda a, b: a > b, _same, 2)
greater_equal = _f("greater_equal", lambda a, b: a >= b, _same, 2)
logical_and = _f("logical_and", torch.logical_and, _same, 2)
logical_or = _f("logical_or", torch.logical_or, _same, 2)
logical_xor = _f("logical_xor", torch.logical_xor, _same, 2)
logical_not = _f("logical_not", torch.logical_not, _same)
bitwise_and = _f("bitwise_and", lambda a, b: a & b, _integral, 2)
bitwise_or = _f("bitwise_or", lambda a, b: a | b, _integral, 2)
bitwise_xor = _f("bitwise_xor", lambda a, b: a ^ b, _integral, 2)
left_shift = _f("left_shift", lambda a, b: a << b, _integral, 2)
right_shift = _f("right_shift", lambda a, b: a >> b, _integral, 2)
invert = bitwise_not = _f("invert", lambda a: ~a, _integral)
negative = _f("negative", lambda a: -a, _no_bool_subtract)
positive = _f("positive", lambda a: a.clone(), _same)
absolute = abs = _f("absolute", lambda a: a.clone() if a.dtype == torch.bool else torch.abs(a), _same)
fabs = _f("fabs", torch.abs)
sign = _f("sign", torch.sign, _same)
sqrt = _f("sqrt", torch.sqrt)
square = _f("square", lambda a: a * a, _widened_bool)
cbrt = _f("cbrt", lambda a: torch.sign(a) * torch.abs(a) ** (1 / 3))
reciprocal = _f("reciprocal", lambda a: torch.reciprocal(a))
exp = _f("exp", torch.exp)
exp2 = _f("exp2", lambda a: torch.exp2(a))
expm1 = _f("expm1", lambda a: torch.expm1(a))
log = _f("log", torch.log)
log2 = _f("log2", lambda a: torch.log2(a))
log10 = _f("log10", lambda a: torch.log10(a))
log1p = _f("log1p", lambda a: torch.log1p(a))
logaddexp = _f("logaddexp", lambda a, b: torch.logaddexp(a, b), _floating, 2)
sin = _f("sin", torch.sin)
cos = _f("cos", torch.cos)
tan = _f("tan", torch.tan)
arcsin = asin = _f("arcsin", lambda a: torch.asin(a))
arccos = acos = _f("arccos", lambda a: torch.acos(a))
arctan = atan = _f("arctan", lambda a: torch.atan(a))
arctan2 = atan2 = _f("arctan2", lambda a, b: torch.atan2(a, b), _floating, 2)
hypot = _f("hypot", lambda a, b: torch.hypot(a, b), _floating, 2)
sinh = _f("sinh", lambda a: torch.sinh(a))
cosh = _f("cosh", lambda a: torch.cosh(a))
tanh = _f("tanh", torch.tanh)
deg2rad = radians = _f("deg2rad", lambda a: a * (math.pi / 180))
rad2deg = degrees = _f("rad2deg", lambda a: a * (180 / math.pi))
floor = _f("floor", lambda a: torch.floor(a), _same)
ceil = _f("ceil", lambda a: torch.ceil(a), _same)
trunc = _f("trunc", lambda a: torch.trunc(a), _same)
rint = _f("rint", lambda a: torch.round(a))
isnan = _f("isnan", lambda a: a != a, _same)
isinf = _f("isinf", lambda a: torch.abs(a) == math.inf, _floating)
isfinite = _f("isfinite", lambda a: torch.abs(a) < math.inf, _floating)


def _as_index(value):
    """An index entry that selects by positions: a tensor of int64 or bool; None for other entries."""
    if isinstance(value, torch.Tensor):
        value = _from(value)
    elif isinstance(value, ndarray):
        value = value._t
    elif isinstance(value, (list, range)):
        value = _from(list(value)) if len(value) else torch.zeros(0, dtype=torch.int64)
    else:
        return None
    if value.dtype == torch.bool:
        return value
    if value.dtype.is_floating_point or value.dtype.is_complex:
        raise IndexError("arrays used as indices must be of integer (or boolean) type")
    return value.to(torch.int64)


_bad_index = (
    "only integers, slices (\x60:\x60), ellipsis (\x60...\x60), numpy.newaxis (\x60None\x60) and integer or boolean arrays are valid indices"
)


def _locate(t, key):
    """The window that the views of an index leave, and the positions to take along its dimensions, or None."""
    entries = list(key) if isinstance(key, tuple) else [key]
    advanced = []
    used = 0
    for i, k in enumerate(entries):
        if k is None or k is Ellipsis:
            advanced.append(None)
            continue
        if isinstance(k, (_python_bool, bool_)):
            _not_supported("numpy index by a bool")
        positions = _as_index(k)
        if positions is not None and positions.dim() == 0 and positions.dtype != torch.bool:
            entries[i] = positions.item()
            positions = None
        advanced.append(positions)
        used += positions.dim() if positions is not None and positions.dtype == torch.bool else 1
    if used > t.dim():
        raise IndexError(
            "too many indices for array: array is " + str(t.dim()) + "-dimensional, but " + str(used) + " were indexed"
        )
    if len([k for k in entries if k is Ellipsis]) > 1:
        raise IndexError("an index can only have a single ellipsis ('...')")
    if not [k for k in entries if k is Ellipsis]:
        entries.append(Ellipsis)
        advanced.append(None)
    shape, strides = list(t.shape), list(t.stride())
    offset = t.storage_offset()
    out_shape, out_strides, takes = [], [], []
    d = 0
    for k, positions in zip(entries, advanced):
        if k is Ellipsis:
            for _ in range(t.dim() - used):
                out_shape.append(shape[d])
                out_strides.append(strides[d])
                takes.append(None)
                d += 1
        elif k is None:
            out_shape.append(1)
            out_strides.append(0)
            takes.append(None)
        elif positions is not None:
            n = positions.dim() if positions.dtype == torch.bool else 1
            if positions.dtype == torch.bool:
                for j in range(n):
                    if positions.shape[j] != shape[d + j]:
                        raise IndexError(
                            "boolean index did not match indexed array along axis " + str(d + j) + "; size of axis is "
                            + str(shape[d + j]) + " but size of corresponding boolean axis is " + str(positions.shape[j])
                        )
            else:
                bad = (positions < -shape[d]) | (positions >= shape[d])
                if bad.any().item():
                    first = positions[bad].tolist()[0]
                    raise IndexError(
                        "index " + str(first) + " is out of bounds for axis " + str(d) + " with size " + str(shape[d])
                    )
            takes.append(positions)
            for j in range(n):
                out_shape.append(shape[d])
                out_strides.append(strides[d])
                if j:
                    takes.append(False)
                d += 1
        elif isinstance(k, slice):
            start, stop, step = k.indices(shape[d])
            out_shape.append(len(range(start, stop, step)))
            out_strides.append(strides[d] * step)
            if out_shape[-1]:
                offset += start * strides[d]
            takes.append(None)
            d += 1
        else:
            if not hasattr(k, "__index__"):
                raise IndexError(_bad_index)
            i = k.__index__()
            if not -shape[d] <= i < shape[d]:
                raise IndexError(
                    "index " + str(i) + " is out of bounds for axis " + str(d) + " with size " + str(shape[d])
                )
            offset += (i + shape[d] if i < 0 else i) * strides[d]
            d += 1
    window = _window(t, out_shape, out_strides, offset)
    if _py_all([p is None for p in takes]):
        return window, None
    if len(entries) != len(takes) and True in set([isinstance(k, int) for k in entries]):
        _not_supported("numpy index of integers together with arrays")
    return window, tuple([slice(None) if p is None else p for p in takes if p is not False])


def _axes(axis, rank):
    axes = list(axis) if isinstance(axis, tuple) else [axis]
    out = []
    for a in axes:
        a = a.__index__()
        if not -rank <= a < rank:
            raise AxisError("axis " + str(a) + " is out of bounds for array of dimension " + str(rank))
        out.append(a % rank)
    if len(set(out)) != len(out):
        raise ValueError("duplicate value in 'axis'")
    return out


def _shape_of(args):
    if len(args) == 1 and isinstance(args[0], (tuple, list)):
        args = args[0]
    elif len(args) == 1 and isinstance(args[0], ndarray):
        args = args[0].tolist()
    return [int(n) for n in args]


_symbols = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "floor_divide": "//", "remainder": "%", "power": "** or pow()",
    "bitwise_and": "&", "bitwise_or": "|", "bitwise_xor": "^", "left_shift": "<<", "right_shift": ">>",
}


def _binary(function):
    def operate(self, other):
        if isinstance(other, torch.Tensor):
            if function.__name__ in _symbols:
                raise TypeError(
                    "unsupported operand type(s) for " + _symbols[function.__name__] + ": 'numpy.ndarray' and 'Tensor'"
                )
            return NotImplemented
        if not _is_array(other):
            return NotImplemented
        return function(self, other)

    def reflected(self, other):
        if isinstance(other, torch.Tensor) or not _is_array(other):
            return NotImplemented
        return function(other, self)

    return operate, reflected


def _inplace(function):
    def operate(self, other):
        tensors, name = _operands((self, other))
        name = function._rule(function.__name__, name)
        result = function._compute(*_typed((self, other), name))
        if not _can_cast(_names[result.dtype], self.dtype.name):
            raise _UFuncOutputCastingError(
                "Cannot cast ufunc '" + function.__name__ + "' output from " + repr(dtype(_names[result.dtype])) + " to "
                + repr(self.dtype) + " with casting rule 'same_kind'"
            )
        if result.shape != self._t.shape:
            raise ValueError(
                "non-broadcastable output operand with shape " + _shape_text(self.shape)
                + " doesn't match the broadcast shape " + _shape_text(tuple(result.shape))
            )
        _put(self._t, result)
        return self

    return operate


class flatiter:
    def __init__(self, owner):
        self._items = owner._t.reshape(-1)

    def __iter__(self):
        for i in range(len(self._items)):
            yield _scalar(self._items[i])

    def __getitem__(self, i):
        return ndarray._over(self._items)[i]


class ndarray:
    def __init__(self, shape, dtype=float):
        self._t = torch.zeros(_shape_of((shape,)) if not isinstance(shape, int) else [shape], dtype=_dt(dtype))

    @classmethod
    def _over(cls, t):
        self = object.__new__(ndarray)
        self._t = t
        return self

    shape = property(lambda self: tuple(self._t.shape), lambda self, shape: self._reshape_in_place(shape))
    ndim = property(lambda self: self._t.dim())
    size = property(lambda self: self._t.numel())
    dtype = property(lambda self: dtype(_names[self._t.dtype]))
    itemsize = property(lambda self: _sizes[_names[self._t.dtype]])
    nbytes = property(lambda self: self.size * self.itemsize)
    strides = property(lambda self: tuple([s * self.itemsize for s in self._t.stride()]))
    T = property(lambda self: self.transpose())
    flat = property(lambda self: flatiter(self))
    real = property(lambda self: self if self.dtype.kind != "c" else _not_supported("numpy.ndarray.real of complex"))

    def _reshape_in_place(self, shape):
        self._t = self.reshape(shape)._t

    def __array__(self, dtype=None, copy=None):
        return self if dtype is None else self.astype(dtype)

    # -------------------------------------------------------------------------------------------- texts

    def __repr__(self):
        t = self._t
        if self.size > 0 or self.shape == (0,):
            text = "array(" + _array_text(t, ", ", "array(", ")")
        else:
            text = "array([]"
        extra = []
        if (self.size == 0 and self.shape != (0,)) or self.size > _threshold[0]:
            extra.append("shape=" + str(self.shape))
        if not (self.dtype.name in ("int64", "float64", "complex128", "bool") and self.size > 0):
            extra.append("dtype=" + self.dtype.name)
        if not extra:
            return text + ")"
        suffix = ", ".join(extra) + ")"
        last = len(text) - (text.rfind("\n") + 1)
        spacer = "\n" + " " * len("array(") if last + len(suffix) + 1 > 75 else " "
        return text + "," + spacer + suffix

    def __str__(self):
        if self.ndim == 0:
            return str(_scalar(self._t))
        return _array_text(self._t, " ", "", "")

    def __format__(self, spec):
        if self.ndim == 0:
            return format(_scalar(self._t), spec)
        if spec:
            raise TypeError("unsupported format string passed to numpy.ndarray.__format__")
        return str(self)

    # -------------------------------------------------------------------------------------------- protocols

    def __len__(self):
        if self.ndim == 0:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    def __iter__(self):
        if self.ndim == 0:
            raise TypeError("iteration over a 0-d array")
        for i in range(self.shape[0]):
            yield self[i]

    def __contains__(self, value):
        return _python_bool((self == value).any())

    def __bool__(self):
        if self.size == 1:
            return _python_bool(self._t.reshape(()).item())
        if self.size == 0:
            raise ValueError("The truth value of an empty array is ambiguous. Use \x60array.size > 0\x60 to check that an array is not empty.")
        raise ValueError("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")

    def __float__(self):
        if self.ndim != 0:
            raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
        return float(self._t.item())

    def __int__(self):
        if self.ndim != 0:
            raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
        return int(self._t.item())

    def __index__(self):
        if self.ndim != 0 or self.dtype.kind not in "iu":
            raise TypeError("only integer scalar arrays can be converted to a scalar index")
        return self._t.item()

    __hash__ = None

    def __getitem__(self, key):
        window, takes = _locate(self._t, key)
        if takes is not None:
            return ndarray._over(window[takes])
        if window.dim() == 0 and not (key is Ellipsis or (isinstance(key, tuple) and Ellipsis in [k for k in key if k is Ellipsis])):
            return _scalar(window)
        return ndarray._over(window)

    def __setitem__(self, key, value):
        window, takes = _locate(self._t, key)
        value = _from(value)
        if takes is None:
            self._assign(window, value)
            return
        chosen = window[takes]
        where = torch.arange(window.numel()).reshape(window.shape)[takes]
        while value.dim() > chosen.dim() and value.shape[0] == 1:
            value = value[0]
        try:
            value = value.expand(chosen.shape)
        except RuntimeError:
            if len([p for p in takes if isinstance(p, torch.Tensor) and p.dtype == torch.bool]) and value.dim() == 1:
                raise ValueError(
                    "NumPy boolean array indexing assignment cannot assign " + str(value.numel()) + " input values to the "
                    + str(chosen.numel()) + " output values where the mask is true"
                )
            raise ValueError(
                "shape mismatch: value array of shape " + _shape_text(value.shape)
                + " could not be broadcast to indexing result of shape " + _shape_text(chosen.shape)
            )
        whole = window.reshape(-1).clone()
        whole[where.reshape(-1)] = value.reshape(-1).to(whole.dtype)
        _put(window, whole.reshape(window.shape))

    def _assign(self, window, value):
        while value.dim() > window.dim() and value.shape[0] == 1:
            value = value[0]
        shape = list(window.shape)
        fits = value.dim() <= len(shape)
        for i in range(1, value.dim() + 1):
            if fits and value.shape[-i] != 1 and value.shape[-i] != shape[-i]:
                fits = False
        if not fits:
            raise ValueError(
                "could not broadcast input array from shape " + _shape_text(value.shape) + " into shape " + _shape_text(shape)
            )
        _put(window, value)

    __add__, __radd__ = _binary(add)
    __sub__, __rsub__ = _binary(subtract)
    __mul__, __rmul__ = _binary(multiply)
    __truediv__, __rtruediv__ = _binary(divide)
    __floordiv__, __rfloordiv__ = _binary(floor_divide)
    __mod__, __rmod__ = _binary(remainder)
    __pow__, __rpow__ = _binary(power)
    __and__, __rand__ = _binary(bitwise_and)
    __or__, __ror__ = _binary(bitwise_or)
    __xor__, __rxor__ = _binary(bitwise_xor)
    __lshift__, __rlshift__ = _binary(left_shift)
    __rshift__, __rrshift__ = _binary(right_shift)
    __lt__, _ = _binary(less)
    __le__, _ = _binary(less_equal)
    __gt__, _ = _binary(greater)
    __ge__, _ = _binary(greater_equal)
    __eq__, _ = _binary(equal)
    __ne__, _ = _binary(not_equal)
    __iadd__ = _inplace(add)
    __isub__ = _inplace(subtract)
    __imul__ = _inplace(multiply)
    __itruediv__ = _inplace(divide)
    __ifloordiv__ = _inplace(floor_divide)
    __imod__ = _inplace(remainder)
    __ipow__ = _inplace(power)
    __iand__ = _inplace(bitwise_and)
    __ior__ = _inplace(bitwise_or)
    __ixor__ = _inplace(bitwise_xor)

    def __neg__(self):
        return negative(self)

    def __pos__(self):
        return positive(self)

    def __abs__(self):
        return absolute(self)

    def __invert__(self):
        return invert(self)

    def __matmul__(self, other):
        if isinstance(other, torch.Tensor):
            return NotImplemented
        return matmul(self, other)

    def __rmatmul__(self, other):
        return matmul(other, self)

    # -------------------------------------------------------------------------------------------- shape

    def reshape(self, *shape, order="C"):
        if order != "C":
            _not_supported("numpy.ndarray.reshape(order=…)")
        sizes = _shape_of(shape)
        known = 1
        for n in sizes:
            if n != -1:
                known *= n
        if sizes.count(-1) > 1:
            raise ValueError("can only specify one unknown dimension")
        fits = known == self.size if -1 not in sizes else known != 0 and self.size % known == 0
        if not fits:
            raise ValueError("cannot reshape array of size " + str(self.size) + " into shape " + _shape_text(sizes))
        return ndarray._over(self._t.reshape(sizes))

    def ravel(self, order="C"):
        return self.reshape(-1, order=order)

    def flatten(self, order="C"):
        return self.reshape(-1, order=order).copy()

    def transpose(self, *axes):
        if len(axes) == 1 and (axes[0] is None or isinstance(axes[0], (tuple, list))):
            axes = axes[0] or ()
        axes = _axes(tuple(axes), self.ndim) if axes else list(range(self.ndim))[::-1]
        if len(axes) != self.ndim:
            raise ValueError("axes don't match array")
        return ndarray._over(self._t.permute(axes))

    def swapaxes(self, a, b):
        return ndarray._over(self._t.transpose(a, b))

    def squeeze(self, axis=None):
        if axis is None:
            return ndarray._over(self._t.reshape([n for n in self.shape if n != 1]))
        axes = _axes(axis, self.ndim)
        for a in axes:
            if self.shape[a] != 1:
                raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
        return ndarray._over(self._t.reshape([n for i, n in enumerate(self.shape) if i not in axes]))

    def copy(self, order="C"):
        return ndarray._over(self._t.clone())

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    def view(self, *args):
        if args:
            _not_supported("numpy.ndarray.view(dtype)")
        return ndarray._over(self._t)

    def astype(self, to, order="K", casting="unsafe", subok=True, copy=True):
        name = _dtype_name(to)
        t = self._t.to(_torch[name])
        return ndarray._over(t.clone() if copy and name == self.dtype.name else t)

    def item(self, *args):
        if args:
            return _plain(self.reshape(-1)[args[0]] if len(args) == 1 else self[tuple(args)])
        if self.size != 1:
            raise ValueError("can only convert an array of size 1 to a Python scalar")
        return self._t.reshape(()).item()

    def tolist(self):
        return self._t.tolist()

    def fill(self, value):
        _put(self._t, _from(value))

    def repeat(self, repeats, axis=None):
        t = self._t.reshape(-1) if axis is None else self._t
        return ndarray._over(torch.repeat_interleave(t, repeats if isinstance(repeats, int) else _from(repeats), dim=0 if axis is None else axis))

    def take(self, indices, axis=None, out=None, mode="raise"):
        if axis is None:
            return self.reshape(-1)[asarray(indices) if not isinstance(indices, int) else indices]
        key = [slice(None)] * _axes(axis, self.ndim)[0]
        return self[tuple(key + [asarray(indices) if not isinstance(indices, int) else indices])]

    def nonzero(self):
        return tuple([ndarray._over(t) for t in torch.nonzero(self._t, as_tuple=True)])

    def clip(self, min=None, max=None, out=None):
        result = self
        if min is not None:
            result = maximum(result, min)
        if max is not None:
            result = minimum(result, max)
        return result if out is None else _store(result._t, out)

    def round(self, decimals=0, out=None):
        if self.dtype.kind in "iub":
            return self.copy()
        t = self._t
        if decimals == 0:
            return _store(torch.round(t), out)
        scale = 10.0 ** abs_int(decimals)
        return _store(torch.round(t * scale) / scale if decimals > 0 else torch.round(t / scale) * scale, out)

    def dot(self, other):
        return dot(self, other)

    def sort(self, axis=-1):
        _put(self._t, torch.sort(self._t, dim=axis).values)

    def argsort(self, axis=-1, kind=None):
        if axis is None:
            return ndarray._over(torch.argsort(self._t.reshape(-1), stable=True))
        return ndarray._over(torch.argsort(self._t, dim=axis, stable=True))

    # -------------------------------------------------------------------------------------------- reductions

    def _reduce(self, compute, axis, keepdims, name=None, empty=None):
        """compute gets a tensor whose last dimension is to be reduced."""
        t = self._t if name is None else self._t.to(_torch[name])
        axes = list(range(self.ndim)) if axis is None else _axes(axis, self.ndim)
        rest = [i for i in range(self.ndim) if i not in axes]
        sizes = [t.shape[i] for i in rest]
        n = 1
        for i in axes:
            n *= t.shape[i]
        if n == 0 and empty is not None:
            raise ValueError(empty)
        t = t.permute(rest + axes).reshape(sizes + [n])
        result = compute(t)
        if keepdims:
            result = result.reshape([1 if i in axes else s for i, s in enumerate(self.shape)])
        return _wrap(result)

    def _sum_type(self, of):
        if of is not None:
            return _dtype_name(of)
        return "int64" if self.dtype.kind in "bi" else ("int64" if self.dtype.kind == "u" else self.dtype.name)

    def sum(self, axis=None, dtype=None, out=None, keepdims=False):
        _no_out("sum", out)
        return self._reduce(lambda t: t.sum(-1), axis, keepdims, self._sum_type(dtype))

    def prod(self, axis=None, dtype=None, out=None, keepdims=False):
        _no_out("prod", out)
        return self._reduce(lambda t: t.prod(-1), axis, keepdims, self._sum_type(dtype))

    def mean(self, axis=None, dtype=None, out=None, keepdims=False):
        _no_out("mean", out)
        return self._reduce(lambda t: t.mean(-1), axis, keepdims, _dtype_name(dtype) if dtype else _quotient_type("", self.dtype.name))

    def var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
        _no_out("var", out)
        return self._reduce(lambda t: torch.var(t, dim=-1, correction=ddof), axis, keepdims, _dtype_name(dtype) if dtype else _quotient_type("", self.dtype.name))

    def std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
        _no_out("std", out)
        return self._reduce(lambda t: torch.std(t, dim=-1, correction=ddof), axis, keepdims, _dtype_name(dtype) if dtype else _quotient_type("", self.dtype.name))

    def max(self, axis=None, out=None, keepdims=False):
        _no_out("max", out)
        return self._reduce(lambda t: torch.amax(t, -1), axis, keepdims, None, "zero-size array to reduction operation maximum which has no identity")

    def min(self, axis=None, out=None, keepdims=False):
        _no_out("min", out)
        return self._reduce(lambda t: torch.amin(t, -1), axis, keepdims, None, "zero-size array to reduction operation minimum which has no identity")

    def ptp(self, axis=None):
        return self.max(axis) - self.min(axis)

    def argmax(self, axis=None, out=None, keepdims=False):
        return self._reduce(lambda t: torch.argmax(t, -1), axis, keepdims, None, "attempt to get argmax of an empty sequence")

    def argmin(self, axis=None, out=None, keepdims=False):
        return self._reduce(lambda t: torch.argmin(t, -1), axis, keepdims, None, "attempt to get argmin of an empty sequence")

    def any(self, axis=None, out=None, keepdims=False):
        return self._reduce(lambda t: torch.any(t != 0, -1), axis, keepdims)

    def all(self, axis=None, out=None, keepdims=False):
        return self._reduce(lambda t: torch.all(t != 0, -1), axis, keepdims)

    def cumsum(self, axis=None, dtype=None, out=None):
        t = self._t.to(_torch[self._sum_type(dtype)])
        return ndarray._over(torch.cumsum(t.reshape(-1) if axis is None else t, 0 if axis is None else axis))

    def cumprod(self, axis=None, dtype=None, out=None):
        t = self._t.to(_torch[self._sum_type(dtype)])
        return ndarray._over(torch.cumprod(t.reshape(-1) if axis is None else t, 0 if axis is None else axis))

    def trace(self, offset=0):
        return _wrap(torch.diagonal(self._t, offset).sum())

    def diagonal(self, offset=0, axis1=0, axis2=1):
        return ndarray._over(torch.diagonal(self._t, offset, axis1, axis2))


def abs_int(n):
    return -n if n < 0 else n


def _no_out(name, out):
    if out is not None:
        _not_supported("numpy.ndarray." + name + "(out=…)")


_threshold = [1000]
`;
