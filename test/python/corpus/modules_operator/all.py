import operator as op
from operator import itemgetter, attrgetter, methodcaller
print(op.add(1, 2), op.sub(5, 3), op.mul(2, 3), op.truediv(1, 4), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 8), op.neg(3), op.pos(-3), op.abs(-4), op.invert(5), op.not_(0), op.truth([]))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(3, 2), op.is_(None, None), op.is_not(1, None), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.lshift(1, 4), op.rshift(16, 2))
print(op.contains([1, 2], 2), op.countOf([1, 2, 1], 1), op.indexOf([4, 5], 5), op.getitem({"a": 1}, "a"), op.concat([1], [2]), op.index(True), op.length_hint([1, 2]), op.length_hint(5, 3))
l = [1, 2, 3]
op.setitem(l, 0, 9); op.delitem(l, 1); print(l, op.iadd(l, [4]), l, op.iadd(1, 2))
rows = [("b", 2), ("a", 1)]
print(sorted(rows, key=itemgetter(1)), itemgetter(0, 1)("xyz"), itemgetter(slice(1, 3))("abcd"), itemgetter("k")({"k": 5}))
class A:
    class B: c = 7
    d = 1
print(attrgetter("d")(A), attrgetter("B.c", "d")(A), methodcaller("split", "-")("a-b"), methodcaller("format", x=1)("{x}"))
print(repr(itemgetter(1, 2)), repr(attrgetter("a", "b")), repr(methodcaller("f", 1, k=2)), op.__add__(1, 2), op.__not__(True), op.__contains__("a", "a"))
for f in [lambda: itemgetter(5)([1]), lambda: attrgetter("q")(A), lambda: attrgetter(5), lambda: methodcaller(5), lambda: op.indexOf([1], 2), lambda: op.index(1.5), lambda: op.add(1, "a"), lambda: op.concat(1, 2), lambda: op.call(len, [1, 2])]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
