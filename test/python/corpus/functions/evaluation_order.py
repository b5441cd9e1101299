def p(x):
    print(x, end=" ")
    return x
def f(*a, **k): return a
(p("f"), f)[1](p(1), *[p(2)], p(3), k=p(4), **{"m": p(5)})
print()
d = {p("k1"): p("v1"), p("k2"): p("v2")}
print()
l = [0, 0]
l[p(0)] = p("val")
print()
print(p(1) < p(2) < p(3) > p(9) > p(0))
x = [p("a"), p("b")][p(1)]
print()
