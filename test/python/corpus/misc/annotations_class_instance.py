class Config:
    lr: float = 0.1
    layers: "list[int]" = [1, 2]
    def __init__(self, **kw):
        for k, v in kw.items():
            if k not in self.__annotations__: raise TypeError(f"unknown {k}")
            setattr(self, k, v)
c = Config(lr=0.5)
print(c.lr, c.layers, Config.lr)
try: Config(x=1)
except TypeError as e: print(e)
