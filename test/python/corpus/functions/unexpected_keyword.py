def f(a): pass
f(1, x=2)
