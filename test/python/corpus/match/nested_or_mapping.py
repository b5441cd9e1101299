def f(x):
    match x:
        case {"a": [1 | 2 as n, *_]} | {"b": n}: return n
        case [[a, b], [c, d]]: return a * d - b * c
    return None
print(f({"a": [2, 3]}), f({"b": 5}), f({"a": [3]}), f([[1, 2], [3, 4]]))
