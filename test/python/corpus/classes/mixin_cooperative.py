class Base:
    def __init__(self, **kw):
        assert not kw
        self.done = True
class M1:
    def __init__(self, a=0, **kw):
        super().__init__(**kw)
        self.a = a
class M2:
    def __init__(self, b=0, **kw):
        super().__init__(**kw)
        self.b = b
class C(M1, M2, Base): pass
c = C(a=1, b=2)
print(c.a, c.b, c.done, sorted(vars(c)))
