def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
a, ga = counter()
b, gb = counter()
a(); a(5); b()
print(ga(), gb(), a.__closure__[0].cell_contents, a.__code__.co_freevars)
