class Pt(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
p = Pt(1, 2); print(p, p.x, p == (1, 2), p + (3,), type(p + (3,)).__name__, {p: 1}[(1, 2)], len(p), [*p], p < (1, 3)); a, b = p; print(a, b)
