class T:
    def __init__(self): self._v = 1
    @property
    def v(self):
        "the v"
        return self._v
    @v.setter
    def v(self, x):
        if x < 0: raise ValueError("neg")
        self._v = x
    @v.deleter
    def v(self): del self._v
    ro = property(lambda self: 7)
t = T()
t.v = 5
print(t.v, t.ro, T.v.__doc__)
try: t.v = -1
except ValueError as e: print(e)
try: t.ro = 1
except AttributeError as e: print(e)
del t.v
try: t.v
except AttributeError as e: print(e)
try: del t.ro
except AttributeError as e: print(e)
