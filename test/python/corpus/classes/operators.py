class V:
    def __init__(self, *c): self.c = c
    def __add__(self, o): return V(*[a + b for a, b in zip(self.c, o.c)])
    def __radd__(self, o): return V(*[o + a for a in self.c])
    def __mul__(self, k): return V(*[a * k for a in self.c]) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __neg__(self): return V(*[-a for a in self.c])
    def __getitem__(self, i): return self.c[i]
    def __len__(self): return len(self.c)
    def __iter__(self): return iter(self.c)
    def __contains__(self, x): return x in self.c
    def __bool__(self): return any(self.c)
    def __repr__(self): return "V" + str(self.c)
    def __iadd__(self, o): self.c = tuple(a + b for a, b in zip(self.c, o.c)); return self
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.c, o.c))
    def __lt__(self, o): return sum(self.c) < sum(o.c)
    def __hash__(self): return hash(self.c)
    def __eq__(self, o): return self.c == o.c
v, w = V(1, 2), V(3, 4)
print(v + w, 1 + v, v * 2, 2 * v, -v, v[0], len(v), list(v), 2 in v, bool(V(0, 0)), v @ w, v < w, v > w)
u = v
u += w
print(u, v, u is v, sorted([w, V(0)]), {V(1): "x"}[V(1)])
try: v * "s"
except TypeError as e: print(e)
