class Module:
    def __init__(self):
        object.__setattr__(self, "_params", {})
        object.__setattr__(self, "_mods", {})
    def __setattr__(self, n, v):
        if isinstance(v, Module): self._mods[n] = v
        elif isinstance(v, float): self._params[n] = v
        else: object.__setattr__(self, n, v)
    def __getattr__(self, n):
        if "_params" in self.__dict__ and n in self._params: return self._params[n]
        if "_mods" in self.__dict__ and n in self._mods: return self._mods[n]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{n}'")
    def parameters(self):
        yield from self._params.values()
        for m in self._mods.values(): yield from m.parameters()
    def __call__(self, *a): return self.forward(*a)
class Lin(Module):
    def __init__(self, w):
        super().__init__()
        self.w = w
        self.name = "lin"
    def forward(self, x): return x * self.w
class Net(Module):
    def __init__(self):
        super().__init__()
        self.a = Lin(2.0)
        self.b = Lin(3.0)
    def forward(self, x): return self.b(self.a(x))
n = Net()
print(n(1.5), list(n.parameters()), n.a.name)
try: n.c
except AttributeError as e: print(e)
