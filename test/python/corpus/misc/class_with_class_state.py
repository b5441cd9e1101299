class Counter:
    total = 0
    def __new__(cls, *a, **k):
        cls.total += 1
        return super().__new__(cls)
    def __init__(self, start=0): self.n = start
    def __iadd__(self, k):
        self.n += k
        return self
c = Counter(5)
c += 3
d = c
d += 1
print(c.n, Counter.total, c is d)
