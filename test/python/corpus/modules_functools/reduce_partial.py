from functools import reduce, partial, wraps, cmp_to_key, total_ordering
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: a + b, [], 7), reduce(max, [3, 9, 2]), reduce(lambda a, b: a + [b], "ab", []))
for f in [lambda: reduce(max, []), lambda: reduce(max, 5), lambda: reduce(max), lambda: partial(), lambda: partial(5)]:
    try:
        f()
    except TypeError as e:
        print(e)
p = partial(int, base=2)
print(p("101"), p.func, p.args, p.keywords, partial(p, "11")(), repr(partial(max, 1, key=None)))
q = partial(print, "a", sep="-")
q("b", "c", sep="+")
print(partial(pow, 2)(5), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
def deco(f):
    @wraps(f)
    def inner(*a):
        "inner doc"
        return f(*a)
    return inner
@deco
def hello(x: int) -> str:
    "hello doc"
    return "hi"
print(hello.__name__, hello.__doc__, hello.__wrapped__(1), hello.__annotations__, hello.__qualname__, hello.__module__)
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) <= V(1), V(2) > V(1), V(2) >= V(3), V(1) != V(2))
try:
    total_ordering(int.__class__("N", (), {}))
except ValueError as e:
    print(e)
