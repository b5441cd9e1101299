/** `copy`: shallow and deep, with the protocols that classes take part in. */
export const copySource = String.raw`
__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_atoms = {type(None), int, float, bool, complex, str, bytes, type, range, slice, property, type(Ellipsis),
          type(NotImplemented), type(len), type(lambda: 0), type(list[int]), type(int | str)}
_builtin_copies = {list: list.copy, dict: dict.copy, set: set.copy, bytearray: bytearray.copy}


def copy(x):
    cls = type(x)
    if cls in _atoms or cls is tuple or cls is frozenset or issubclass(cls, type):
        return x
    if cls in _builtin_copies:
        return _builtin_copies[cls](x)
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    host = _host_copy(x)
    if host is not NotImplemented:
        return host
    return _rebuild(x, None, _reduced(x, cls))


def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = {}
    key = id(x)
    known = memo.get(key, _nil)
    if known is not _nil:
        return known
    cls = type(x)
    if cls in _atoms or issubclass(cls, type):
        return x
    deep = _deep.get(cls)
    if deep is not None:
        y = deep(x, memo)
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            y = copier(memo)
        else:
            y = _host_deepcopy(x, memo)
            if y is NotImplemented:
                y = _rebuild(x, memo, _reduced(x, cls))
    if y is not x:
        memo[key] = y
        _keep(x, memo)
    return y


def _keep(x, memo):
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _deep_list(x, memo):
    y = []
    memo[id(x)] = y
    for a in x:
        y.append(deepcopy(a, memo))
    return y


def _deep_tuple(x, memo):
    y = [deepcopy(a, memo) for a in x]
    # A tuple that contains itself was copied on the way.
    if id(x) in memo:
        return memo[id(x)]
    for a, b in zip(x, y):
        if a is not b:
            return tuple(y)
    return x


def _deep_dict(x, memo):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deep_set(x, memo):
    return type(x)(deepcopy(a, memo) for a in x)


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


class _C:
    def m(self):
        pass


_deep = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, set: _deep_set, frozenset: _deep_set,
         bytearray: lambda x, memo: bytearray(x), type(_C().m): _deep_method}
del _C


def _reduced(x, cls):
    reduce = _own_method(cls, "__reduce_ex__")
    if reduce is not None:
        return reduce(x, 4)
    reduce = _own_method(cls, "__reduce__")
    if reduce is not None:
        return reduce(x)
    if isinstance(x, BaseException):
        state = dict(x.__dict__)
        return (cls, x.args, state) if state else (cls, x.args)
    if _is_opaque(x):
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    args = ()
    kwargs = {}
    getnewargs_ex = getattr(x, "__getnewargs_ex__", None)
    getnewargs = getattr(x, "__getnewargs__", None)
    if getnewargs_ex is not None:
        args, kwargs = getnewargs_ex()
    elif getnewargs is not None:
        args = getnewargs()
    else:
        for base in (int, float, str, bytes, tuple, frozenset, complex):
            if isinstance(x, base):
                args = (_plain_value(x),)
                break
    getstate = _own_method(cls, "__getstate__")
    state = getstate(x) if getstate is not None else _state(x)
    items = iter(x) if isinstance(x, list) else None
    pairs = iter(dict.items(x)) if isinstance(x, dict) else None
    if isinstance(x, (set, bytearray)):
        return cls, (_plain_value(x),), state
    return lambda *a: cls.__new__(cls, *a, **kwargs), args, state, items, pairs


def _own_method(cls, name):
    for base in cls.__mro__:
        if base is object:
            return None
        if name in base.__dict__:
            return base.__dict__[name]
    return None


def _plain_value(x):
    for base in (int, float, str, bytes, tuple, frozenset, complex, set, bytearray):
        if isinstance(x, base):
            if base is int:
                return int.__int__(x)
            if base is float:
                return float.__float__(x)
            if base is str:
                return str.__str__(x)
            if base is bytes:
                return bytes(x)
            return base(x)


def _state(x):
    state = getattr(x, "__dict__", None)
    state = dict(state) if state else None
    slots = {}
    for base in type(x).__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in [names] if isinstance(names, str) else names:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = "_" + base.__name__.lstrip("_") + name
            try:
                slots[name] = getattr(x, name)
            except AttributeError:
                pass
    if slots:
        return state, slots
    return state


def _rebuild(x, memo, reduced):
    if isinstance(reduced, str):
        return x
    func, args, state, items, pairs = tuple(reduced) + (None,) * (5 - len(reduced))
    deep = memo is not None
    if deep and args:
        args = tuple(deepcopy(a, memo) for a in args)
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    object.__setattr__(y, name, value)
    if items is not None:
        for item in items:
            y.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                y[deepcopy(key, memo)] = deepcopy(value, memo)
            else:
                y[key] = value
    return y
`;
