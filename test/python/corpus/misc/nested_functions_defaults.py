def make(n):
    def inner(x, y=n, *, z=n * 2): return x, y, z
    return inner
print(make(1)(0), make(5)(0, z=1))
