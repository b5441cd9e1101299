def f():
    x = "local"
    class D:
        a = x
        def m(self): return x
    return D
print(f().a, f()().m())
