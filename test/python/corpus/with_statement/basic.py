class C:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self):
        print("enter", self.n)
        return self
    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None, v, tb is not None)
        return self.s
with C(1) as a, C(2) as b: print(a.n, b.n)
with C(3, True): raise ValueError("x")
print("after")
with (C(4) as x, C(5, True)): {}["k"]
try:
    with C(6): 1 / 0
except ZeroDivisionError as e: print("out", e)
