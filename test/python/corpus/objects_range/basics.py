r = range(2, 20, 3)
print(r, list(r), len(r), r[2], r[-1], r[1:4], 8 in r, 9 in r, r.index(11), r.count(5), list(reversed(r)), r == range(2, 19, 3), range(0), list(range(5, 0, -2)), hash(range(3)) == hash(range(0, 3)))
for f in (lambda: range(1.5), lambda: range(1, 2, 0), lambda: r[99], lambda: r.index(9), lambda: range()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
