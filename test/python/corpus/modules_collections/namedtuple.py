from collections import namedtuple
P = namedtuple("P", ["x", "y"])
p = P(1, y=2)
print(p, p.x, p[1], p._fields, p._asdict(), p._replace(x=5), P._make([7, 8]), tuple(p), p == (1, 2))
x, y = p
print(x + y, len(p), isinstance(p, tuple), P.__name__, P.__doc__, P.__module__, hash(p) == hash((1, 2)))
Q = namedtuple("Q", "a b c", defaults=[10, 20])
print(Q(1), Q._field_defaults, Q(1, 2, 3))
print(namedtuple("R", "a, def, a", rename=True)._fields)
class S(namedtuple("S", "u v")):
    @property
    def total(self):
        return self.u + self.v
print(S(1, 2).total, S(1, 2))
for f in [lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: p._replace(z=1), lambda: P._make([1]), lambda: namedtuple("A", "a a"),
          lambda: namedtuple("A", "_a"), lambda: namedtuple("A", "class"), lambda: namedtuple("1", "a"), lambda: p.q,
          lambda: setattr(p, "x", 1)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
match p:
    case P(x=a, y=b):
        print(a, b)
match p:
    case P(a, b):
        print(a, b)
print(sorted([P(2, 1), P(1, 5)]), P.x)
