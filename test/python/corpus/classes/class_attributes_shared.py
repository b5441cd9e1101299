class A:
    items = []
    n = 0
a, b = A(), A()
a.items.append(1)
a.n += 1
print(b.items, a.n, b.n, A.n, a.__dict__, b.__dict__)
A.n = 7
print(a.n, b.n)
del a.n
print(a.n)
