def f(*a): return a[3]
args = [1, 2]
f(*args)
