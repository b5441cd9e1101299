try:
    import nosuchmodule
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from collections import nope
except ImportError as e:
    print(str(e)[:45])
import string, heapq, bisect, keyword, types
print(string.ascii_lowercase, string.digits, string.punctuation, string.capwords("hello big world"), string.Template("$a ${b} $$").substitute(a=1, b=2), string.hexdigits, repr(string.whitespace))
h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 0); print(heapq.heappop(h), h, heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, [4, 2, 9], key=lambda x: -x), list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop(h, 2), heapq.heapreplace(h, 9), h)
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), keyword.iskeyword("for"))
l = [1, 3]; bisect.insort(l, 2); print(l)
n = types.SimpleNamespace(a=1, b="x"); n.c = [n.a]; print(n, n == types.SimpleNamespace(a=1, b="x", c=[1]))
m = types.MappingProxyType({"a": 1}); print(m, m["a"], len(m), isinstance(lambda: 0, types.FunctionType))
try:
    m["b"] = 1
except TypeError as e:
    print(e)
