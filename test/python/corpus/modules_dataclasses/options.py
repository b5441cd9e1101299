from dataclasses import dataclass, field, FrozenInstanceError, KW_ONLY, InitVar
from typing import ClassVar
@dataclass(frozen=True, order=True)
class V:
    a: int
    b: str = "z"
v = V(1)
print(hash(v) == hash(V(1)), v < V(2), sorted([V(3), V(1, "b"), V(1, "a")]), {v: 1})
for f in [lambda: setattr(v, "a", 2), lambda: delattr(v, "a"), lambda: setattr(v, "new", 2)]:
    try:
        f()
    except FrozenInstanceError as e:
        print(type(e).__name__, e)
@dataclass(eq=False)
class N:
    a: int
print(N(1) == N(1), hash(N(1)) is not None)
@dataclass(repr=False)
class R:
    a: int
print("R object" in repr(R(1)))
@dataclass(kw_only=True)
class K:
    a: int = 1
    b: int
print(K(b=2))
try:
    K(2)
except TypeError as e:
    print(e)
@dataclass
class M:
    a: int
    _: KW_ONLY
    b: int = 5
    c: ClassVar[int] = 7
    d: InitVar[int] = 3
    e: int = field(init=False)
    f: int = field(default=9, repr=False, compare=False)
    def __post_init__(self, d):
        self.e = self.a + d
m = M(1, d=10)
print(m, M.c, m.f, M(1, f=0) == M(1, f=1))
try:
    M(1, 2)
except TypeError as e:
    print(e)
@dataclass(slots=True)
class S:
    x: int
    y: int = 2
s = S(1)
print(s, S.__slots__, hasattr(s, "__dict__"))
try:
    s.z = 1
except AttributeError as e:
    print(e)
@dataclass(unsafe_hash=True)
class U:
    a: int
    b: list = field(default_factory=list, hash=False)
print(hash(U(1)) == hash(U(1)))
