def f():
    a = 1
    del a
    return a
try: f()
except UnboundLocalError as e: print(e)
def g():
    a = 1
    def h(): return a
    del a
    return h
try: g()()
except NameError as e: print(e)
