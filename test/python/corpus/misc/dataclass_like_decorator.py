def simple(cls):
    names = list(cls.__annotations__)
    def __init__(self, *args):
        for n, v in zip(names, args): setattr(self, n, v)
    def __repr__(self): return f"{cls.__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"
    cls.__init__ = __init__
    cls.__repr__ = __repr__
    return cls
@simple
class P:
    x: int
    y: float
print(P(1, 2.5))
