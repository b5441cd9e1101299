from dataclasses import dataclass, field, fields, asdict, make_dataclass, astuple
from collections import namedtuple, OrderedDict
@dataclass
class A:
    x: int
    y: int = 1
@dataclass
class B(A):
    z: int = 2
    x: float = 0.5
print(B(), B(1, 2, 3), [f.name for f in fields(B)], B.__mro__[1] is A, A(1) == B(1))
@dataclass
class Tree:
    v: int
    kids: "list[Tree]" = field(default_factory=list)
t = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
print(t, asdict(t), astuple(t))
NT = namedtuple("NT", "p q")
@dataclass
class H:
    m: dict
    n: NT
    o: tuple
h = H({"k": A(1)}, NT(A(2), 3), (A(4), [A(5)]))
print(asdict(h), asdict(A(1), dict_factory=OrderedDict))
C = make_dataclass("C", ["a", ("b", int), ("c", int, 5)], namespace={"f": lambda self: self.b})
print(C(1, 2), C(1, 2).f(), C.__name__)
def bad(src):
    try:
        exec(src)
    except Exception as e:
        print(type(e).__name__, e)
pre = "from dataclasses import dataclass, field\n"
bad(pre + "@dataclass\nclass X:\n    a: int = 1\n    b: int\n")
bad(pre + "@dataclass\nclass X:\n    a: list = []\n")
bad(pre + "@dataclass\nclass X:\n    a: dict = {}\n")
bad(pre + "@dataclass(order=True, eq=False)\nclass X:\n    a: int\n")
bad(pre + "@dataclass\nclass X:\n    a = field()\n")
bad(pre + "field(default=1, default_factory=list)\n")
bad(pre + "@dataclass(frozen=True)\nclass X: pass\n@dataclass\nclass Y(X): pass\n")
bad(pre + "@dataclass\nclass X: pass\n@dataclass(frozen=True)\nclass Y(X): pass\n")
bad(pre + "@dataclass(order=True)\nclass X:\n    a: int\n    def __lt__(self, o): return True\n")
@dataclass
class Rec:
    me: object = None
r = Rec(); r.me = r
print(r)
@dataclass
class Outer:
    @dataclass
    class Inner:
        q: int = 1
    i: Inner = field(default_factory=Inner)
print(Outer())
