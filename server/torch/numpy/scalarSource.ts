/**
 * NumPy's types and scalars, in Python: dtypes, promotion (NEP 50: Python numbers are weak), scalar arithmetic and texts.
 * Sources: https://numpy.org/doc/stable/reference/arrays.scalars.html and arrays.promotion.html.
 */
export const scalarSource = String.raw`
import math
import torch

_python_bool = bool
_py_abs, _py_round, _py_max, _py_min, _py_all, _py_sum = abs, round, max, min, all, sum

pi = math.pi
e = math.e
euler_gamma = 0.5772156649015329
inf = math.inf
nan = math.nan
newaxis = None
__version__ = "2.4.6"

_ranks = {"bool": 0, "int": 1, "float": 2, "complex": 3}
_torch = {
    "bool": torch.bool, "int8": torch.int8, "int16": torch.int16, "int32": torch.int32, "int64": torch.int64,
    "uint8": torch.uint8, "float16": torch.float16, "float32": torch.float32, "float64": torch.float64,
    "complex64": torch.complex64, "complex128": torch.complex128,
}
_names = {t: n for n, t in _torch.items()}
_sizes = {
    "bool": 1, "int8": 1, "int16": 2, "int32": 4, "int64": 8, "uint8": 1, "float16": 2, "float32": 4, "float64": 8,
    "complex64": 8, "complex128": 16,
}
_bits = {"int8": 7, "uint8": 8, "int16": 15, "int32": 31, "int64": 63}


def _category(name):
    if name == "bool":
        return "bool"
    if name[0] == "f":
        return "float"
    return "complex" if name[0] == "c" else "int"


def _promote(a, b):
    if a == b:
        return a
    ca, cb = _category(a), _category(b)
    if ca == cb == "int":
        if "uint8" in (a, b):
            other = b if a == "uint8" else a
            return "int16" if other == "int8" else other
        return a if _sizes[a] > _sizes[b] else b
    if ca == cb:
        return a if _sizes[a] > _sizes[b] else b
    if _ranks[ca] > _ranks[cb]:
        a, b, ca, cb = b, a, cb, ca
    if ca == "bool":
        return b
    if ca == "int":
        # A float type that holds every value of the integer type.
        need = {"int8": "float16", "uint8": "float16", "int16": "float32"}.get(a, "float64")
        if cb == "float":
            return _promote(need, b)
        return "complex128" if need == "float64" else b
    return "complex128" if a == "float64" else b


def _promote_weak(name, kind):
    """The type of name together with a Python number of this kind."""
    if _ranks[kind] <= _ranks[_category(name)]:
        return name
    if kind == "int":
        return "int64"
    if kind == "float":
        return "float64"
    return {"float32": "complex64", "float16": "complex64"}.get(name, "complex128")


class dtype:
    def __init__(self, of):
        self.name = _dtype_name(of)
        self.type = _types[self.name]
        self.itemsize = _sizes[self.name]
        self.kind = {"bool": "b", "int": "u" if self.name[0] == "u" else "i", "float": "f", "complex": "c"}[_category(self.name)]
        self.char = {"bool": "?", "int8": "b", "int16": "h", "int32": "i", "int64": "l", "uint8": "B", "float16": "e",
                     "float32": "f", "float64": "d", "complex64": "F", "complex128": "D"}[self.name]
        self.str = ("|" if self.itemsize == 1 else "<") + self.kind + str(self.itemsize)
        self.shape = ()
        self.names = None

    def __repr__(self):
        return "dtype('" + self.name + "')"

    def __str__(self):
        return self.name

    def __eq__(self, other):
        if other is None:
            return False
        try:
            return self.name == _dtype_name(other)
        except TypeError:
            return False

    def __hash__(self):
        return hash(self.name)


_aliases = {
    "float": "float64", "int": "int64", "double": "float64", "single": "float32", "half": "float16", "f4": "float32",
    "f8": "float64", "f2": "float16", "i4": "int32", "i8": "int64", "i2": "int16", "i1": "int8", "u1": "uint8", "f": "float32",
    "d": "float64", "i": "int32", "l": "int64", "<f4": "float32", "<f8": "float64", "<i4": "int32", "<i8": "int64",
    "?": "bool", "complex": "complex128", "bool_": "bool", "longlong": "int64", "intp": "int64", "e": "float16", "b": "int8",
    "B": "uint8", "h": "int16",
}


def _dtype_name(of):
    if of is None:
        return "float64"
    if isinstance(of, dtype):
        return of.name
    if isinstance(of, str):
        if of in _torch:
            return of
        if of in _aliases:
            return _aliases[of]
        if of in ("uint16", "uint32", "uint64", "str", "object", "float128", "datetime64") or of[:1] in "USOMV<>":
            _not_supported("numpy dtype '" + of + "'")
        raise TypeError("data type " + repr(of) + " not understood")
    if of is float or of is floating:
        return "float64"
    if of is int or of is signedinteger or of is integer:
        return "int64"
    if of is _python_bool:
        return "bool"
    if of is complex:
        return "complex128"
    if of is str or of is object or of is bytes:
        _not_supported("numpy arrays of " + of.__name__)
    if isinstance(of, type) and issubclass(of, generic) and hasattr(of, "_name"):
        return of._name
    raise TypeError("Cannot interpret '" + repr(of) + "' as a data type")


def _dt(of):
    return _torch[_dtype_name(of)]


# ------------------------------------------------------------------------------------------------ scalars


def _kind(value):
    """Of a Python number: its kind; None for anything else."""
    if isinstance(value, _python_bool):
        return "bool"
    if isinstance(value, int):
        return "int"
    if isinstance(value, float):
        return "float"
    return "complex" if isinstance(value, complex) else None


def _plain(value):
    """A scalar as the Python number it holds."""
    if isinstance(value, generic):
        return value.item()
    return value


def _pair(a, b):
    """The common type of two scalars, or None when they are not scalars."""
    sa, sb = isinstance(a, generic), isinstance(b, generic)
    if sa and sb:
        return _promote(a._name, b._name)
    if sa:
        kind = _kind(b)
        return None if kind is None else _promote_weak(a._name, kind)
    kind = _kind(a)
    return None if kind is None else _promote_weak(b._name, kind)


def _make(name, value):
    category = _category(name)
    if category == "bool":
        return True_ if value else False_
    if category == "int":
        bits = _bits[name]
        if not (0 if name[0] == "u" else -(2 ** bits)) <= value < 2 ** bits:
            _not_supported("numpy." + name + " overflow")
    return _types[name]._of(value)


def _divide(a, b):
    if b == 0:
        return math.nan if a == 0 or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)
    return a / b


def _floor_divide(a, b):
    if b == 0:
        return _divide(a, b) if isinstance(a, float) or isinstance(b, float) else 0
    return a // b


def _remainder(a, b):
    if b == 0:
        return math.nan if isinstance(a, float) or isinstance(b, float) else 0
    return a % b


def _power(a, b):
    if isinstance(a, int) and isinstance(b, int) and b < 0:
        raise ValueError("Integers to negative integer powers are not allowed.")
    if isinstance(a, float) or isinstance(b, float):
        if a == 0 and b < 0:
            return math.inf
        if a < 0 and b != math.floor(b):
            return math.nan
        try:
            return float(a) ** b
        except OverflowError:
            return math.inf
    return a ** b


def _arithmetic(f, is_division=False):
    def compute(a, b):
        name = _pair(a, b)
        if name is None:
            return NotImplemented
        if is_division and _category(name) in ("bool", "int"):
            name = "float64"
        a, b = _plain(a), _plain(b)
        if _category(name) == "float":
            return _make(name, f(_round_to(a, name).__float__(), _round_to(b, name).__float__()))
        if _category(name) == "bool":
            if f is _sub:
                raise TypeError("numpy boolean subtract, the \x60-\x60 operator, is not supported, use the bitwise_xor, the \x60^\x60 operator, or the logical_xor function instead.")
            return _make("bool", f(a, b))
        return _make(name, f(a, b))

    return (lambda self, other: compute(self, other)), (lambda self, other: compute(other, self))


def _compare(f):
    def compare(self, other):
        if isinstance(other, generic) or _kind(other) is not None:
            return _make("bool", f(_plain(self), _plain(other)))
        return NotImplemented

    return compare


def _bitwise(f):
    def compute(a, b):
        name = _pair(a, b)
        if name is None:
            return NotImplemented
        if _category(name) not in ("bool", "int"):
            raise TypeError("ufunc 'bitwise' not supported for the input types")
        return _make(name, f(_plain(a), _plain(b)))

    return (lambda self, other: compute(self, other)), (lambda self, other: compute(other, self))


def _sub(a, b):
    return a - b


class generic:
    ndim = 0
    shape = ()
    size = 1

    @classmethod
    def _of(cls, value):
        return cls(value)

    @property
    def dtype(self):
        return dtype(self._name)

    @property
    def T(self):
        return self

    @property
    def real(self):
        return self

    @property
    def itemsize(self):
        return _sizes[self._name]

    def _array(self):
        return ndarray._over(torch.tensor(self.item(), dtype=_torch[self._name]))

    def tolist(self):
        return self.item()

    def astype(self, to):
        return _make_cast(_dtype_name(to), self.item())

    def copy(self):
        return self

    def __repr__(self):
        return "np." + type(self).__name__ + "(" + str(self) + ")"

    __add__, __radd__ = _arithmetic(lambda a, b: a + b)
    __sub__, __rsub__ = _arithmetic(_sub)
    __mul__, __rmul__ = _arithmetic(lambda a, b: a * b)
    __truediv__, __rtruediv__ = _arithmetic(_divide, True)
    __floordiv__, __rfloordiv__ = _arithmetic(_floor_divide)
    __mod__, __rmod__ = _arithmetic(_remainder)
    __pow__, __rpow__ = _arithmetic(_power)
    __and__, __rand__ = _bitwise(lambda a, b: a & b)
    __or__, __ror__ = _bitwise(lambda a, b: a | b)
    __xor__, __rxor__ = _bitwise(lambda a, b: a ^ b)
    __lshift__, __rlshift__ = _bitwise(lambda a, b: a << b)
    __rshift__, __rrshift__ = _bitwise(lambda a, b: a >> b)
    __lt__ = _compare(lambda a, b: a < b)
    __le__ = _compare(lambda a, b: a <= b)
    __gt__ = _compare(lambda a, b: a > b)
    __ge__ = _compare(lambda a, b: a >= b)
    __eq__ = _compare(lambda a, b: a == b)
    __ne__ = _compare(lambda a, b: a != b)

    def __divmod__(self, other):
        return self // other, self % other

    def __neg__(self):
        return _make(self._name, -self.item())

    def __pos__(self):
        return self

    def __abs__(self):
        return _make(self._name, _py_abs(self.item()))

    def __invert__(self):
        return _make(self._name, not self.item() if self._name == "bool" else ~self.item())

    def __hash__(self):
        return hash(self.item())

    def __bool__(self):
        return _python_bool(self.item())

    def __getattr__(self, name):
        if not name.startswith("_") and hasattr(ndarray, name):
            value = getattr(self._array(), name)
            return value
        raise AttributeError("'numpy." + type(self).__name__ + "' object has no attribute '" + name + "'")


class number(generic):
    pass


class integer(number):
    pass


class signedinteger(integer):
    pass


class unsignedinteger(integer):
    pass


class inexact(number):
    pass


class floating(inexact):
    pass


class complexfloating(inexact):
    pass


def _integer_methods(cls):
    cls.item = lambda self: int.__int__(self)
    cls.__int__ = lambda self: int.__int__(self)
    cls.__index__ = lambda self: int.__int__(self)
    cls.__float__ = lambda self: float(int.__int__(self))
    cls.__str__ = lambda self: str(int.__int__(self))
    cls.__format__ = lambda self, spec: format(int.__int__(self), spec)
    cls.__round__ = lambda self, n=None: self
    return cls


def _float_methods(cls):
    name = cls._name
    cls.item = lambda self: float.__float__(self)
    cls.__float__ = lambda self: float.__float__(self)
    cls.__int__ = lambda self: int(float.__float__(self))
    cls.__str__ = lambda self: _float_text(float.__float__(self), name)
    cls.__format__ = lambda self, spec: format(float.__float__(self), spec) if spec else str(self)
    cls.__round__ = lambda self, n=None: _py_round(float.__float__(self)) if n is None else _make(name, _py_round(float.__float__(self), n))
    cls._of = classmethod(lambda c, value: c(_round_to(value, name)))
    return cls


class float64(floating, float):
    _name = "float64"


class float32(floating, float):
    _name = "float32"

    def __new__(cls, value=0.0):
        return float.__new__(cls, _round_to(float(value), "float32"))


class float16(floating, float):
    _name = "float16"

    def __new__(cls, value=0.0):
        return float.__new__(cls, _round_to(float(value), "float16"))


class int64(signedinteger, int):
    _name = "int64"


class int32(signedinteger, int):
    _name = "int32"


class int16(signedinteger, int):
    _name = "int16"


class int8(signedinteger, int):
    _name = "int8"


class uint8(unsignedinteger, int):
    _name = "uint8"


class bool_(generic, int):
    _name = "bool"

    def __new__(cls, value=False):
        return True_ if value else False_

    def __repr__(self):
        return "np.True_" if int.__int__(self) else "np.False_"


_float_methods(float64)
_float_methods(float32)
_float_methods(float16)
for _cls in (int64, int32, int16, int8, uint8, bool_):
    _integer_methods(_cls)
bool_.item = lambda self: int.__int__(self) != 0
bool_.__str__ = lambda self: "True" if int.__int__(self) else "False"
bool_.__format__ = lambda self, spec: format(int.__int__(self) != 0, spec)
True_ = int.__new__(bool_, 1)
False_ = int.__new__(bool_, 0)
double = float64
single = float32
half = float16
intp = longlong = int_ = int64
_types = {
    "bool": bool_, "int8": int8, "int16": int16, "int32": int32, "int64": int64, "uint8": uint8, "float16": float16,
    "float32": float32, "float64": float64, "complex64": complexfloating, "complex128": complexfloating,
}


def _make_cast(name, value):
    category = _category(name)
    if category == "int":
        return _make(name, int(value))
    if category == "float":
        return _make(name, float(value))
    return _make(name, value)


def isscalar(element):
    return isinstance(element, (generic, str)) or _kind(element) is not None


def issubdtype(a, b):
    first = a if isinstance(a, type) and issubclass(a, generic) else _types[_dtype_name(a)]
    second = b if isinstance(b, type) and issubclass(b, generic) else _types[_dtype_name(b)]
    return issubclass(first, second)


def promote_types(a, b):
    return dtype(_promote(_dtype_name(a), _dtype_name(b)))


class finfo:
    def __init__(self, of=float):
        name = _dtype_name(of)
        self.dtype = dtype(name)
        digits, high = {"float64": (52, 1024), "float32": (23, 128), "float16": (10, 16)}[name]
        self.bits = _sizes[name] * 8
        self.eps = _make(name, 2.0 ** -digits)
        self.max = _make(name, (2 - 2.0 ** -digits) * 2.0 ** (high - 1))
        self.min = -self.max
        self.tiny = self.smallest_normal = _make(name, 2.0 ** (2 - high))


class iinfo:
    def __init__(self, of):
        name = _dtype_name(of)
        self.dtype = dtype(name)
        self.bits = _sizes[name] * 8
        self.max = 2 ** _bits[name] - 1
        self.min = 0 if name[0] == "u" else -(2 ** _bits[name])
`;
