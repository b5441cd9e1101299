class V:
    def __init__(self, *c): self.c = c
    def __repr__(self): return f"V{self.c}"
    def __add__(self, o): return V(*[a + b for a, b in zip(self.c, o.c)]) if isinstance(o, V) else NotImplemented
    def __mul__(self, k): return V(*[a * k for a in self.c])
    __rmul__ = __mul__
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.c, o.c))
    def __neg__(self): return self * -1
    def __getitem__(self, i): return self.c[i]
    def __len__(self): return len(self.c)
    def __eq__(self, o): return self.c == o.c
    def __bool__(self): return any(self.c)
    def __abs__(self): return (self @ self) ** 0.5
    def __call__(self, x): return x
    def __contains__(self, x): return x in self.c
v = V(1, 2); w = V(3, 4)
print(v + w, v * 2, 3 * v, v @ w, -v, v[1], len(v), v == V(1, 2), bool(V(0, 0)), abs(w), v(5), 2 in v, list(v))
try: v + 1
except TypeError as e: print(e)
try: 1 + v
except TypeError as e: print(e)
