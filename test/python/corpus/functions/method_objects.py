class C:
    def m(self, x): return (self.v, x)
    def __init__(self, v): self.v = v
c = C(1)
m = c.m
print(m(2), m.__self__ is c, m.__func__ is C.m, m.__name__, C.m(c, 3))
print(c.m == c.m, c.m is c.m)
