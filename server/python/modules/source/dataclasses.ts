/** `dataclasses`: classes from their annotations. Constructors are made as text, so that wrong calls read as in CPython. */
export const dataclassesSource = String.raw`
from functools import wraps as _wraps

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _Named:
    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


_FACTORY = _Named("<factory>")
MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FIELD, _CLASSVAR, _INITVAR = _Named("_FIELD"), _Named("_FIELD_CLASSVAR"), _Named("_FIELD_INITVAR")
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _proxy({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return ("Field("
                f"name={self.name!r},"
                f"type={self.type!r},"
                f"default={self.default!r},"
                f"default_factory={self.default_factory!r},"
                f"init={self.init!r},"
                f"repr={self.repr!r},"
                f"hash={self.hash!r},"
                f"compare={self.compare!r},"
                f"metadata={self.metadata!r},"
                f"kw_only={self.kw_only!r},"
                f"_field_type={self._field_type}"
                ")")

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(_alias)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return ("_DataclassParams("
                f"init={self.init!r},repr={self.repr!r},eq={self.eq!r},order={self.order!r},"
                f"unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r})")


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_classvar(annotation):
    if isinstance(annotation, str):
        text = annotation.strip()
        for prefix in ("typing.", "t."):
            text = text.removeprefix(prefix)
        return text == "ClassVar" or text.startswith("ClassVar[")
    return (getattr(annotation, "_name", None) == "ClassVar" and type(annotation).__module__ == "typing")


def _is_initvar(annotation):
    if isinstance(annotation, str):
        text = annotation.strip().removeprefix("dataclasses.")
        return text == "InitVar" or text.startswith("InitVar[")
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    if isinstance(annotation, str):
        return annotation.strip() in ("KW_ONLY", "dataclasses.KW_ONLY")
    return annotation is KW_ONLY


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == "member_descriptor":
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_classvar(annotation):
        f._field_type = _CLASSVAR
    elif _is_initvar(annotation):
        f._field_type = _INITVAR
    if f._field_type in (_CLASSVAR, _INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type in (_FIELD, _INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory")
    return f


def _function(cls, name, parameters, body, names):
    # One function from text: its defaults and helpers are looked up under private names in a namespace of its own.
    namespace = dict(names)
    namespace["__name__"] = cls.__module__
    lines = "\n".join("    " + line for line in body) if body else "    pass"
    _library_exec(f"def {name}({', '.join(parameters)}):\n{lines}\n", namespace)
    made = namespace[name]
    made.__qualname__ = f"{cls.__qualname__}.{name}"
    return made


def _make_init(cls, std, kw, frozen, slots):
    has_default = False
    for f in std:
        if f.init and has_default and not _is_optional(f):
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
        has_default |= f.init and _is_optional(f)
    every = std + kw
    own = "__dataclass_self__" if "self" in getattr(cls, _FIELDS) else "self"
    names = {"_left_out": _FACTORY, "_store": object.__setattr__}

    def parameter(f):
        if not _is_optional(f):
            return f.name
        names["_default_" + f.name] = _FACTORY if f.default is MISSING else f.default
        return f"{f.name}=_default_{f.name}"

    def stored(f):
        # The expression that the attribute gets, or None where the class's own default will do.
        if f.default_factory is not MISSING:
            names["_make_" + f.name] = f.default_factory
            made = f"_make_{f.name}()"
            return f"{made} if {f.name} is _left_out else {f.name}" if f.init else made
        if f.init:
            return f.name
        if slots and f.default is not MISSING:
            names["_default_" + f.name] = f.default
            return "_default_" + f.name
        return None

    assignment = "_store({0}, {1!r}, {2})" if frozen else "{0}.{1} = {2}"
    values = [(f.name, stored(f)) for f in every if f._field_type is _FIELD]
    body = [assignment.format(own, name, value) for name, value in values if value is not None]
    if hasattr(cls, "__post_init__"):
        body.append(f"{own}.__post_init__({', '.join([f.name for f in every if f._field_type is _INITVAR])})")
    positional, named = [[parameter(f) for f in part if f.init] for part in (std, kw)]
    made = _function(cls, "__init__", [own, *positional, *(["*", *named] if named else [])], body, names)
    made.__annotations__ = {f.name: f.type for f in every if f.init} | {"return": None}
    return made


def _is_optional(f):
    return f.default is not MISSING or f.default_factory is not MISSING


def _make_repr(cls, flds):
    names = [f.name for f in flds]

    def __repr__(self):
        return _guard_repr(self, "...", lambda: self.__class__.__qualname__ + "("
                           + ", ".join([f"{name}={getattr(self, name)!r}" for name in names]) + ")")
    __repr__.__qualname__ = f"{cls.__qualname__}.__repr__"
    return __repr__


def _values(names):
    def get(obj):
        return tuple([getattr(obj, name) for name in names])
    return get


_COMPARISONS = {
    "__eq__": lambda a, b: a == b,
    "__lt__": lambda a, b: a < b,
    "__le__": lambda a, b: a <= b,
    "__gt__": lambda a, b: a > b,
    "__ge__": lambda a, b: a >= b,
}


def _make_comparison(cls, name, flds):
    get = _values([f.name for f in flds])
    compare = _COMPARISONS[name]

    def method(self, other):
        return compare(get(self), get(other)) if other.__class__ is self.__class__ else NotImplemented
    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


def _provide(cls, name, make, refusal=None):
    # What the class defines itself stays, or is an error where that would make no sense.
    if name not in cls.__dict__:
        setattr(cls, name, make())
    elif refusal is not None:
        raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}{refusal}")


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for method in (__setattr__, __delattr__):
        method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
        _provide(cls, method.__name__, lambda: method, "")


def _make_hash(cls, flds):
    get = _values([f.name for f in flds])

    def __hash__(self):
        return hash(get(self))
    __hash__.__qualname__ = f"{cls.__qualname__}.__hash__"
    return __hash__


def _own_fields(cls, kw_only):
    annotations = cls.__dict__.get("__annotations__", {})
    stray = [name for name, value in cls.__dict__.items() if isinstance(value, Field) and name not in annotations]
    own = {}
    marker = None
    for name, annotation in annotations.items():
        if not _is_kw_only(annotation):
            own[name] = _get_field(cls, name, annotation, kw_only or marker is not None)
        elif marker is not None:
            raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
        else:
            marker = name
    # The class keeps plain defaults only.
    for name, f in own.items():
        if isinstance(getattr(cls, name, None), Field):
            if f.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, f.default)
    if stray:
        raise TypeError(f"{stray[0]!r} is a field but has no type annotation")
    return own


def _hash_plan(cls, eq, frozen, unsafe_hash):
    # "keep", "none" or "make": the documented table of unsafe_hash, eq and frozen.
    given = cls.__dict__.get("__hash__", MISSING)
    # Defining __eq__ alone makes Python set __hash__ to None, which is nobody's wish.
    is_explicit = given is not MISSING and not (given is None and "__eq__" in cls.__dict__)
    if unsafe_hash and is_explicit:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if is_explicit or not (eq or unsafe_hash):
        return "keep"
    return "make" if unsafe_hash or frozen else "none"


def _process(cls, options, match_args, kw_only, slots, weakref_slot):
    bases = [base for base in reversed(cls.__mro__[1:]) if hasattr(base, _FIELDS)]
    flds = {}
    for base in bases:
        flds.update(getattr(base, _FIELDS))
    frozen_bases = {getattr(base, _PARAMS).frozen for base in bases}
    setattr(cls, _PARAMS, options)
    flds.update(_own_fields(cls, kw_only))
    if bases and options.frozen != (True in frozen_bases):
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one" if options.frozen
                        else "cannot inherit non-frozen dataclass from a frozen one")
    setattr(cls, _FIELDS, flds)
    if options.order and not options.eq:
        raise ValueError("eq must be true if order is true")
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")

    real = [f for f in flds.values() if f._field_type is _FIELD]
    shown = [f for f in real if f.repr]
    compared = [f for f in real if f.compare]
    hashed = [f for f in real if (f.compare if f.hash is None else f.hash)]
    std, kw = [[f for f in flds.values() if f._field_type is not _CLASSVAR and bool(f.kw_only) is wanted]
               for wanted in (False, True)]
    hash_plan = _hash_plan(cls, options.eq, options.frozen, options.unsafe_hash)

    if options.init:
        _provide(cls, "__init__", lambda: _make_init(cls, std, kw, options.frozen, slots))
    if options.repr:
        _provide(cls, "__repr__", lambda: _make_repr(cls, shown))
    if options.eq:
        _provide(cls, "__eq__", lambda: _make_comparison(cls, "__eq__", compared))
    if options.order:
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            _provide(cls, name, lambda: _make_comparison(cls, name, compared),
                     ". Consider using functools.total_ordering")
    if options.frozen:
        _freeze(cls, [f.name for f in real])
    if hash_plan != "keep":
        cls.__hash__ = _make_hash(cls, hashed) if hash_plan == "make" else None
    if match_args:
        _provide(cls, "__match_args__", lambda: tuple([f.name for f in std if f.init]))
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + _signature_text(std, kw)
    if slots:
        cls = _add_slots(cls, options.frozen, [f.name for f in real])
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    return cls


def _signature_text(std, kw):
    def one(f):
        kind = f.type
        text = f.name + ": " + (kind.__qualname__ if isinstance(kind, type) and kind.__module__ == "builtins"
                                else kind.__module__ + "." + kind.__qualname__ if isinstance(kind, type)
                                else _repr(kind).removeprefix("typing."))
        if f.default is not MISSING:
            text += " = " + _repr(f.default)
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        return text
    parts = [one(f) for f in std if f.init]
    named = [one(f) for f in kw if f.init]
    if named:
        parts += ["*"] + named
    return "(" + ", ".join(parts) + ")"


_repr = repr


def _add_slots(cls, is_frozen, field_names):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update([slots] if isinstance(slots, str) else slots)
    body = dict(cls.__dict__)
    body["__slots__"] = tuple(name for name in field_names if name not in inherited)
    for name in field_names:
        body.pop(name, None)
    body.pop("__dict__", None)
    body.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, body)
    if qualname is not None:
        made.__qualname__ = qualname
    if is_frozen:
        if "__getstate__" not in body:
            made.__getstate__ = lambda self: [getattr(self, f.name) for f in fields(self)]
        if "__setstate__" not in body:
            def __setstate__(self, state):
                for f, value in zip(fields(self), state):
                    object.__setattr__(self, f.name, value)
            made.__setstate__ = __setstate__
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    options = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)

    def decorate(cls):
        return _process(cls, options, match_args, kw_only, slots, weakref_slot)
    return decorate if cls is None else decorate(cls)


def fields(class_or_instance):
    try:
        flds = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in flds.values() if f._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _unfolded(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _unfolded(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _unfolded(obj, make):
    # make builds what stands for an instance, from the names and the unfolded values of its fields.
    def inner(part):
        return _unfolded(part, make)
    cls = type(obj)
    if hasattr(cls, _FIELDS):
        return make([(f.name, inner(getattr(obj, f.name))) for f in fields(obj)])
    if isinstance(obj, (list, tuple)):
        parts = [inner(part) for part in obj]
        return cls(*parts) if isinstance(obj, tuple) and hasattr(obj, "_fields") else cls(parts)
    if isinstance(obj, dict):
        return cls([(inner(key), inner(value)) for key, value in obj.items()])
    from copy import deepcopy
    return deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    from keyword import iskeyword
    namespace = {} if namespace is None else dict(namespace)
    seen = set()
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in seen:
            raise TypeError(f"Field name duplicated: {name!r}")
        seen.add(name)
        annotations[name] = kind
    body = {**namespace, **defaults, "__annotations__": annotations}
    body.setdefault("__module__", "types")
    cls = type(cls_name, bases, body) if not bases else type(bases[0])(cls_name, bases, body)
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    given = dict(changes)
    for name, f in getattr(obj, _FIELDS).items():
        if f._field_type is _CLASSVAR:
            continue
        if f.init and name not in changes:
            if f._field_type is _INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {name!r} must be specified with replace()")
            given[name] = getattr(obj, name)
        elif not f.init and name in changes:
            raise ValueError(f"field {name} is declared with init=False, it cannot be specified with replace()")
    return type(obj)(**given)
`;
