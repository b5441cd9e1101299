def f(x):
    match x:
        case {"type": "a", "v": v, **rest}: return ("a", v, rest)
        case {"type": t}: return ("t", t)
        case {}: return "any dict"
        case _: return "no"
for v in [{"type": "a", "v": 1, "w": 2}, {"type": "b"}, {}, {"z": 1}, [], {"type": "a"}]: print(f(v))
