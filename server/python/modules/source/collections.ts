/** `collections`: its containers in Python, over the builtin dict and list. */
export const collectionsSource = String.raw`
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]


class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self._set_factory(default_factory)
        super().__init__(*args, **kwargs)

    def _set_factory(self, factory):
        object.__setattr__(self, "default_factory", factory)

    def __missing__(self, key):
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        value = factory()
        self[key] = value
        return value

    def __repr__(self):
        factory = _guard_repr(self, "...", lambda: repr(self.default_factory))
        return "%s(%s, %s)" % (type(self).__name__, factory, dict.__repr__(self))

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self.default_factory, other)
        made.update(self)
        return made


class OrderedDict(dict):
    def __init__(self, other=(), /, **kwds):
        self.update(other, **kwds)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)

    def move_to_end(self, key, last=True):
        if key not in self:
            raise KeyError(key)
        if last:
            value = dict.pop(self, key)
            dict.__setitem__(self, key, value)
            return
        items = [(key, dict.__getitem__(self, key))]
        items += [(k, v) for k, v in dict.items(self) if not (k is key or k == key)]
        dict.clear(self)
        for k, v in items:
            dict.__setitem__(self, k, v)

    def __repr__(self):
        name = type(self).__name__
        if not self:
            return "%s()" % name
        return _guard_repr(self, "...", lambda: "%s(%r)" % (name, list(self.items())))

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def __reduce__(self):
        return type(self), (), None, None, iter(self.items())

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and all(a is b or a == b for a, b in zip(self, other))
        return dict.__eq__(self, other)

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.__class__(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.__class__(other)
        made.update(self)
        return made


def _counted(iterable):
    # Pairs of an element and how often it counts: as a mapping says, or once for each time it comes.
    return iterable.items() if _is_mapping(iterable) else ((elem, 1) for elem in iterable)


def _comparing(name, compare):
    def method(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        # Elements that one of them lacks count zero there.
        return all(compare(self[elem], other[elem]) for elem in dict.fromkeys([*self, *other]))
    method.__name__ = name
    method.__qualname__ = "Counter." + name
    return method


def _combining(name, choose):
    def method(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return Counter()._fill((elem, choose(self[elem], other[elem])) for elem in dict.fromkeys([*self, *other]))

    def in_place(self, other):
        chosen = [(elem, choose(self[elem], other[elem])) for elem in dict.fromkeys([*self, *other])]
        self.clear()
        return self._fill(chosen)
    for made, made_name in ((method, f"__{name}__"), (in_place, f"__i{name}__")):
        made.__name__ = made_name
        made.__qualname__ = "Counter." + made_name
        setattr(Counter, made_name, made)


class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def _fill(self, pairs):
        for elem, count in pairs:
            if count > 0:
                self[elem] = count
        return self

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        return sorted(self.items(), key=_itemgetter(1), reverse=True)[:None if n is None else max(n, 0)]

    def elements(self):
        return (elem for elem, count in self.items() for _ in range(count))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        for part in (iterable, kwds):
            if part is not None:
                for elem, count in _counted(part):
                    self[elem] = count + self.get(elem, 0) if elem in self else count

    def subtract(self, iterable=None, /, **kwds):
        for part in (iterable, kwds):
            if part is not None:
                for elem, count in _counted(part):
                    self[elem] = self.get(elem, 0) - count

    def copy(self):
        return self.__class__(self)

    def __reduce__(self):
        return type(self), (dict(self),)

    def __delitem__(self, elem):
        self.pop(elem, None)

    def __repr__(self):
        try:
            shown = dict(self.most_common())
        except TypeError:
            # Counts that have no order stand as they came.
            shown = dict(self)
        return f"{type(self).__name__}({shown or ''!s})"

    def __pos__(self):
        return Counter()._fill(self.items())

    def __neg__(self):
        return Counter()._fill((elem, -count) for elem, count in self.items())

    __hash__ = None
    __eq__ = _comparing("__eq__", lambda a, b: a == b)
    __le__ = _comparing("__le__", lambda a, b: a <= b)
    __ge__ = _comparing("__ge__", lambda a, b: a >= b)

    def __ne__(self, other):
        return not self == other if isinstance(other, Counter) else NotImplemented

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented


_combining("add", lambda a, b: a + b)
_combining("sub", lambda a, b: a - b)
_combining("or", max)
_combining("and", min)


def _is_mapping(value):
    if isinstance(value, dict):
        return True
    from collections.abc import Mapping
    return isinstance(value, Mapping)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    field_names = list(map(str, field_names))
    typename = str(typename)
    if rename:
        seen = set()
        for i, name in enumerate(field_names):
            if not name.isidentifier() or _iskeyword(name) or name.startswith("_") or name in seen:
                field_names[i] = f"_{i}"
            seen.add(name)
    for name in [typename] + field_names:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in field_names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(field_names):
            raise TypeError("Got more default values than field names")
        field_defaults = dict(zip(field_names[len(field_names) - len(defaults):], defaults))
    return _make_namedtuple(typename, tuple(field_names), field_defaults, module or _caller_module())


def _make_namedtuple(typename, fields, field_defaults, module):
    count = len(fields)
    tuple_new = tuple.__new__

    # The constructor is made from its text, so that wrong calls are reported as for any function.
    parameters = "".join(f", {name}=_d[{name!r}]" if name in field_defaults else f", {name}" for name in fields)
    values = "".join(f"{name}, " for name in fields)
    namespace = {"_t": tuple_new, "_d": field_defaults, "__name__": f"namedtuple_{typename}"}
    _library_exec(f"def __new__(_cls{parameters}):\n    return _t(_cls, ({values}))\n", namespace)
    constructor = namespace["__new__"]
    constructor.__qualname__ = f"{typename}.__new__"
    constructor.__doc__ = f"Create new instance of {typename}({', '.join(fields)})"

    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if len(result) != count:
            raise TypeError(f"Expected {count} arguments, got {len(result)}")
        return result

    def _replace(self, /, **kwds):
        result = self._make([kwds.pop(name, value) for name, value in zip(fields, self)])
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    def __repr__(self):
        return self.__class__.__name__ + "(" + ", ".join([f"{n}={v!r}" for n, v in zip(fields, self)]) + ")"

    def _asdict(self):
        return dict(zip(fields, self))

    def __getnewargs__(self):
        return tuple(self)

    body = {
        "__module__": module,
        "__doc__": f"{typename}({', '.join(fields)})",
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": field_defaults,
        "__new__": constructor,
        "_make": classmethod(_make),
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": fields,
    }
    for i, name in enumerate(fields):
        body[name] = _tuplegetter(i, f"Alias for field number {i}")
    return type(typename, (tuple,), body)


class _tuplegetter:
    def __init__(self, index, doc):
        self._index = index
        self.__doc__ = doc

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return tuple.__getitem__(instance, self._index)

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")

    def __repr__(self):
        return f"_tuplegetter({self._index}, {self.__doc__!r})"


defaultdict.__class_getitem__ = classmethod(_alias)
OrderedDict.__class_getitem__ = classmethod(_alias)
Counter.__class_getitem__ = classmethod(_alias)
`;

