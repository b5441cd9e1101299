def g():
    return 7
    yield
try: next(g())
except StopIteration as e: print(e.value, e.args)
try: next(iter([]))
except StopIteration as e: print(e.value)
