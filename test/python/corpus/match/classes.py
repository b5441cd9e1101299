class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): pass
def f(v):
    match v:
        case P(0, 0): return "origin"
        case P(x, 0): return ("xaxis", x)
        case Q(y=yy): return ("Q", yy)
        case P(x=a, y=b) if a == b: return ("diag", a)
        case P(): return "point"
        case int(n): return ("int", n)
        case str() as s: return ("str", s)
        case [P(1, z), *_]: return ("listP", z)
        case _: return "?"
for v in [P(0, 0), P(3, 0), Q(1, 2), P(4, 4), P(1, 2), 7, "s", [P(1, 9)], 2.0, True]: print(f(v))
