from collections.abc import Iterable, Sequence, Mapping, Callable, Hashable, Sized, Iterator, MutableMapping, Set, MutableSequence, Generator, Container, Collection
print([isinstance([], c) for c in (Iterable, Sequence, Mapping, Callable, Hashable, Sized, Iterator, MutableSequence)])
print([isinstance({}, c) for c in (Iterable, Sequence, Mapping, MutableMapping, Hashable, Collection)])
print(isinstance(len, Callable), isinstance((x for x in []), Generator), isinstance(iter([]), Iterator), isinstance(5, Iterable))
print(issubclass(set, Set), issubclass(str, Sequence), isinstance("a", Container))
class Seq(Sequence):
    def __init__(self, *a): self.a = a
    def __len__(self): return len(self.a)
    def __getitem__(self, i): return self.a[i]
s = Seq(1, 2, 3, 2)
print(list(s), 2 in s, s.index(3), s.count(2), list(reversed(s)))
class M(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M()
m.update(a=1, b=2)
print(m.pop("a"), m.setdefault("c", 3), list(m.items()), m == {"b": 2, "c": 3}, m.get("q"), list(m.keys()), m.popitem())
try:
    Sequence()
except TypeError as e:
    print(e)
class Bad(Mapping):
    pass
try:
    Bad()
except TypeError as e:
    print(e)
print(Iterable, Callable[[int], str], Sequence[int])
