class A:
    f = len
    g = print
    h = lambda self: "h"
a = A()
print(a.f([1, 2]), a.h())
