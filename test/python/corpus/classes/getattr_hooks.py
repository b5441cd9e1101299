class A:
    def __init__(self): self.real = 1
    def __getattr__(self, name):
        if name.startswith("x"): return name.upper()
        raise AttributeError(f"no {name}")
    def __setattr__(self, name, v):
        print("set", name, v)
        object.__setattr__(self, name, v)
    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)
a = A()
print(a.real, a.xyz, hasattr(a, "q"), getattr(a, "q", "dflt"))
del a.real
try: a.real
except AttributeError as e: print(e)
