def f(*a): pass
f(*3)
