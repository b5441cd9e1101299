class C:
    k = 10
    f = lambda self, x: x * 2
    g = [lambda: i for i in range(2)]
print(C().f(4), [h() for h in C.g])
