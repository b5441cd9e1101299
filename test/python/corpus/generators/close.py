def g():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")
it = g()
next(it)
it.close()
it.close()
def h():
    try: yield
    except GeneratorExit:
        print("exit")
        raise
i = h(); next(i); i.close()
def bad():
    while True:
        try: yield
        except GeneratorExit: pass
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
