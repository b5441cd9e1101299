def g():
    x = yield 1
    print("x", x)
    y = yield 2
    print("y", y)
    return "end"
it = g()
print(next(it))
print(it.send("a"))
try: it.send("b")
except StopIteration as e: print("stop", e.value)
print(list(g()))
