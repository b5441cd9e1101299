xs = [(i * 7919) % 101 for i in range(200)]
ys = sorted(xs, key=lambda x: x % 10); print(ys[:30], sorted(xs)[-5:], sorted(map(str, xs))[:8])
class V:
    def __init__(s, v, i): s.v, s.i = v, i
    def __lt__(s, o): return s.v < o.v
vs = sorted(V(x % 5, i) for i, x in enumerate(xs)); print([v.i for v in vs][:25])