/** The classes of `collections` that rest on collections.abc: evaluated when one of them is first asked for. */
export const collectionsUserSource = String.raw`
from collections.abc import MutableMapping, MutableSequence, Sequence


class ChainMap(MutableMapping):
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def _holder(self, key):
        # The first mapping that has the key, or None.
        return next((mapping for mapping in self.maps if key in mapping), None)

    def _merged(self):
        # Later mappings first, so that earlier ones decide; the order is that of updating from the last to the first.
        merged = {}
        for mapping in self.maps[::-1]:
            merged.update(mapping)
        return merged

    def _first(self, act, key):
        try:
            return act(self.maps[0])
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def __contains__(self, key):
        return self._holder(key) is not None

    def get(self, key, default=None):
        return default if key not in self else self[key]

    def __iter__(self):
        return iter(dict.fromkeys(key for mapping in self.maps[::-1] for key in mapping))

    def __len__(self):
        return sum(1 for _ in self)

    def __bool__(self):
        return any(map(bool, self.maps))

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([repr(mapping) for mapping in self.maps])})"

    @classmethod
    def fromkeys(cls, iterable, value=None):
        return cls(dict.fromkeys(iterable, value))

    def copy(self):
        first, *others = self.maps
        return type(self)(first.copy(), *others)

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        child = {} if m is None else m
        if kwargs:
            child.update(kwargs)
        return type(self)(child, *self.maps)

    @property
    def parents(self):
        return type(self)(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        self._first(lambda mapping: mapping.__delitem__(key), key)

    def pop(self, key, *default):
        return self._first(lambda mapping: mapping.pop(key, *default), key)

    def popitem(self):
        if not self.maps[0]:
            raise KeyError("No keys found in the first mapping.")
        return self.maps[0].popitem()

    def clear(self):
        self.maps[0].clear()

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        made = self.copy()
        made |= other
        return made

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        return type(self)({**other, **self._merged()})


class UserDict(MutableMapping):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(self.__class__, "__missing__"):
            return self.__class__.__missing__(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def __or__(self, other):
        if isinstance(other, UserDict):
            return self.__class__(self.data | other.data)
        if isinstance(other, dict):
            return self.__class__(self.data | other)
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, dict):
            return self.__class__(other | self.data)
        return NotImplemented

    def __ior__(self, other):
        self.data |= other.data if isinstance(other, UserDict) else other
        return self

    def copy(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.data = self.data.copy()
        return made

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        d = cls()
        for key in iterable:
            d[key] = value
        return d


class UserList(MutableSequence):
    def __init__(self, initlist=None):
        self.data = []
        if initlist is not None:
            self.data = list(initlist.data if isinstance(initlist, UserList) else initlist)

    def __repr__(self):
        return repr(self.data)

    def _plain(self, other):
        return other.data if isinstance(other, UserList) else other

    def __lt__(self, other): return self.data < self._plain(other)
    def __le__(self, other): return self.data <= self._plain(other)
    def __eq__(self, other): return self.data == self._plain(other)
    def __gt__(self, other): return self.data > self._plain(other)
    def __ge__(self, other): return self.data >= self._plain(other)
    def __contains__(self, item): return item in self.data
    def __len__(self): return len(self.data)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return self.__class__(self.data[i])
        return self.data[i]

    def __setitem__(self, i, item): self.data[i] = item
    def __delitem__(self, i): del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + list(self._plain(other)))

    def __radd__(self, other):
        return self.__class__(list(self._plain(other)) + self.data)

    def __iadd__(self, other):
        self.data += list(self._plain(other))
        return self

    def __mul__(self, n): return self.__class__(self.data * n)
    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def append(self, item): self.data.append(item)
    def insert(self, i, item): self.data.insert(i, item)
    def pop(self, i=-1): return self.data.pop(i)
    def remove(self, item): self.data.remove(item)
    def clear(self): self.data.clear()
    def copy(self): return self.__class__(self)
    __copy__ = copy
    def count(self, item): return self.data.count(item)
    def index(self, item, *args): return self.data.index(item, *args)
    def reverse(self): self.data.reverse()
    def sort(self, /, *args, **kwds): self.data.sort(*args, **kwds)
    def extend(self, other): self.data.extend(self._plain(other))


class UserString(Sequence):
    def __init__(self, seq):
        self.data = seq if isinstance(seq, str) else seq.data[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self): return str(self.data)
    def __repr__(self): return repr(self.data)
    def __int__(self): return int(self.data)
    def __float__(self): return float(self.data)
    def __hash__(self): return hash(self.data)

    def _plain(self, other):
        return other.data if isinstance(other, UserString) else other

    def __eq__(self, other): return self.data == self._plain(other)
    def __lt__(self, other): return self.data < self._plain(other)
    def __le__(self, other): return self.data <= self._plain(other)
    def __gt__(self, other): return self.data > self._plain(other)
    def __ge__(self, other): return self.data >= self._plain(other)
    def __contains__(self, char): return self._plain(char) in self.data
    def __len__(self): return len(self.data)
    def __getitem__(self, index): return self.__class__(self.data[index])

    def __add__(self, other):
        return self.__class__(self.data + (self._plain(other) if isinstance(other, (UserString, str)) else str(other)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, str) else str(other)) + self.data)

    def __mul__(self, n): return self.__class__(self.data * n)
    __rmul__ = __mul__
    def __mod__(self, args): return self.__class__(self.data % args)

    def join(self, seq): return self.data.join(seq)
    def split(self, sep=None, maxsplit=-1): return self.data.split(sep, maxsplit)
    def rsplit(self, sep=None, maxsplit=-1): return self.data.rsplit(sep, maxsplit)
    def splitlines(self, keepends=False): return self.data.splitlines(keepends)
    def partition(self, sep): return self.data.partition(sep)
    def rpartition(self, sep): return self.data.rpartition(sep)
    def encode(self, encoding="utf-8", errors="strict"): return self.data.encode(encoding, errors)
    def count(self, sub, *args): return self.data.count(self._plain(sub), *args)
    def find(self, sub, *args): return self.data.find(self._plain(sub), *args)
    def rfind(self, sub, *args): return self.data.rfind(self._plain(sub), *args)
    def index(self, sub, *args): return self.data.index(sub, *args)
    def rindex(self, sub, *args): return self.data.rindex(sub, *args)
    def startswith(self, prefix, *args): return self.data.startswith(prefix, *args)
    def endswith(self, suffix, *args): return self.data.endswith(suffix, *args)
    def format(self, /, *args, **kwds): return self.data.format(*args, **kwds)
    def format_map(self, mapping): return self.data.format_map(mapping)
    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(self._plain(old), self._plain(new), maxsplit))


def _forward_text(name, wraps):
    def method(self, *args):
        result = getattr(self.data, name)(*args)
        return self.__class__(result) if wraps else result
    method.__name__ = name
    method.__qualname__ = f"UserString.{name}"
    setattr(UserString, name, method)


for _n in ("capitalize", "casefold", "center", "expandtabs", "ljust", "lower", "lstrip", "removeprefix",
           "removesuffix", "rjust", "rstrip", "strip", "swapcase", "title", "translate", "upper", "zfill"):
    _forward_text(_n, True)
for _n in ("isalpha", "isalnum", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric",
           "isprintable", "isspace", "istitle", "isupper"):
    _forward_text(_n, False)
del _n
`;
