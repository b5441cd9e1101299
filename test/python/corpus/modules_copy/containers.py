import copy
from collections import OrderedDict, defaultdict, Counter, deque, namedtuple
from dataclasses import dataclass, field
d = defaultdict(list, a=[1]); e = copy.deepcopy(d); e["a"].append(2); e["b"]
print(d, e, copy.copy(d))
o = OrderedDict(a=[1]); p = copy.deepcopy(o); p["a"].append(2); print(o, p, type(p))
c = copy.deepcopy(Counter("aab")); print(c, type(c))
q = deque([[1]], maxlen=3); r = copy.deepcopy(q); r[0].append(2); print(q, r)
N = namedtuple("N", "a b"); n = N([1], 2); m = copy.deepcopy(n); m.a.append(3); print(n, m, type(m) is N)
@dataclass
class A:
    x: list = field(default_factory=list)
a = A([1]); b = copy.deepcopy(a); b.x.append(2); print(a, b)
@dataclass(frozen=True)
class F:
    x: list
f = F([1]); g = copy.deepcopy(f); print(g, g == f, g.x is f.x)
class Node:
    def __init__(self, v, parent=None): self.v, self.parent, self.kids = v, parent, []
root = Node(1); root.kids.append(Node(2, root))
cp = copy.deepcopy(root)
print(cp.kids[0].parent is cp, cp.kids[0].v)
class M:
    def m(self): return self
mm = M(); bound = copy.deepcopy(mm.m); print(bound() is mm, type(bound()) is M)
