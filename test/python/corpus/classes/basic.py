class P:
    """doc"""
    count = 0
    def __init__(self, x, y=0):
        self.x, self.y = x, y
        P.count += 1
    def __repr__(self): return f"P({self.x}, {self.y})"
    def __eq__(self, o): return isinstance(o, P) and (self.x, self.y) == (o.x, o.y)
    def __add__(self, o): return P(self.x + o.x, self.y + o.y)
p = P(1, 2)
print(p, p + P(3), p == P(1, 2), p != P(1), P.count, p.__dict__, P.__name__, P.__doc__)
print(type(p), P.__module__, P.__qualname__, P.__mro__, P.__bases__)
