def a(): yield from b()
def b():
    yield 1
    raise ValueError("deep gen")
for x in a(): pass
