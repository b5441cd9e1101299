from typing import NamedTuple, TypedDict, Protocol, runtime_checkable, overload, final, Optional, Generic, TypeVar
class P(NamedTuple):
    x: int
    y: int = 5
    def total(self): return self.x + self.y
p = P(1)
print(p, p.total(), P._fields, P._field_defaults, P.__annotations__, p._replace(y=0), P.__module__, isinstance(p, tuple), P.__doc__)
Q = NamedTuple("Q", [("a", int), ("b", str)])
print(Q(1, "z"), Q.__annotations__)
class Movie(TypedDict, total=False):
    name: str
    year: int
m: Movie = {"name": "x"}
print(Movie(name="a"), m, Movie.__annotations__, Movie.__total__, Movie.__optional_keys__ == {"name", "year"}, type(Movie(name="b")))
class Full(Movie):
    extra: int
print(sorted(Full.__required_keys__), sorted(Full.__annotations__))
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...
print(isinstance([], HasLen), isinstance(5, HasLen))
class Shape(Protocol):
    def area(self) -> float: ...
class Sq:
    def area(self): return 4.0
def use(s: Shape): return s.area()
print(use(Sq()))
for g in [lambda: Shape(), lambda: isinstance(Sq(), Shape), lambda: P(), lambda: P(1, 2, 3), lambda: setattr(p, "x", 3)]:
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
class Expl(Shape):
    def area(self): return 1.0
print(Expl().area())
@overload
def h(x: int) -> int: ...
@overload
def h(x: str) -> str: ...
def h(x): return x
print(h(1), h("a"))
T = TypeVar("T")
class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []
    def push(self, i: T) -> None: self.items.append(i)
s = Stack[int](); s.push(1); print(s.items)
try:
    class BadNT(NamedTuple):
        a: int = 1
        b: int
except TypeError as e:
    print(e)
