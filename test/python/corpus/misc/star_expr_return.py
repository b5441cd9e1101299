def f(a): return *a, 1
def g(): yield (*[1, 2], 3)
print(f([5, 6]), list(g()))
for x in (*[1], 2): print(x)
