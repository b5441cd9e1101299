print([].__len__(), (5).__add__(3), "a".__mul__(3), int.__add__(1, 2), str.upper("x"), list.append([], 1), dict.get({1: 2}, 1), (3).__eq__("a"), (2).__lt__(3.0), [1].__contains__(1), {}.__class__.__name__)
for f in (lambda: int.__add__("a", 1), lambda: list.append(1, 2), lambda: str.upper(), lambda: [].__len__(1), lambda: (1).__add__()):
    try: print(f())
    except TypeError as e: print(e)
