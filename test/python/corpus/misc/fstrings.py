w, p, x = 10, 3, 3.14159
print(f"{x:{w}.{p}f}|{x!r:>10}|{'a':^5}|{x=}|{x = :.2f}|{{}}|{1 + 1}|{'q' * 2!s}")
d = {"k": [1, 2]}
print(f"{d['k'][0]} {d!r} {[i for i in range(3)]} {(lambda v: v * 2)(4)} {x if w else p}")
print(f"{f'{w}'}{'nested ' + f'{p}'}" f" joined {w}" " plain")
class F:
    def __format__(self, s): return f"<{s}>"
print(f"{F():abc} {F()}")
