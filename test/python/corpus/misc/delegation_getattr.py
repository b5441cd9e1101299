class Proxy:
    def __init__(self, o): self._o = o
    def __getattr__(self, n):
        attr = getattr(self._o, n)
        if callable(attr):
            def wrapped(*a, **k):
                print("calling", n, a)
                return attr(*a, **k)
            return wrapped
        return attr
p = Proxy([3, 1, 2])
p.append(0)
p.sort()
print(p._o)
