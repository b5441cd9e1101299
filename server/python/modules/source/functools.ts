/** `functools`. */
export const functoolsSource = String.raw`
__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache",
           "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod",
           "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        found = getattr(wrapped, name, _missing)
        if found is not _missing:
            setattr(wrapper, name, found)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, ()))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


class partial:
    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, given = args[0], args[1:]
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial) and len(vars(func)) == 3:
            # A partial of a partial is one, as long as the inner one has no attributes of its own.
            func, given, keywords = func.func, func.args + given, func.keywords | keywords
        self = super().__new__(cls)
        self.func, self.args, self.keywords = func, given, keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **(self.keywords | keywords))

    def __repr__(self):
        cls = type(self)
        name = f"functools.{cls.__qualname__}" if cls.__module__ == "functools" else cls.__qualname__
        return _guard_repr(self, "...", lambda: f"{name}({_arguments([self.func, *self.args], self.keywords)})")

    def __reduce__(self):
        return type(self), (self.func,), dict(vars(self))

    __class_getitem__ = classmethod(_alias)


def _arguments(args, keywords):
    return ", ".join([*map(repr, args), *(f"{name}={value!r}" for name, value in keywords.items())])


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            func, args, keywords = func.func, func.args + args, func.keywords | keywords
        elif not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, obj, cls=None):
        bound = self.func.__get__(obj, cls) if hasattr(self.func, "__get__") else self.func
        if bound is not self.func:
            return partial(bound, *self.args, **self.keywords)

        # Nothing was bound: the instance comes first of all.
        def method(first, /, *args, **keywords):
            return self.func(first, *self.args, *args, **(self.keywords | keywords))
        return method if obj is None else _bound_method(method, obj)

    __class_getitem__ = classmethod(_alias)


def reduce(*args):
    if not 2 <= len(args) <= 3:
        bound = "at least 2" if len(args) < 2 else "at most 3"
        raise TypeError(f"reduce expected {bound} arguments, got {len(args)}")
    function, sequence, *initial = args
    try:
        rest = iter(sequence)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    total = initial[0] if initial else next(rest, _missing)
    if total is _missing:
        raise TypeError("reduce() of empty iterable with no initial value")
    for item in rest:
        total = function(total, item)
    return total


class _Key:
    __slots__ = ("obj", "_compare")
    __hash__ = None

    def __init__(self, obj, compare):
        self.obj = obj
        self._compare = compare

    def __lt__(self, other): return self._compare(self.obj, other.obj) < 0
    def __gt__(self, other): return self._compare(self.obj, other.obj) > 0
    def __eq__(self, other): return self._compare(self.obj, other.obj) == 0
    def __le__(self, other): return self._compare(self.obj, other.obj) <= 0
    def __ge__(self, other): return self._compare(self.obj, other.obj) >= 0


def cmp_to_key(mycmp):
    return lambda obj: _Key(obj, mycmp)


def _derived(root, wanted):
    is_turned = root[2] != wanted[2]
    is_strict = wanted in ("__lt__", "__gt__")

    # What is known of one order gives another: turned it is the contrary, and equality decides the border.
    def method(self, other):
        verdict = getattr(type(self), root)(self, other)
        if verdict is NotImplemented:
            return NotImplemented
        if is_turned:
            verdict = not verdict
            if is_strict != (root in ("__lt__", "__gt__")):
                return verdict
        return verdict and self != other if is_strict else verdict or self == other
    method.__name__ = method.__qualname__ = wanted
    return method


def total_ordering(cls):
    orders = ["__lt__", "__le__", "__gt__", "__ge__"]
    defined = [name for name in orders if getattr(cls, name, None) is not getattr(object, name)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    # Of several, "less" is the one to rest on, then its weaker form.
    for name in orders:
        if name not in defined:
            setattr(cls, name, _derived(defined[0], name))
    return cls


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        kept = getattr(instance, "__dict__", None)
        if kept is None:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f"instance to cache {name!r} property.")
        if name not in kept:
            kept[name] = self.func(instance)
        return kept[name]

    __class_getitem__ = classmethod(_alias)


_CacheInfo = None


def _cache_info(hits, misses, maxsize, currsize):
    global _CacheInfo
    if _CacheInfo is None:
        from collections import namedtuple
        _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")
    return _CacheInfo(hits, misses, maxsize, currsize)


def _key_of(args, kwds, typed):
    if typed:
        return args, tuple(kwds.items()), tuple(map(type, args)), tuple(map(type, kwds.values()))
    # A lone int or str stands for itself, and so apart from the float or bool that is equal to it.
    return args[0] if not kwds and len(args) == 1 and type(args[0]) in (int, str) else (args, tuple(kwds.items()))


class _lru_cache_wrapper:
    def __init__(self, user_function, maxsize, typed):
        self._function = user_function
        self._maxsize = maxsize
        self._typed = typed
        self._cache = {}
        self._hits = 0
        self._misses = 0

    def __call__(self, /, *args, **kwds):
        if self._maxsize == 0:
            self._misses += 1
            return self._function(*args, **kwds)
        cache = self._cache
        key = _key_of(args, kwds, self._typed)
        found = cache.get(key, _missing)
        if found is not _missing:
            self._hits += 1
            if self._maxsize is not None:
                # The least recently used stands first.
                del cache[key]
                cache[key] = found
            return found
        self._misses += 1
        result = self._function(*args, **kwds)
        if key in cache:
            return result
        if self._maxsize is not None and len(cache) >= self._maxsize:
            del cache[next(iter(cache))]
        cache[key] = result
        return result

    def cache_info(self):
        return _cache_info(self._hits, self._misses, self._maxsize, len(self._cache))

    def cache_clear(self):
        self._cache.clear()
        self._hits = self._misses = 0

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return _bound_method(self, instance)

    def __repr__(self):
        return f"<functools._lru_cache_wrapper object at {hex(id(self))}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return _cached(user_function, maxsize, typed)
    return decorating_function


def _cached(user_function, maxsize, typed):
    if not callable(user_function):
        raise TypeError("the first argument must be callable")
    wrapper = update_wrapper(_lru_cache_wrapper(user_function, maxsize, typed), user_function)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return wrapper


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


def singledispatch(func):
    registry = {object: func}
    funcname = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        for base in cls.__mro__[:-1]:
            if base in registry:
                return registry[base]
        # Abstract classes that a class is registered with; the most special one wins.
        best = object
        for candidate in registry:
            if candidate is not object and issubclass(cls, candidate) and issubclass(candidate, best):
                best = candidate
        return registry[best]

    def enter(kinds, implementation):
        for kind in kinds:
            registry[kind] = implementation
        return implementation

    def register(cls, func=None):
        kinds = _kinds(cls)
        if kinds is None:
            func, kinds = cls, _annotated_kinds(cls, func)
        return (lambda made: enter(kinds, made)) if func is None else enter(kinds, func)

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register, wrapper.dispatch, wrapper.registry = register, dispatch, _proxy(registry)
    wrapper._clear_cache = lambda: None
    return update_wrapper(wrapper, func)


def _kinds(annotation):
    # The classes that an annotation names, or None if it is something else.
    kinds = annotation.__args__ if isinstance(annotation, type(int | str)) else (annotation,)
    return kinds if all(isinstance(kind, type) for kind in kinds) else None


def _annotated_kinds(given, func):
    call = "${"`"}register()${"`"}"
    if func is not None:
        raise TypeError(f"Invalid first argument to {call}. {given!r} is not a class or union type.")
    if not getattr(given, "__annotations__", None):
        raise TypeError(f"Invalid first argument to {call}: {given!r}. Use either ${"`"}@register(some_class)${"`"} "
                        "or plain ${"`"}@register${"`"} on an annotated function.")
    from typing import get_type_hints
    name, hint = next(iter(get_type_hints(given).items()))
    kinds = _kinds(hint)
    if kinds is None:
        raise TypeError(f"Invalid annotation for {name!r}. {hint!r} is not a class.")
    return kinds


class singledispatchmethod:
    def __init__(self, func):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.dispatcher = singledispatch(func)
        self.__isabstractmethod__ = getattr(func, "__isabstractmethod__", False)

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(type(args[0]))
            return chosen.__get__(obj, cls)(*args, **kwargs)
        method.register = self.register
        method.__isabstractmethod__ = self.__isabstractmethod__
        return update_wrapper(method, self.func)
`;
