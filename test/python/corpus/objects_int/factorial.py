def fact(n): return 1 if n < 2 else n * fact(n - 1)
for n in (5, 20, 25, 50): print(n, fact(n))
print(fact(60) // fact(58), fact(30) / fact(29))
