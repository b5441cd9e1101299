class A:
    def __init__(self, **kw): self.__dict__.update(kw)
a = A(x=1, y=2)
print(a.x, a.y, vars(a))
a.__dict__["z"] = 3
print(a.z)
print(sorted(k for k in A.__dict__ if not k.startswith("__")), "x" in A.__dict__)
