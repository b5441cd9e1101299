x = [1, 2]
g = (a * b for a in x for b in x)
x = [10]
print(list(g))
def f(n): return (n + i for i in range(3))
print(list(f(5)))
