def g(): yield
x = g()
print(x.__name__, type(x).__name__, iter(x) is x, x.gi_running, repr(x).startswith("<generator object g at 0x"))
e = (i for i in [])
print(e.__name__, e.__qualname__)
