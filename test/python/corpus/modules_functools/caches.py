from functools import lru_cache, cache, cached_property
@lru_cache(maxsize=2)
def f(x, y=0):
    print("call", x, y)
    return x + y
print(f(1), f(1), f(2), f(3), f(1), f(1, y=0))
print(f.cache_info(), f.cache_parameters(), f.__name__)
f.cache_clear()
print(f.cache_info())
@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info())
@lru_cache
def g(x):
    return x
g(1); g(1.0); g(True)
print(g.cache_info())
@lru_cache(typed=True)
def h(x):
    return x
h(1); h(1.0)
print(h.cache_info())
try:
    f([1])
except TypeError as e:
    print(e)
class C:
    def __init__(self): self.n = 0
    @cached_property
    def v(self):
        self.n += 1
        return self.n
    @lru_cache
    def m(self, x):
        return x * 2
c = C()
print(c.v, c.v, c.__dict__, c.m(4), C.m.cache_info())
del c.v
print(c.v)
@lru_cache(maxsize=0)
def z(x): return x
z(1); z(1)
print(z.cache_info())
try:
    lru_cache("a")
except TypeError as e:
    print(e)
