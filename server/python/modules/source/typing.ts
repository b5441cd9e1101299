/** `typing`: names that annotations are written with, and the few of them that do something at run time. */
export const typingSource = String.raw`
import collections as _collections
import collections.abc as _abc
import types as _types
from abc import ABCMeta as _ABCMeta

TYPE_CHECKING = False


def _text(t):
    if isinstance(t, type) and not isinstance(t, _types.GenericAlias):
        if t.__module__ == "builtins":
            return "None" if t is type(None) and False else t.__qualname__
        return t.__module__ + "." + t.__qualname__
    if t is ...:
        return "..."
    if isinstance(t, _types.FunctionType):
        return t.__name__
    if isinstance(t, list):
        return "[" + ", ".join(map(_text, t)) + "]"
    return repr(t)


def _check(arg, what="Parameters to generic types must be types."):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    return arg


class _Form:
    # A special name: Any, Union, Optional, ClassVar …
    def __init__(self, name, subscript=None):
        self._name = name
        self.__name__ = name
        self._subscript = subscript

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        if self._subscript is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._subscript(self, parameters)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        if self._name == "NamedTuple":
            return (_NamedTuple,)
        raise TypeError(f"Cannot subclass {self!r}")


class _Alias:
    # A special form or a generic class with its arguments.
    def __init__(self, origin, args, name=None, shown=None):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name
        self._shown = shown
        found = []
        for a in args:
            for p in ([a] if isinstance(a, (TypeVar, ParamSpec, TypeVarTuple)) else getattr(a, "__parameters__", ())):
                if p not in found:
                    found.append(p)
        self.__parameters__ = tuple(found)

    def __repr__(self):
        if self.__origin__ is Union:
            args = self.__args__
            if len(args) == 2 and type(None) in args:
                other = args[0] if args[1] is type(None) else args[1]
                return f"typing.Optional[{_text(other)}]"
            return "typing.Union[" + ", ".join(_text(a) for a in args) + "]"
        if self._name == "Callable":
            args = self.__args__
            if len(args) == 2 and args[0] is ...:
                return f"typing.Callable[..., {_text(args[1])}]"
            return f"typing.Callable[[{', '.join(_text(a) for a in args[:-1])}], {_text(args[-1])}]"
        if self._name == "Literal":
            return "typing.Literal[" + ", ".join(map(repr, self.__args__)) + "]"
        if self._name == "Annotated":
            return "typing.Annotated[" + ", ".join([_text(self.__args__[0])] + [repr(m) for m in self.__metadata__]) + "]"
        if self._name is not None:
            name = "typing." + self._name
        else:
            name = _text(self.__origin__)
        return f"{name}[{', '.join(_text(a) for a in self.__args__) if self.__args__ else '()'}]"

    def __eq__(self, other):
        if isinstance(other, _types.UnionType) and self.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        if not isinstance(other, _Alias):
            return NotImplemented
        if self.__origin__ is Union or self._name == "Literal":
            return other.__origin__ is self.__origin__ and set(self.__args__) == set(other.__args__)
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        if self.__origin__ is Union:
            return hash((Union, frozenset(self.__args__)))
        return hash((self.__origin__ if isinstance(self.__origin__, type) else self._name, self.__args__))

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self!r}")
        if self._name is not None and self._name not in ("Generic",):
            if self._name in ("Type", "Callable"):
                raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __getattr__(self, attr):
        if attr.startswith("__") and attr.endswith("__"):
            raise AttributeError(attr)
        return getattr(self.__origin__, attr)

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        if len(parameters) != len(self.__parameters__):
            word = "many" if len(parameters) > len(self.__parameters__) else "few"
            raise TypeError(f"Too {word} arguments for {self!r}; actual {len(parameters)}, "
                            f"expected {len(self.__parameters__)}")
        given = dict(zip(self.__parameters__, map(_check, parameters)))

        def put(a):
            if a in given:
                return given[a]
            inner = getattr(a, "__parameters__", ())
            return a[tuple(given[p] for p in inner)] if inner else a
        args = tuple(put(a) for a in self.__args__)
        if self.__origin__ is Union:
            return Union[args]
        return _Alias(self.__origin__, args, self._name)

    def __mro_entries__(self, bases):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot subclass {self!r}")
        out = [self.__origin__]
        if self.__origin__ is Generic or self.__origin__ is Protocol:
            return tuple(out)
        if self.__parameters__ and Generic not in bases and not any(
                isinstance(b, _Alias) and b.__origin__ is Generic for b in bases):
            if not issubclass(self.__origin__, Generic):
                out.append(Generic)
        return tuple(out)

    def __instancecheck__(self, obj):
        if self.__origin__ is Union:
            return any(isinstance(obj, a) for a in self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return any(issubclass(cls, a) for a in self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _Special:
    # A bare generic name such as List or Callable.
    def __init__(self, name, origin, count=-1):
        self._name = name
        self.__name__ = name
        self.__origin__ = origin
        self._count = count

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, parameters):
        if self._name == "Callable":
            if not isinstance(parameters, tuple) or len(parameters) != 2:
                raise TypeError("Callable must be used as Callable[[arg, ...], result].")
            args, result = parameters
            if isinstance(args, list):
                return _Alias(self.__origin__, tuple(map(_check, args)) + (_check(result),), "Callable")
            if args is ... or isinstance(args, ParamSpec):
                return _Alias(self.__origin__, (args, _check(result)), "Callable")
            raise TypeError(f"Callable[args, result]: args must be a list. Got {args}")
        if self._name == "Tuple" and parameters == ():
            return _Alias(tuple, (), "Tuple")
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if self._count >= 0 and len(parameters) != self._count:
            word = "many" if len(parameters) > self._count else "few"
            raise TypeError(f"Too {word} arguments for {self}; actual {len(parameters)}, expected {self._count}")
        return _Alias(self.__origin__, tuple(map(_check, parameters)), self._name)

    def __call__(self, *args, **kwargs):
        if self._name in ("DefaultDict", "Counter", "ChainMap", "OrderedDict", "Deque"):
            return self.__origin__(*args, **kwargs)
        raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _union(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for p in map(_check, parameters):
        inner = p.__args__ if isinstance(p, _Alias) and p.__origin__ is Union or isinstance(p, _types.UnionType) else (p,)
        for i in inner:
            if i not in flat:
                flat.append(i)
    if len(flat) == 1:
        return flat[0]
    return _Alias(Union, tuple(flat))


def _optional(self, parameter):
    if isinstance(parameter, tuple):
        raise TypeError("typing.Optional requires a single type." + f" Got {parameter!r:.100}.")
    return Union[parameter, None]


def _one(self, parameter):
    if isinstance(parameter, tuple):
        raise TypeError(f"{self} accepts only single type." + f" Got {parameter!r:.100}.")
    return _Alias(self, (_check(parameter),), self._name)


def _literal(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    seen = []
    for p in parameters:
        for v in p.__args__ if isinstance(p, _Alias) and p._name == "Literal" else (p,):
            if not any(type(v) is type(o) and v == o for o in seen):
                seen.append(v)
    return _Alias(self, tuple(seen), "Literal")


def _many(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _Alias(self, parameters, self._name)


def _annotated(self, parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    made = _Alias(_check(parameters[0]), (_check(parameters[0]),), "Annotated")
    made.__metadata__ = parameters[1:]
    return made


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Union = _Form("Union", _union)
Optional = _Form("Optional", _optional)
ClassVar = _Form("ClassVar", _one)
Final = _Form("Final", _one)
Literal = _Form("Literal", _literal)
Concatenate = _Form("Concatenate", _many)
TypeGuard = _Form("TypeGuard", _one)
Annotated = _Form("Annotated", _annotated)
Required = _Form("Required", _one)
NotRequired = _Form("NotRequired", _one)
Unpack = _Form("Unpack", _one)
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")


class ForwardRef:
    def __init__(self, arg, **kwargs):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Variable:
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class TypeVar(_Variable):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__bound__ = _check(bound) if bound is not None else None
        self.__constraints__ = tuple(map(_check, constraints))
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)


class ParamSpec(_Variable):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.args = _Form(name + ".args")
        self.kwargs = _Form(name + ".kwargs")


class TypeVarTuple(_Variable):
    def __init__(self, name):
        self.__name__ = name

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        if not params:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        if cls is Generic or cls is Protocol:
            if not all(isinstance(p, _Variable) or isinstance(p, _Alias) for p in params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                                "or parameter specification variables.")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, params, cls.__name__)
        own = cls.__dict__.get("__parameters__", ())
        if not own:
            raise TypeError(f"{cls} is not a generic class")
        variadic = any(isinstance(p, (TypeVarTuple, ParamSpec)) for p in own)
        if len(params) != len(own) and not variadic:
            word = "many" if len(params) > len(own) else "few"
            raise TypeError(f"Too {word} arguments for {cls}; actual {len(params)}, expected {len(own)}")
        return _Alias(cls, tuple(map(_check, params)))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        found = []
        explicit = None
        for base in bases:
            if isinstance(base, _Alias):
                if base.__origin__ is Generic or base.__origin__ is Protocol:
                    explicit = base.__parameters__
                for p in base.__parameters__:
                    if p not in found:
                        found.append(p)
        cls.__parameters__ = tuple(found) if explicit is None else explicit


class _ProtocolMeta(_ABCMeta):
    def __instancecheck__(cls, instance):
        if cls.__dict__.get("_is_protocol", False):
            if not cls.__dict__.get("_is_runtime_protocol", False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            if super().__instancecheck__(instance):
                return True
            return all(hasattr(instance, name) for name in _protocol_names(cls))
        return super().__instancecheck__(instance)

    def __subclasscheck__(cls, subclass):
        if cls.__dict__.get("_is_protocol", False) and not cls.__dict__.get("_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if cls.__dict__.get("_is_protocol", False):
            if super().__subclasscheck__(subclass):
                return True
            return all(any(name in base.__dict__ for base in subclass.__mro__) for name in _protocol_names(cls))
        return super().__subclasscheck__(subclass)


_not_members = {"__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__",
                "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__parameters__",
                "__orig_bases__", "_is_protocol", "_is_runtime_protocol", "__init_subclass__", "__match_args__",
                "__qualname__", "__hash__"}


def _protocol_names(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", {})):
            if name not in _not_members:
                names.add(name)
    return names


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if cls._is_protocol and "__init__" not in cls.__dict__:
            def _no_init(self, *args, **kwargs):
                if type(self)._is_protocol:
                    raise TypeError("Protocols cannot be instantiated")
            cls.__init__ = _no_init


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % cls)
    cls._is_runtime_protocol = True
    return cls


@runtime_checkable
class SupportsInt(Protocol):
    def __int__(self): pass

@runtime_checkable
class SupportsFloat(Protocol):
    def __float__(self): pass

@runtime_checkable
class SupportsComplex(Protocol):
    def __complex__(self): pass

@runtime_checkable
class SupportsBytes(Protocol):
    def __bytes__(self): pass

@runtime_checkable
class SupportsIndex(Protocol):
    def __index__(self): pass

@runtime_checkable
class SupportsAbs(Protocol):
    def __abs__(self): pass

@runtime_checkable
class SupportsRound(Protocol):
    def __round__(self, ndigits=0): pass


T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str

for _name, _origin, _count in (
        ("List", list, 1), ("Dict", dict, 2), ("Set", set, 1), ("FrozenSet", frozenset, 1), ("Tuple", tuple, -1),
        ("Type", type, 1), ("Deque", _collections.deque, 1), ("DefaultDict", _collections.defaultdict, 2),
        ("OrderedDict", _collections.OrderedDict, 2), ("Counter", _collections.Counter, 1),
        ("Callable", _abc.Callable, 2), ("Iterable", _abc.Iterable, 1), ("Iterator", _abc.Iterator, 1),
        ("Generator", _abc.Generator, 3), ("Sequence", _abc.Sequence, 1), ("MutableSequence", _abc.MutableSequence, 1),
        ("Mapping", _abc.Mapping, 2), ("MutableMapping", _abc.MutableMapping, 2), ("AbstractSet", _abc.Set, 1),
        ("MutableSet", _abc.MutableSet, 1), ("Collection", _abc.Collection, 1), ("Container", _abc.Container, 1),
        ("Hashable", _abc.Hashable, 0), ("Sized", _abc.Sized, 0), ("Reversible", _abc.Reversible, 1),
        ("KeysView", _abc.KeysView, 1), ("ValuesView", _abc.ValuesView, 1), ("ItemsView", _abc.ItemsView, 2),
        ("MappingView", _abc.MappingView, 1), ("Awaitable", _abc.Awaitable, 1), ("Coroutine", _abc.Coroutine, 3),
        ("AsyncIterable", _abc.AsyncIterable, 1), ("AsyncIterator", _abc.AsyncIterator, 1),
        ("AsyncGenerator", _abc.AsyncGenerator, 2), ("ByteString", _abc.ByteString, 0)):
    globals()[_name] = _Special(_name, _origin, _count)
del _name, _origin, _count


class _IO:
    def __class_getitem__(cls, item):
        return cls


class IO(_IO): pass
class TextIO(_IO): pass
class BinaryIO(_IO): pass


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    import sys
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def no_type_check(arg):
    return arg


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def overload(func):
    def _overload_dummy(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. "
            "A series of @overload-decorated functions "
            "outside a stub module should always be followed "
            "by an implementation that is not @overload-ed.")
    return _overload_dummy


def override(f):
    return f


def dataclass_transform(**kwargs):
    return lambda cls: cls


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self._module = _caller_module()

    def __repr__(self):
        return f"{self._module}.{self.__qualname__}"

    def __call__(self, x, /):
        return x

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def get_origin(tp):
    if isinstance(tp, _Alias):
        return Annotated if tp._name == "Annotated" else tp.__origin__
    if isinstance(tp, (_types.GenericAlias, _Special)):
        return tp.__origin__
    if isinstance(tp, _types.UnionType):
        return _types.UnionType
    if tp is Generic:
        return Generic
    return None


def get_args(tp):
    if isinstance(tp, _Alias):
        if tp._name == "Annotated":
            return tp.__args__ + tp.__metadata__
        if tp._name == "Callable" and tp.__args__[0] is not ...:
            return (list(tp.__args__[:-1]), tp.__args__[-1])
        return tp.__args__
    if isinstance(tp, (_types.GenericAlias, _types.UnionType)):
        return tp.__args__
    return ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            space = _module_globals(base.__module__) if globalns is None else globalns
            for name, value in base.__dict__.get("__annotations__", {}).items():
                hints[name] = _resolve(value, space, dict(vars(base)) if localns is None else localns, include_extras)
        return hints
    own = getattr(obj, "__annotations__", None)
    if own is None:
        raise TypeError("{!r} is not a module, class, method, or function.".format(obj))
    if globalns is None:
        wrapped = obj
        while hasattr(wrapped, "__wrapped__"):
            wrapped = wrapped.__wrapped__
        globalns = getattr(wrapped, "__globals__", {})
    for name, value in own.items():
        hints[name] = _resolve(value, globalns, localns, include_extras)
    return hints


def _resolve(value, globalns, localns, include_extras):
    if value is None:
        return type(None)
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    if isinstance(value, str):
        value = eval(value, globalns, localns if localns is not None else globalns)
        return _resolve(value, globalns, localns, include_extras)
    if isinstance(value, _Alias):
        if value._name == "Annotated" and not include_extras:
            return _resolve(value.__args__[0], globalns, localns, include_extras)
        if value._name == "Literal":
            return value
        args = tuple(_resolve(a, globalns, localns, include_extras) if a is not ... else a for a in value.__args__)
        if args == value.__args__:
            return value
        return Union[args] if value.__origin__ is Union else _Alias(value.__origin__, args, value._name)
    return value


class _NamedTuple:
    pass


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        types = ns.get("__annotations__", {})
        default_names = []
        for name in types:
            if name in ns:
                default_names.append(name)
            elif default_names:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field"
                                f"{'s' if len(default_names) > 1 else ''} {', '.join(default_names)}")
        made = _collections.namedtuple(typename, list(types), defaults=[ns[n] for n in default_names],
                                       module=ns["__module__"])
        made.__annotations__ = {k: _check(v) for k, v in types.items()}
        made.__new__.__annotations__ = made.__annotations__
        if Generic in bases:
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in ns.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make",
                       "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__name__", "__annotations__", "__qualname__", "__orig_bases__",
                           "__classcell__") and key not in made._fields:
                setattr(made, key, value)
        if "__qualname__" in ns:
            made.__qualname__ = ns["__qualname__"]
        if "__doc__" in ns:
            made.__doc__ = ns["__doc__"]
        return made


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})


class _NamedTupleForm(_Form):
    def __call__(self, typename, fields=None, /, **kwargs):
        if fields is None:
            fields = kwargs.items()
        fields = list(fields)
        made = _collections.namedtuple(typename, [n for n, t in fields], module=_caller_module())
        made.__annotations__ = {n: _check(t) for n, t in fields}
        return made


NamedTuple = _NamedTupleForm("NamedTuple")


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        annotations = {}
        required, optional = set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        for key, value in ns.get("__annotations__", {}).items():
            value = _check(value)
            annotations[key] = value
            kind = getattr(value, "_name", None)
            if kind == "Required" or (total and kind != "NotRequired"):
                required.add(key)
            else:
                optional.add(key)
        body = dict(ns)
        body["__annotations__"] = annotations
        body["__required_keys__"] = frozenset(required)
        body["__optional_keys__"] = frozenset(optional)
        body["__total__"] = total
        body.pop("__orig_bases__", None)
        return type.__new__(_TypedDictMeta, name, (dict,), body)

    def __init__(cls, name, bases, ns, total=True):
        pass

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


_TypedDictBase = type.__new__(_TypedDictMeta, "TypedDict", (), {})


class _TypedDictForm(_Form):
    def __mro_entries__(self, bases):
        return (_TypedDictBase,)

    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        ns = {"__annotations__": dict(fields if fields is not None else kwargs), "__module__": _caller_module()}
        return _TypedDictMeta(typename, (), ns, total=total)


TypedDict = _TypedDictForm("TypedDict")
`;
