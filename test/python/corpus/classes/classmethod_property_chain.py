class Reg:
    _items = {}
    @classmethod
    def register(cls, name):
        def deco(f):
            cls._items[name] = f
            return f
        return deco
@Reg.register("sq")
def sq(x): return x * x
print(Reg._items["sq"](4), sq(3))
