def outer():
    def inner(a): pass
    inner()
try:
    outer()
except TypeError as e:
    print(e)
class C:
    def m(self, x): pass
    class D:
        def n(self, y): pass
try: C().m()
except TypeError as e: print(e)
try: C.D().n()
except TypeError as e: print(e)
print(C.D.n.__qualname__, outer.__qualname__, C.D.__qualname__)
f = lambda: 0
print(f.__qualname__, f.__name__)
