def g():
    while True:
        try:
            v = yield 1
        except ValueError as e:
            print("caught", e)
            yield "handled"
it = g()
next(it)
print(it.throw(ValueError("x")))
print(next(it))
try: it.throw(KeyError, "k")
except KeyError as e: print("out", e)
print(list(it))
