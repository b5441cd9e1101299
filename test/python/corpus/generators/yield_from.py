def a():
    r = yield from b()
    print("r", r)
    yield from [10, 20]
    yield from range(2)
    return 5
def b():
    x = yield 1
    print("x", x)
    try:
        yield 2
    except ValueError: print("VE")
    return "bres"
it = a()
print(next(it), it.send("s"), it.throw(ValueError()), list(it))
def c():
    v = yield from a()
    print("v", v)
for _ in c(): pass
