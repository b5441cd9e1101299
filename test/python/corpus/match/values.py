def f(x):
    match x:
        case 0: return "zero"
        case -1: return "neg"
        case 1.5: return "float"
        case "s" | "t": return "str"
        case None: return "none"
        case True: return "true"
        case b"x": return "bytes"
        case 1+2j: return "complex"
        case _: return "other"
print([f(v) for v in [0, -1, 1.5, "s", "t", None, True, 1, False, 1+2j, "zz"]])
