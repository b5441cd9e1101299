class P:
    def __init__(self): self.x = 1; self.items = [10, {"k": "v"}]
    def __format__(self, spec): return f"P({spec})"
p = P()
print("{0.x} {0.items[0]} {0.items[1][k]} {0:abc} {a:>{w}} {{}} {!r}".format(p, a="z", w=4) if False else "{0.x} {0.items[0]} {0.items[1][k]} {0:abc} {a:>{w}} {{}} {1!r}".format(p, "q", a="z", w=4))
print("{} {} {}".format(1, "b", None), "{1}{0}".format(1, 2), "{:>6.2f}|{:^7}|".format(2.5, "mid"))
