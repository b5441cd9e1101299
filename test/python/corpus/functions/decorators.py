def deco(tag):
    print("make", tag)
    def wrap(f):
        print("wrap", tag, f.__name__)
        def inner(*a, **k):
            print("call", tag)
            return f(*a, **k)
        inner.__wrapped__ = f
        return inner
    return wrap
@deco("a")
@deco("b")
def f(x): return x + 1
print(f(1), f.__wrapped__.__wrapped__(5))
@lambda cls: (print(cls.__name__), cls)[1]
class K: pass
@(lambda f: 42)
def g(): pass
print(g)
