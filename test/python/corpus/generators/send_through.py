def inner():
    got = []
    while len(got) < 3: got.append((yield len(got)))
    return got
def outer():
    res = yield from inner()
    yield res
o = outer()
print(next(o), o.send("a"), o.send("b"), o.send("c"))
