def g():
    yield 1
    yield 1 / 0
print(sum(x * 2 for x in g()))
