from collections import deque
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5)
print(d, d.maxlen, len(d), d[0], d[-1])
d.appendleft(0)
print(d)
d.rotate(1); print(d)
d.rotate(-2); print(d)
d.extend([9, 8]); print(d)
d.extendleft([7, 6]); print(d)
print(d.pop(), d.popleft(), list(reversed(d)), 9 in d, d.count(9), d.index(9))
e = deque("abc")
e.insert(1, "z"); e.remove("c"); e.reverse()
print(e, e == deque(["b", "z", "a"]), e + deque([1]), e * 2, e < deque(["c"]), e.copy())
e[1] = 5
del e[0]
print(e, deque(), deque(maxlen=0), bool(deque()))
for f in [lambda: deque().pop(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque(5), lambda: deque([], -1),
          lambda: deque([1]).index(4), lambda: deque([1], maxlen=1).insert(0, 1), lambda: deque([1]) + [1], lambda: hash(deque())]:
    try:
        print(f())
    except Exception as err:
        print(type(err).__name__, err)
x = deque([1, 2, 3])
try:
    for v in x:
        x.append(v)
except RuntimeError as err:
    print(err)
x.clear()
print(x)
r = deque([1]); r.append(r); print(r)
