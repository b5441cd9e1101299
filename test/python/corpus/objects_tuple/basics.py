t = (1, "a", 2.5)
print(t, t[0], t[-1], t[:2], t + (4,), t * 2, len(t), "a" in t, t.index("a"), t.count(1), (1,), (), hash((1, 2)) == hash((1, 2)))
a, *b, c = range(6); print(a, b, c)
try: t[0] = 1
except TypeError as e: print(e)
try: del t[0]
except TypeError as e: print(e)
