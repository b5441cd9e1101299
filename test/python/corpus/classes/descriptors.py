class D:
    def __set_name__(self, owner, name):
        self.name = "_" + name
        print("named", owner.__name__, name)
    def __get__(self, obj, cls=None):
        return self if obj is None else getattr(obj, self.name, "unset")
    def __set__(self, obj, v): setattr(obj, self.name, v)
class N:
    def __get__(self, obj, cls=None): return "nondata"
class C:
    d = D()
    n = N()
c = C()
print(c.d, c.n)
c.d = 5
c.n = "own"
print(c.d, c.n, type(C.d).__name__, c.__dict__)
