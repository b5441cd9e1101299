def f(x):
    match x:
        case []: return "empty"
        case [a]: return ("one", a)
        case [1, b]: return ("1b", b)
        case [a, b]: return ("two", a, b)
        case [a, *mid, z] if len(mid) > 2: return ("long", a, mid, z)
        case (a, b, *_): return ("many", a, b)
        case _: return "no"
for v in [[], [5], (1, 2), [3, 4], [1, 2, 3], range(6), "ab", {1, 2}, (x for x in [1])]: print(f(v))
