fs = [lambda: i for i in range(3)]
print([f() for f in fs])
gs = [lambda i=i: i for i in range(3)]
print([g() for g in gs])
def f(xs): return [[x + y for y in xs] for x in xs]
print(f([1, 2]))
