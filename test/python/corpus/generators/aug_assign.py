def g():
    t = 10
    t += yield t
    print(t)
    d = {"a": 1}
    d["a"] += yield
    print(d)
    class O: v = 1
    o = O()
    o.v *= yield
    print(o.v)
it = g()
next(it); it.send(5); it.send(6)
try: it.send(7)
except StopIteration: pass
