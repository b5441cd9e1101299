def f(x, acc=[]):
    acc.append(x)
    return acc
print(f(1), f(2), f(3, []))
n = 10
def g(v=n): return v
n = 20
print(g(), g.__defaults__, f.__defaults__)
