class A:
    def f(self): return "class"
a = A()
a.f = lambda: "own"
print(a.f(), A().f())
del a.f
print(a.f())
A.f = lambda self: "patched"
print(a.f())
