def f(a=1, *, b=2): return a, b
f.__defaults__ = (10,)
f.__kwdefaults__ = {"b": 20}
print(f())
f.__defaults__ = None
try: f()
except TypeError as e: print(e)
