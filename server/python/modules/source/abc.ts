/** `abc` and `collections.abc`: abstract methods, virtual subclasses, and the mixin methods of the container classes. */
export const abcSource = String.raw`
def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

class abstractproperty(property):
    __isabstractmethod__ = True


_registered = {}


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _find_abstract(cls)
        return cls

    def register(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        _registered.setdefault(cls, []).append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        verdict = cls.__subclasshook__(subclass)
        if verdict is not NotImplemented:
            return verdict
        if cls in subclass.__mro__:
            return True
        for other in _registered.get(cls, ()):
            if issubclass(subclass, other):
                return True
        for other in cls.__subclasses__():
            if issubclass(subclass, other):
                return True
        return False


def _find_abstract(cls):
    names = {name for name, value in cls.__dict__.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    cls.__abstractmethods__ = frozenset(names)


def update_abstractmethods(cls):
    if hasattr(cls, "__abstractmethods__"):
        _find_abstract(cls)
    return cls


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def get_cache_token():
    return 0
`;

export const collectionsAbcSource = String.raw`
from abc import ABCMeta, abstractmethod

__all__ = ["Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable",
           "Iterator", "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet",
           "Mapping", "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence",
           "MutableSequence", "ByteString"]


def _has(C, methods):
    # Each method must be there, and not be taken away by None.
    for method in methods:
        found = next((base.__dict__[method] for base in C.__mro__ if method in base.__dict__), None)
        if found is None:
            return NotImplemented
    return True


def _recognised_by(*methods):
    # The hook of a class whose subclasses are those that have these methods; classes derived from it are not so.
    def hook(cls, C):
        return _has(C, methods) if cls.__dict__.get("__subclasshook__") is made else NotImplemented
    made = classmethod(hook)
    return made


class Hashable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0

    __subclasshook__ = _recognised_by("__hash__")


class Awaitable(metaclass=ABCMeta):
    __slots__ = ()
    __class_getitem__ = classmethod(_alias)

class Coroutine(Awaitable):
    __slots__ = ()

class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()
    __class_getitem__ = classmethod(_alias)

class AsyncIterator(AsyncIterable):
    __slots__ = ()

class AsyncGenerator(AsyncIterator):
    __slots__ = ()


class Iterable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        while False:
            yield None

    __subclasshook__ = _recognised_by("__iter__")
    __class_getitem__ = classmethod(_alias)


class Iterator(Iterable):
    __slots__ = ()

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self

    __subclasshook__ = _recognised_by("__iter__", "__next__")


class Generator(Iterator):
    __slots__ = ()

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        made = val if val is not None else typ if tb is None else typ()
        raise made if tb is None else made.with_traceback(tb)

    def close(self):
        from contextlib import suppress
        with suppress(GeneratorExit, StopIteration):
            self.throw(GeneratorExit)
            raise RuntimeError("generator ignored GeneratorExit")

    __subclasshook__ = _recognised_by("__iter__", "__next__", "send", "throw", "close")


class Reversible(Iterable):
    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        while False:
            yield None

    __subclasshook__ = _recognised_by("__reversed__", "__iter__")


class Sized(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0

    __subclasshook__ = _recognised_by("__len__")


class Container(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False

    __subclasshook__ = _recognised_by("__contains__")
    __class_getitem__ = classmethod(_alias)


class Collection(Sized, Iterable, Container):
    __slots__ = ()

    __subclasshook__ = _recognised_by("__len__", "__iter__", "__contains__")


class Callable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False

    __subclasshook__ = _recognised_by("__call__")
    __class_getitem__ = classmethod(_callable_alias)


def _between_sets(compare):
    def method(self, other):
        return compare(self, other) if isinstance(other, Set) else NotImplemented
    return method


def _with_any(combine, needs_set=False):
    # Set operations take any iterable; those that ask what the other has make a set of it first.
    def method(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        if needs_set and not isinstance(other, Set):
            other = self._from_iterable(other)
        return combine(self, other)
    return method


class Set(Collection):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    __le__ = _between_sets(lambda a, b: len(a) <= len(b) and all(x in b for x in a))
    __ge__ = _between_sets(lambda a, b: len(a) >= len(b) and all(x in a for x in b))
    __lt__ = _between_sets(lambda a, b: len(a) < len(b) and a <= b)
    __gt__ = _between_sets(lambda a, b: len(a) > len(b) and a >= b)
    __eq__ = _between_sets(lambda a, b: len(a) == len(b) and a <= b)

    __and__ = __rand__ = _with_any(lambda a, b: a._from_iterable(x for x in b if x in a))
    __or__ = __ror__ = _with_any(lambda a, b: a._from_iterable([*a, *b]))
    __sub__ = _with_any(lambda a, b: a._from_iterable(x for x in a if x not in b), True)
    __rsub__ = _with_any(lambda a, b: a._from_iterable(x for x in b if x not in a), True)
    __xor__ = __rxor__ = _with_any(lambda a, b: (a - b) | (b - a), True)

    def isdisjoint(self, other):
        for value in other:
            if value in self:
                return False
        return True


for _name, _method in list(Set.__dict__.items()):
    if getattr(_method, "__name__", None) == "method":
        _method.__name__ = _name
        _method.__qualname__ = "Set." + _name


class MutableSet(Set):
    __slots__ = ()

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for first in self:
            break
        else:
            raise KeyError
        self.discard(first)
        return first

    def clear(self):
        while len(self):
            self.pop()

    # What changes the set while it is read is read from a copy.

    def __ior__(self, it):
        for value in list(it):
            self.add(value)
        return self

    def __iand__(self, it):
        for value in list(self - it):
            self.discard(value)
        return self

    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self

    def __ixor__(self, it):
        for value in list(it if isinstance(it, Set) else self._from_iterable(it)):
            (self.discard if value in self else self.add)(value)
        return self


_nothing = object()


def _found(mapping, key):
    try:
        return mapping[key]
    except KeyError:
        return _nothing


def _holds(values, wanted):
    return any(value is wanted or value == wanted for value in values)


class Mapping(Collection):
    __slots__ = ()

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def __contains__(self, key):
        return _found(self, key) is not _nothing

    def get(self, key, default=None):
        found = _found(self, key)
        return default if found is _nothing else found

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

    __reversed__ = None


class MappingView(Sized):
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{type(self).__name__}({self._mapping!r})"

    __class_getitem__ = classmethod(_alias)


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        return _holds([_found(self._mapping, key)], value)

    def __iter__(self):
        return ((key, self._mapping[key]) for key in self._mapping)


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __contains__(self, value):
        return _holds(self, value)

    def __iter__(self):
        return (self._mapping[key] for key in self._mapping)


class MutableMapping(Mapping):
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_nothing):
        found = self[key] if default is _nothing else _found(self, key)
        if found is _nothing:
            return default
        del self[key]
        return found

    def popitem(self):
        key = next(iter(self), _nothing)
        if key is _nothing:
            raise KeyError
        return key, self.pop(key)

    def clear(self):
        while len(self):
            self.popitem()

    def update(self, other=(), /, **kwds):
        if isinstance(other, Mapping):
            pairs = ((key, other[key]) for key in other)
        elif hasattr(other, "keys"):
            pairs = ((key, other[key]) for key in other.keys())
        else:
            pairs = other
        for source in (pairs, kwds.items()):
            for key, value in source:
                self[key] = value

    def setdefault(self, key, default=None):
        found = _found(self, key)
        if found is _nothing:
            self[key] = found = default
        return found


class Sequence(Reversible, Collection):
    __slots__ = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        from itertools import count
        for i in count():
            try:
                value = self[i]
            except IndexError:
                return
            yield value

    def __contains__(self, value):
        return _holds(self, value)

    def __reversed__(self):
        return (self[i] for i in range(len(self) - 1, -1, -1))

    def index(self, value, start=0, stop=None):
        first, last, _ = slice(start, stop).indices(len(self))
        for i in range(first, last):
            if _holds([self[i]], value):
                return i
        raise ValueError

    def count(self, value):
        return len([v for v in self if _holds([v], value)])


class ByteString(Sequence):
    __slots__ = ()


class MutableSequence(Sequence):
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        left, right = 0, len(self) - 1
        while left < right:
            self[left], self[right] = self[right], self[left]
            left, right = left + 1, right - 1

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        taken = self[index]
        del self[index]
        return taken

    def remove(self, value):
        del self[self.index(value)]


Set.register(frozenset)
MutableSet.register(set)
Set.register(type({}.keys()))
KeysView.register(type({}.keys()))
Set.register(type({}.items()))
ItemsView.register(type({}.items()))
ValuesView.register(type({}.values()))
MutableMapping.register(dict)
Sequence.register(tuple)
Sequence.register(str)
Sequence.register(range)
ByteString.register(bytes)
ByteString.register(bytearray)
MutableSequence.register(list)
MutableSequence.register(bytearray)
`;
