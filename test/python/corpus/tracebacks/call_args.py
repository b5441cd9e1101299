def f(a, b): pass
x = [1]
f(x[0],
  x[5])
