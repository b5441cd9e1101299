class A:
    l = []
    for i in range(3):
        l.append(i * i)
    if len(l) > 2:
        def big(self): return True
    else:
        def small(self): return True
    del i
print(A.l, A().big(), hasattr(A, "small"), hasattr(A, "i"))
